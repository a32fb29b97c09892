"""For whom an event is, in which way one takes part and by whose clocks is changed: nobody loses a seat, and it is said first."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.actions.desk import Caller, register_caller
from events.actions.details import Terms
from events.actions.lives import change_event
from events.actions.schedule import ScheduleRefusal
from events.actions.seats import register, withdraw
from events.actions.switch import change_way
from events.change_forms import ChangeForm
from events.models import Event, Registration
from events.models.lines import line_of
from events.models.outside import Meant, outside
from hub.actions.deliver import deliver_due
from tests.cast import person
from tests.events.series import plan_apero
from tests.events.test_feeds import FEED, add, entries
from tests.events.test_lives import attached, mails

BRANCH_FEED = "/agenda/fr/antenne/lille.ics"


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro")


@pytest.fixture
def desk(signed_in):
    return signed_in("coordinator")


def terms(event, **changed):
    event.refresh_from_db()
    return Terms(**{**{name: getattr(event, name) for name in Terms.__dataclass_fields__}, **changed})


def change(cast, event, now, **changed):
    return change_event(actor=cast.coordinator, event_id=event.pk, details=terms(event, **changed), now=now)


def join(event, who, now, mode="in_person"):
    return register(actor=who, event_id=event.pk, mode=mode, now=now, wait=True)


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def form_of(event, **changed):
    event.refresh_from_db()
    return {**ChangeForm.values_of(event), **changed}


def team_page(event):
    return f"/fr/equipe/agenda/{event.pk}/"


def stands(event):
    rows = Registration.objects.filter(event=event).order_by("pk")
    return [(one.mode, one.state, one.wish) for one in rows]


def test_a_narrower_audience_is_out_of_lists_and_feeds_and_takes_no_seat(cast, event, now, desk, signed_in):
    kept, outsider = join(event, cast.mentor, now), join(event, cast.stranger, now)
    mails()
    page, path = team_page(event), f"/fr/agenda/{event.pk}/"

    asked = page_of(desk.post(page, form_of(event, audience="branch")))
    untouched = Event.objects.get(pk=event.pk).audience
    back = page_of(desk.post(page, form_of(event, audience="branch", title="Entre nous", back="1")))
    done = desk.post(page, form_of(event, audience="branch", confirm="1"))

    event.refresh_from_db()
    assert "1 personne inscrite" in asked and "Stranger Durand" in asked and "Mentor Durand" not in asked
    assert untouched == "public" and 'value="Entre nous"' in back and 'value="branch" selected' in back
    assert done.status_code == 302 and (event.audience, event.sequence) == ("branch", 0)
    assert {row.state for row in Registration.objects.filter(pk__in=[kept.pk, outsider.pk])} == {"confirmed"}
    assert mails() == []
    assert all("Apéro" not in entries(Client().get(feed)) for feed in (FEED, BRANCH_FEED))
    assert path not in page_of(Client().get("/fr/agenda/")) and Client().get(path).status_code == 302
    for address in (path, reverse("events:event_file", args=["fr", event.uid])):
        seen = {name: signed_in(name).get(address).status_code for name in ("mentor", "stranger", "other_mentor")}
        assert seen == {"mentor": 200, "stranger": 200, "other_mentor": 404}
    withdraw(actor=cast.stranger, registration_id=outsider.pk, now=now)
    assert signed_in("stranger").get(path).status_code == 404


def test_a_wider_audience_and_the_same_one_ask_nothing(cast, event, now, desk):
    join(event, cast.stranger, now)

    wider = desk.post(team_page(event), form_of(event, title="Grand apéro"))

    assert wider.status_code == 302 and Event.objects.get(pk=event.pk).title == "Grand apéro"


def test_the_rule_asked_for_each_is_the_rule_itself(cast, event, now):
    for name in ("mentor", "other_mentor", "stranger", "referent", "far_coordinator", "editor", "admin"):
        join(event, cast.people[name], now)
    caller = Caller("Odile", "Martin", "", "odile@mail.example")
    register_caller(actor=cast.coordinator, event_id=event.pk, caller=caller, mode="in_person", now=now)

    for audience in ("public", "mentors", "trained", "branch", "promotion"):
        promotion = cast.promotion.pk if audience == "promotion" else None
        found = {row.person_id for row in outside([event], Meant(audience, promotion), now)}
        Event.objects.filter(pk=event.pk).update(audience=audience, promotion=promotion)
        rows = Registration.objects.filter(event=event).select_related("person")
        unseen = {
            row.person_id
            for row in rows
            if not Event.objects.visible_to(row.person, now).filter(pk=event.pk).exists()
            or (not row.person.is_active and audience != "public")
        }
        assert found == unseen == {row.person_id for row in outside([event], None, now)}, audience


def test_whom_the_team_let_in_from_outside_is_not_spoken_of_again(cast, now, clock, desk):
    event = add(cast, now, audience="branch")
    caller = Caller("Odile", "Martin", "", "odile@mail.example")
    register_caller(actor=cast.coordinator, event_id=event.pk, caller=caller, mode="in_person", now=now)

    answer = desk.post(team_page(event), form_of(event, audience="promotion", promotion=str(cast.promotion.pk)))

    assert answer.status_code == 302


def test_what_is_held_online_from_now_on_takes_everybody_along(cast, event, now, desk):
    seats = [join(event, cast.mentor, now), join(event, cast.other_mentor, now)]
    mails()
    wish = form_of(event, mode="online", seats_online="1", join_url="https://visio.cast.example/x")

    asked = page_of(desk.post(team_page(event), wish))
    desk.post(team_page(event), {**wish, "confirm": "1"})

    told, page = mails(), page_of(desk.get(team_page(event)))
    assert "2 personnes participent en ligne" in asked
    assert stands(event) == [("online", "confirmed", "")] * 2
    assert len(told) == 2 and all("https://visio.cast.example/x" in one.body for one in told)
    assert all("en personne, Café" in one.body for one in told)
    assert {attached(one)["SEQUENCE"] for one in told} == {1 + seats[0].sequence + 1}
    assert str(entries(Client().get(FEED))["Apéro"]["LOCATION"]) == "En ligne"
    assert "<del>" in page and "En personne, Café" in page


def test_two_lines_become_one_as_people_came_and_a_wish_beside_a_seat_is_none_any_more(cast, now, clock):
    event = add(cast, now, mode="hybrid", seats_in_person=1, seats_online=1, join_url="https://visio.cast.example/x")
    crowd = [person(f"guest_{number}") for number in range(6)]
    here, online = join(event, crowd[0], now), join(event, crowd[1], now, "online")
    change_way(actor=None, registration_id=online.pk, mode="in_person", now=now)
    rows = []
    for one, mode in zip(crowd[2:], ("in_person", "online", "online", "in_person"), strict=True):
        clock.shift(1)
        rows.append(join(event, one, timezone.now(), mode))

    change(cast, event, timezone.now(), mode="in_person")

    line = [turn.registration.pk for turn in line_of(Event.objects.get(pk=event.pk), "in_person", timezone.now())]
    assert line == [one.pk for one in rows]
    assert [row.state for row in Registration.objects.filter(pk__in=[here.pk, online.pk])] == ["confirmed"] * 2
    assert {(mode, wish) for mode, _state, wish in stands(event)} == {("in_person", "")}


def test_an_offer_is_kept_when_the_way_changes_and_more_ways_move_nobody(cast, now, clock):
    event = add(cast, now, seats_in_person=1)
    first, second = join(event, cast.mentor, now), join(event, cast.other_mentor, now)
    withdraw(actor=cast.mentor, registration_id=first.pk, now=now)
    until = Registration.objects.get(pk=second.pk).offered_until

    change(cast, event, now, mode="hybrid", seats_online=3)
    stayed = stands(event)[1]
    change(cast, event, now, mode="online")

    row = Registration.objects.get(pk=second.pk)
    assert stayed == ("in_person", "offered", "")
    assert (row.mode, row.state, row.offered_until) == ("online", "offered", until)


def test_other_clocks_move_the_hour_and_are_told(cast, event, now):
    join(event, cast.mentor, now)
    mails()

    change(cast, event, now, zone="Europe/London")

    event.refresh_from_db()
    (message,) = mails()
    assert event.starts_at == datetime(2026, 12, 3, 18, 30, tzinfo=UTC) and event.sequence == 1
    assert entries(Client().get(FEED))["Apéro"].decoded("DTSTART").astimezone(UTC) == event.starts_at
    assert "Londres" in message.body
    change(cast, event, now, zone="Europe/Paris")
    event.refresh_from_db()
    assert event.before == {"zone": "Europe/London"} and event.starts_at == datetime(2026, 12, 3, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"mode": "hybrid", "seats_online": "0"}, "Dites combien de personnes peuvent participer en ligne"),
        ({"audience": "promotion", "promotion": ""}, "Choisissez la promotion"),
        ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
        ({"audience": "nobody"}, "nobody"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_typed_is_lost(event, desk, wrong, said):
    answer = desk.post(team_page(event), form_of(event, title="Grand apéro", **wrong))

    assert answer.status_code == 422 and said in page_of(answer) and 'value="Grand apéro"' in page_of(answer)
    assert Event.objects.get(pk=event.pk).title == "Apéro"


def test_a_training_day_stays_its_promotion_s_and_another_branch_s_promotion_is_none(cast, event, now, desk):
    day = cast.promotion.events.filter(kind="training").first()
    shown = page_of(desk.get(team_page(day)))

    for one, wrong in (
        (day, {"audience": "public"}),
        (event, {"audience": "promotion", "promotion_id": cast.other_promotion.pk}),
        (event, {"audience": "promotion", "promotion_id": None}),
    ):
        with pytest.raises(ScheduleRefusal):
            change(cast, one, now, **wrong)

    assert 'name="zone"' in shown and 'name="audience"' not in shown


def test_several_dates_are_changed_with_one_question(cast, now, clock, desk):
    dates = plan_apero(cast, now)
    for one in dates[:2]:
        join(one, cast.stranger, now)
    wish = form_of(dates[0], audience="branch", mode="online", seats_online="5", scope="all")

    asked = page_of(desk.post(f"{team_page(dates[0])}serie/", wish))
    desk.post(f"{team_page(dates[0])}serie/", {**wish, "confirm": "1"})

    deliver_due(now=timezone.now())
    rows = list(Event.objects.filter(series=dates[0].series))
    assert asked.count("Stranger Durand") == 1 and "2 personnes participent en ligne" in asked
    assert {(one.audience, one.mode, tuple(one.apart)) for one in rows} == {("branch", "online", ())}
    assert {mode for one in rows for mode, _state, _wish in stands(one)} == {"online"}
