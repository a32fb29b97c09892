"""A deadline of an event's own: until it one registers and gives back alone, afterwards one is told whom to call."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.models import Call
from cms.models.offered import offered_sessions
from events.actions.queue import settle_due
from events.actions.series_seats import register_series, withdraw_series
from events.models import Event, Registration
from events.notices import seat_link
from hub.actions.deliver import deliver_due
from tests.events.test_feeds import FEED, add, entries
from tests.events.test_lives import change

State = Registration.State
PHONE = "03 53 01 00 01"


@pytest.fixture
def lunch(clock, cast, now):
    return add(cast, now, kind="lunch", deadline="2026-12-01T12:00", seats_in_person=1, guests=2)


def words(answer):
    return answer.content.decode().replace("\xa0", " ")


def take(browser, event, **more):
    return browser.post(f"/fr/agenda/{event.pk}/place/", {"mode": "in_person", **more})


def held_by(person):
    return Registration.objects.get(person=person)


def past(clock, event):
    clock.move_to(event.closes_at + timedelta(minutes=1))


def test_the_page_says_until_when_and_then_whom_to_call(clock, lunch, signed_in):
    browser = signed_in("mentor")
    page = f"/fr/agenda/{lunch.pk}/"

    before = words(browser.get(page))
    listed = words(Client().get("/fr/agenda/?mois=2026-12"))
    past(clock, lunch)
    after, refused = words(browser.get(page)), take(browser, lunch)

    assert "Inscriptions jusqu’au mardi 1er décembre 2026 à 12 h" in before and "Je participe" in before
    assert "Inscriptions jusqu’au mardi 1er décembre" in listed
    assert (
        "Je participe" not in after
        and "Liste d’attente" not in after
        and "closes depuis le mardi 1er décembre" in after
    )
    assert refused.status_code == 422 and PHONE in words(refused) and "closes" in words(refused)
    assert not Registration.objects.exists()


def test_a_seat_is_given_back_until_then_and_afterwards_the_team_is_called(clock, lunch, cast, signed_in):
    browser = signed_in("mentor")
    take(browser, lunch, guests="0")
    link = seat_link(held_by(cast.mentor))
    open_page = words(Client().get(link))
    past(clock, lunch)

    page, asked = words(browser.get(f"/fr/agenda/{lunch.pk}/")), words(browser.get(f"/fr/agenda/{lunch.pk}/annuler/"))
    answers = [
        browser.post(f"/fr/agenda/{lunch.pk}/annuler/"),
        browser.post(f"/fr/agenda/{lunch.pk}/ma-place/", {"act": "guests", "guests": "1"}),
        Client().post(link, {"act": "withdraw"}),
    ]
    closed_page = words(Client().get(link))
    desk = signed_in("coordinator")
    freed = desk.post(f"/fr/equipe/agenda/{lunch.pk}/inscription/{held_by(cast.mentor).pk}/", {"act": "withdraw"})

    assert "jusqu’au mardi 1er décembre 2026 à 12 h" in open_page and "Je ne viens plus" in open_page
    for text in (page, asked, closed_page):
        assert PHONE in text and 'value="withdraw"' not in text and "Je ne viens plus</" not in text
    assert [one.status_code for one in answers] == [422, 422, 409]
    assert all(PHONE in words(one) for one in answers)
    assert freed.status_code == 302 and held_by(cast.mentor).state == State.WITHDRAWN


def test_who_waits_is_still_offered_a_seat_and_takes_it_or_leaves_the_line(clock, lunch, cast, signed_in):
    take(signed_in("mentor"), lunch)
    for name in ("other_mentor", "stranger"):
        take(signed_in(name), lunch, wait="1")
    past(clock, lunch)

    signed_in("stranger").post(f"/fr/agenda/{lunch.pk}/annuler/")
    desk = signed_in("coordinator")
    desk.post(f"/fr/equipe/agenda/{lunch.pk}/inscription/{held_by(cast.mentor).pk}/", {"act": "withdraw"})
    settle_due(now=timezone.now())
    offered = words(signed_in("other_mentor").get(f"/fr/agenda/{lunch.pk}/"))
    signed_in("other_mentor").post(f"/fr/agenda/{lunch.pk}/ma-place/", {"act": "accept"})

    assert held_by(cast.stranger).state == State.WITHDRAWN
    assert "Prendre cette place" in offered
    assert held_by(cast.other_mentor).state == State.CONFIRMED


def test_mails_say_until_when_and_afterwards_whom_to_call(clock, lunch, cast, signed_in):
    take(signed_in("mentor"), lunch)
    deliver_due(now=timezone.now())
    past(clock, lunch)
    change(cast, Event.objects.get(pk=lunch.pk), timezone.now(), place="Au fond du jardin")
    deliver_due(now=timezone.now())

    first, second = ([one.body, one.alternatives[0][0]] for one in mail.outbox)
    for text in (body.replace("\xa0", " ") for body in first):
        assert "jusqu’au mardi 1er décembre 2026 à 12 h" in text and "/place/" in text
    for text in (body.replace("\xa0", " ") for body in second):
        assert f"Appelez-nous : {PHONE}" in text and "Un bouton suffit" not in text


def test_calendars_know_nothing_of_it(clock, cast, now):
    event = add(cast, now)
    before = entries(Client().get(FEED))["Apéro"]

    change(cast, event, now + timedelta(minutes=2), deadline="2026-12-02T18:00")

    after = entries(Client().get(FEED))["Apéro"]
    ignored = {"DTSTAMP", "LAST-MODIFIED"}
    assert [(name, after[name]) for name in after if name not in ignored] == [
        (name, before[name]) for name in before if name not in ignored
    ]


SAME = ("title", "place", "seats_in_person", "guests", "turns", "audience", "mode", "zone", "language")


def test_the_team_s_form_sets_and_clears_it_and_refuses_one_after_the_beginning(clock, lunch, signed_in):
    desk, page = signed_in("coordinator"), f"/fr/equipe/agenda/{lunch.pk}/"
    form = {
        **{name: getattr(lunch, name) for name in SAME},
        "begins": lunch.wall_start,
        "ends": lunch.wall_end,
    }

    def send(deadline):
        return desk.post(page, {**form, "version": Event.objects.get(pk=lunch.pk).version, "deadline": deadline})

    late, earlier = send("2026-12-03T18:31"), send("2026-11-30T09:00")
    kept = Event.objects.get(pk=lunch.pk).closes_at
    copy = words(desk.get(f"/fr/equipe/agenda/nouveau/?copie={lunch.pk}"))
    send("")

    assert late.status_code == 422 and "après le début" in words(late) and "2026-12-03T18:31" in words(late)
    assert earlier.status_code == 302 and kept.isoformat() == "2026-11-30T08:00:00+00:00"
    assert 'value="2026-12-07T09:00"' in copy
    assert Event.objects.get(pk=lunch.pk).closes_at is None


LUNCHES = {
    "uid": "5e51e5aa-0000-4000-8000-000000000031",
    "kind": "lunch",
    "title": "Déjeuner",
    "language": "fr",
    "audience": "mentors",
    "mode": "in_person",
    "zone": "Europe/Paris",
    "place": "Ici",
    "begins": "2026-12-03T12:00",
    "ends": "2026-12-03T13:00",
    "deadline": "2026-12-01T18:00",
    "rhythm": "week",
    "until": "2026-12-17",
    "seats_in_person": "9",
    "make": "publish",
}


def deadlines():
    return [one.deadline[5:10] for one in Event.objects.filter(title="Déjeuner").soonest_first()]


@pytest.fixture
def lunches(clock, cast, signed_in):
    signed_in("coordinator").post("/fr/equipe/agenda/serie/", {**LUNCHES, "branch": cast.branches["lille"].pk})
    return list(Event.objects.filter(title="Déjeuner").soonest_first())


def test_each_date_of_a_series_has_its_own_as_many_days_before(lunches, signed_in):
    desk, page = signed_in("coordinator"), f"/fr/equipe/agenda/{lunches[0].pk}/serie/"
    later = {**LUNCHES, "begins": "2026-12-04T12:00", "ends": "2026-12-04T13:00", "scope": "all", "confirm": "1"}

    planned = deadlines()

    def send(path, event, **form):
        desk.post(path, {**form, "version": Event.objects.get(pk=event.pk).version})

    send(page, lunches[0], **later)
    moved = deadlines()
    alone = {**LUNCHES, "begins": "2026-12-11T12:00", "ends": "2026-12-11T13:00", "deadline": ""}
    send(f"/fr/equipe/agenda/{lunches[1].pk}/", lunches[1], **alone)
    send(page, lunches[0], **{**later, "deadline": "2026-12-02T18:00"})

    assert planned == ["12-01", "12-08", "12-15"]
    assert moved == ["12-01", "12-08", "12-15"]
    assert deadlines() == ["12-02", "", "12-16"]


def test_all_dates_are_given_back_but_the_seats_past_their_deadline(lunches, clock, cast, now):
    register_series(actor=cast.mentor, event_id=lunches[0].pk, mode="in_person", now=now)
    past(clock, lunches[0])
    withdraw_series(actor=cast.mentor, event_id=lunches[0].pk, now=timezone.now())

    rows = Registration.objects.filter(person=cast.mentor).order_by("event__starts_at")
    assert [row.state for row in rows] == [State.CONFIRMED, State.WITHDRAWN, State.WITHDRAWN]


def test_a_session_past_its_deadline_is_offered_to_no_applicant(clock, cast, now):
    session = cast.sessions[0]
    calls = list(Call.objects.with_facts().filter(pk=cast.call.pk))

    before = [one.pk for one in offered_sessions(calls, now)[cast.call.pk]]
    Event.objects.filter(pk=session.pk).update(closes_at=now, deadline="2026-11-24T10:00")
    after = [one.pk for one in offered_sessions(calls, now)[cast.call.pk]]

    assert session.pk in before and session.pk not in after
