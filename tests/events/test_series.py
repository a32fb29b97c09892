"""A series is planned with its dates in view, and changed for one date, for this and the following, or for all to come."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from events.actions.lives import LifeRefusal, cancel_event
from events.actions.schedule import ScheduleRefusal
from events.actions.seats import register
from events.actions.siblings import change_series, turn_series
from events.change_forms import ChangeForm
from events.models import Event, EventSeries
from hub.models import Branch
from tests.events.series import apero, plan_apero
from tests.events.test_desk import filled
from tests.events.test_feeds import FEED
from tests.events.test_lives import details, mails

TEAM = "/fr/equipe/agenda/"
SERIES = f"{TEAM}serie/"


@pytest.fixture
def dates(clock, cast, now):
    """Every first Thursday from December to April."""
    return plan_apero(cast, now)


@pytest.fixture
def desk(clock, signed_in):
    return signed_in("coordinator")


def typed(desk, **changed):
    facts = {"begins": "2026-12-03T18:30", "ends": "2026-12-03T20:30", "rhythm": "first", "until": "2027-05-31"}
    return filled(desk, SERIES, title="Apéro", audience="public", **{**facts, **changed})


def walls(**narrowed):
    return list(Event.objects.filter(title="Apéro", **narrowed).soonest_first().values_list("wall_start", flat=True))


def again(rows):
    return list(Event.objects.filter(pk__in=[one.pk for one in rows]).soonest_first())


def test_the_dates_are_listed_in_words_before_anything_is_made(desk, cast):
    page = desk.post(SERIES, typed(desk)).content.decode().replace("\xa0", " ")

    assert not Event.objects.filter(title="Apéro").exists()
    assert "chaque premier jeudi du mois, de 18 h 30 à 20 h 30" in page
    assert "jeudi 7 janvier 2027" in page
    assert "jeudi 6 mai 2027" in page.partition("jours fériés")[2]
    assert "Ascension" in page
    assert "Publier ces 5 dates" in page


def test_they_become_events_of_their_own_with_one_clock_and_the_form_twice_makes_them_once(desk, cast):
    form = {**typed(desk), "make": "publish"}

    desk.post(SERIES, form)
    desk.post(SERIES, form)

    made = list(Event.objects.filter(title="Apéro").soonest_first())
    assert walls() == [f"{day}T18:30" for day in ("2026-12-03", "2027-01-07", "2027-02-04", "2027-03-04", "2027-04-01")]
    assert {(one.status, one.seats_in_person, one.series) for one in made} == {("published", 12, made[0].uid)}
    assert len({one.uid for one in made}) == 5
    assert (made[-1].starts_at - made[0].starts_at) == timedelta(days=119, hours=-1)
    assert EventSeries.objects.get().words == "chaque premier jeudi du mois"


def test_a_holiday_stays_where_one_does_not_leave_it_out_and_is_named(desk, cast):
    page = desk.post(SERIES, typed(desk, skip_holidays="")).content.decode()
    desk.post(SERIES, {**typed(desk, skip_holidays=""), "make": "draft"})

    assert "Ascension" in page
    assert walls(status="draft")[-1] == "2027-05-06T18:30"


def test_the_first_day_that_is_none_of_them_is_said(desk, cast):
    page = desk.post(SERIES, typed(desk, begins="2026-12-10T18:30", ends="2026-12-10T20:30")).content.decode()

    assert "La première date est le jeudi 7\xa0janvier 2027" in page


def test_back_to_the_form_loses_nothing(desk, cast):
    answer = desk.post(SERIES, typed(desk, place="Café des Tilleuls", back="1"))

    assert answer.status_code == 200
    assert "Café des Tilleuls" in answer.content.decode()
    assert 'id="id_until"' in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"until": ""}, "jusqu’à quand"),
        ({"until": "2026-12-01"}, "avant le premier"),
        ({"until": "2029-12-01"}, "18 mois"),
        ({"begins": "2026-12-10T18:30", "ends": "2026-12-10T20:30", "until": "2026-12-20"}, "Aucune date"),
        ({"ends": "2026-12-03T18:00"}, "doit finir après"),
        ({"begins": "2026-11-05T18:30", "ends": "2026-11-05T20:30"}, "est déjà passée"),
    ],
)
def test_a_wrong_series_says_what_is_wrong_and_makes_nothing(desk, cast, changed, words):
    answer = desk.post(SERIES, {**typed(desk, **changed), "make": "publish"})

    assert answer.status_code == 422
    assert words in answer.content.decode().replace("\xa0", " ")
    assert 'id="id_until"' in answer.content.decode()
    assert not Event.objects.filter(title="Apéro").exists()
    assert not EventSeries.objects.exists()


def test_only_the_team_of_the_branch_plans_and_a_form_made_elsewhere_is_refused_in_words(desk, cast, dates, now):
    elsewhere = str(Branch.objects.get(slug="londres").pk)
    hand_made = desk.post(SERIES, {**typed(desk, branch=elsewhere), "make": "publish"})
    with pytest.raises(LifeRefusal):
        plan_apero(cast, now, actor=cast.far_coordinator, uid=uuid.uuid4())
    with pytest.raises(LifeRefusal):
        plan_apero(cast, now, actor=cast.admin, branch="londres", uid=dates[0].uid)

    assert hand_made.status_code == 422
    assert Event.objects.filter(title="Apéro").count() == 5


def test_a_new_hour_and_place_reach_the_following_alone_with_their_mails_and_numbers(cast, dates, now, clock):
    for one in (dates[1], dates[3]):
        register(actor=cast.mentor, event_id=one.pk, mode="in_person", now=now)
    mails()
    clock.shift(60)
    wish = details(dates[2], wall_start="2027-02-04T19:00", wall_end="2027-02-04T21:00", place="Médiathèque")

    facts = {"event_id": dates[2].pk, "details": wish, "scope": "following"}
    change_series(actor=cast.coordinator, now=now + timedelta(minutes=1), **facts)

    (message,) = mails()
    rows = again(dates)
    assert walls() == [
        *("2026-12-03T18:30", "2027-01-07T18:30"),
        *("2027-02-04T19:00", "2027-03-04T19:00", "2027-04-01T19:00"),
    ]
    assert [one.place for one in rows] == ["Café", "Café", "Médiathèque", "Médiathèque", "Médiathèque"]
    assert [one.sequence for one in rows] == [0, 0, 1, 1, 1]
    assert [one.modified_at > was.modified_at for one, was in zip(rows, dates, strict=True)] == [False] * 2 + [True] * 3
    assert "4\xa0mars" in message.body
    assert [one.uid for one in rows] == [one.uid for one in dates]


def test_another_day_moves_each_by_as_many_days(cast, dates, now):
    wish = details(dates[1], wall_start="2027-01-08T18:30", wall_end="2027-01-08T20:30")

    change_series(actor=cast.coordinator, event_id=dates[1].pk, details=wish, scope="all", now=now)

    assert walls() == [f"{day}T18:30" for day in ("2026-12-04", "2027-01-08", "2027-02-05", "2027-03-05", "2027-04-02")]


def test_what_has_passed_never_changes(cast, dates, now, clock):
    later = dates[1].starts_at + timedelta(minutes=1)
    wish = details(dates[3], title="Grand apéro")

    changed = change_series(actor=cast.coordinator, event_id=dates[3].pk, details=wish, scope="all", now=later)

    assert [one.title for one in again(dates)] == ["Apéro", "Apéro", "Grand apéro", "Grand apéro", "Grand apéro"]
    assert [one.pk for one in changed] == [one.pk for one in dates[2:]]


def test_a_date_keeps_what_was_changed_on_it_alone_and_follows_in_the_rest(desk, cast, dates, now):
    page = f"{TEAM}{dates[2].pk}/"
    desk.post(page, {**ChangeForm.values_of(dates[2]), "begins": "2027-02-04T17:00", "ends": "2027-02-04T19:00"})
    wish = details(dates[0], wall_start="2026-12-03T19:00", wall_end="2026-12-03T21:00", place="Médiathèque")
    facts = {"actor": cast.coordinator, "event_id": dates[0].pk, "scope": "all", "now": now}

    change_series(details=wish, **facts)
    kept = again(dates)[2]
    change_series(details=wish, also=True, **facts)
    same = again(dates)[2]
    change_series(details=details(again(dates)[0], wall_start="2026-12-03T18:00"), also=True, **facts)

    assert (kept.wall_start, kept.place, kept.apart) == ("2027-02-04T17:00", "Médiathèque", ["hours"])
    assert same.wall_start == "2027-02-04T17:00"  # the same again changes nothing, on any date
    assert (again(dates)[2].wall_start, again(dates)[2].apart) == ("2027-02-04T18:00", [])


def test_the_page_that_asks_says_what_happens_to_how_many(desk, cast, dates, now):
    desk.post(f"{TEAM}{dates[2].pk}/", {**ChangeForm.values_of(dates[2]), "place": "Au parc"})
    cancel_event(actor=cast.coordinator, event_id=dates[4].pk, now=now)
    for one in dates[:3]:
        register(actor=cast.mentor, event_id=one.pk, mode="in_person", now=now)
    form = {**ChangeForm.values_of(dates[0]), "place": "Médiathèque", "scope": "all"}

    asked = desk.post(f"{TEAM}{dates[0].pk}/serie/", form).content.decode().replace("\xa0", " ")
    untouched = {one.place for one in again(dates)}
    back = desk.post(f"{TEAM}{dates[0].pk}/serie/", {**form, "back": "1"}).content.decode()
    desk.post(f"{TEAM}{dates[0].pk}/serie/", {**form, "confirm": "1"})

    assert "3 dates changent" in asked
    assert "1 date garde ce qui n’a été changé que pour elle" in asked
    assert "1 date annulée reste telle quelle" in asked
    assert "1 personne" in asked
    assert untouched == {"Café", "Au parc"}
    assert 'value="Médiathèque"' in back
    assert [one.place for one in again(dates)] == ["Médiathèque", "Médiathèque", "Au parc", "Médiathèque", "Café"]


def test_an_hour_that_has_passed_for_one_of_them_changes_none(desk, cast, dates, now):
    form = {**ChangeForm.values_of(dates[1]), "begins": "2026-12-20T18:30", "ends": "2026-12-20T20:30", "scope": "all"}

    answer = desk.post(f"{TEAM}{dates[1].pk}/serie/", {**form, "confirm": "1"})
    wish = details(dates[1], wall_start="2026-12-20T18:30", wall_end="2026-12-20T20:30")
    with pytest.raises(ScheduleRefusal):
        change_series(actor=cast.coordinator, event_id=dates[1].pk, details=wish, scope="all", now=now)

    assert answer.status_code == 422
    assert walls()[0] == "2026-12-03T18:30"


def test_cancelled_from_one_on_and_reinstated_but_not_what_was_cancelled_by_itself(desk, cast, dates, now):
    register(actor=cast.mentor, event_id=dates[3].pk, mode="in_person", now=now)
    mails()
    cancel_event(actor=cast.coordinator, event_id=dates[4].pk, now=now)
    page = f"{TEAM}{dates[1].pk}/serie/annuler/"

    asked = desk.get(page).content.decode().replace("\xa0", " ")
    desk.post(page, {"act": "cancel following"})
    gone, (message,) = [one.status for one in again(dates)], mails()
    desk.post(page, {"act": "reinstate all"})
    back = [one.status for one in again(dates)]
    desk.post(f"{TEAM}{dates[0].pk}/serie/annuler/", {"act": "reinstate all", "also": "1"})

    assert "3 dates :" in asked
    assert "4 dates :" in asked
    assert gone == ["published", *["cancelled"] * 4]
    assert message.subject == "Annulé : Apéro"
    assert back == [*["published"] * 4, "cancelled"]
    assert {one.status for one in again(dates)} == {"published"}
    assert [one.sequence for one in again(dates)] == [0, 2, 2, 2, 2]


def test_drafts_are_published_or_thrown_away_together(desk, cast, now):
    drafts = plan_apero(cast, now, published=False)
    page = f"{TEAM}{drafts[2].pk}/serie/annuler/"

    desk.post(page, {"act": "discard following"})
    desk.post(f"{TEAM}{drafts[0].pk}/serie/annuler/", {"act": "publish all"})

    assert [one.status for one in again(drafts)] == ["published", "published"]


@pytest.mark.parametrize("who", ["mentor", "editor", "far_coordinator"])
def test_only_the_team_of_the_branch_changes_a_series(cast, dates, now, who):
    facts = {"actor": cast.people[who], "event_id": dates[0].pk, "scope": "all", "now": now}

    with pytest.raises(LifeRefusal):
        change_series(details=details(dates[0], title="X"), **facts)
    with pytest.raises(LifeRefusal):
        turn_series(act="cancel", **facts)

    assert {(one.title, one.status) for one in again(dates)} == {("Apéro", "published")}


@pytest.mark.parametrize("act", ["", "cancel", "destroy all", "cancel some", "reinstate"])
def test_an_act_made_by_hand_is_answered_in_words(desk, dates, act):
    answer = desk.post(f"{TEAM}{dates[4].pk}/serie/annuler/", {"act": act})

    assert answer.status_code in {302, 422}
    assert {one.status for one in again(dates[:4])} == {"published"}


def test_a_date_by_itself_has_no_page_for_several(desk, cast, now):
    alone = apero(cast, now)

    assert desk.get(f"{TEAM}{alone.pk}/serie/annuler/").status_code == 404


def test_the_feed_ties_the_dates_together(cast, dates):
    found = [one for one in Calendar.from_ical(Client().get(FEED).content).walk("VEVENT") if one["SUMMARY"] == "Apéro"]

    assert [str(one.get("RELATED-TO", "")) for one in found].count(f"{dates[0].uid}@lebanc.example") == 4
    assert len({one["UID"] for one in found}) == len(found) == 5


def test_the_pages_ask_as_much_for_two_dates_as_for_many(desk, cast, now, django_assert_max_num_queries):
    few = plan_apero(cast, now, until=date(2027, 1, 31))
    many = plan_apero(cast, now, rhythm="week", until=date(2027, 12, 1), uid=uuid.uuid4())

    def count(path):
        with django_assert_max_num_queries(40) as counted:
            desk.get(path)
        return len(counted)

    for path in (f"{TEAM}{{}}/", f"{TEAM}{{}}/serie/annuler/", "/fr/agenda/{}/"):
        assert count(path.format(few[0].pk)) == count(path.format(many[0].pk))
