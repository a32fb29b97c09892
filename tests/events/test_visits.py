"""On a visit: what is open to all in another branch, on those days by its own clocks, and nothing that is not."""

import pytest

from community.models import Audience
from events.models import Registration
from tests.events.test_feeds import add
from tests.events.test_open_to_several import open_to

PAGE = "/fr/agenda/en-visite/"
STAY = {"antenne": "reunion", "du": "2026-12-03", "au": "2026-12-04"}


@pytest.fixture
def dates(clock, cast, now):
    """In La Réunion, three hours ahead of Paris."""
    there = {"branch": "reunion"}
    add(cast, now, title="Entre mentors", audience=Audience.MENTORS, **there)
    add(cast, now, title="Pour tous", start="2026-12-04T23:00", end="2026-12-04T23:30", **there)
    for title, more in {
        "De l’antenne": {"audience": Audience.BRANCH},
        "Brouillon": {"status": "draft"},
        "Annulé là": {"status": "cancelled"},
        "Découvrir": {"kind": "information"},
        "La veille": {"start": "2026-12-02T20:00", "end": "2026-12-02T23:59"},
        "Le lendemain": {"start": "2026-12-05T00:00", "end": "2026-12-05T01:00"},
    }.items():
        add(cast, now, title=title, **{**there, **more})
    add(cast, now, title="À Lille")


def titles(answer):
    return [shown.event.title for shown in answer.context["found"]]


def test_one_sees_what_is_open_there_on_those_days_and_takes_a_seat(dates, signed_in, cast):
    browser = signed_in("mentor")

    found = browser.get(PAGE, STAY)
    event = found.context["found"][0].event
    browser.post(f"/fr/agenda/{event.pk}/place/", {"mode": "in_person"})

    assert titles(found) == ["Entre mentors", "Pour tous"]
    assert Registration.objects.get(event=event).person == cast.mentor
    assert titles(signed_in("stranger").get(PAGE, STAY)) == ["Pour tous"]


def test_what_another_branch_holds_and_opens_to_that_one_is_listed_where_one_may_see_it(dates, signed_in, cast, now):
    for title, more in {
        "Partagé entre mentors": {"audience": Audience.MENTORS, "branch": "londres"},
        "Partagé par chez nous": {},
        "Leur promotion": {"audience": Audience.PROMOTION, "promotion": cast.other_promotion, "branch": "bruxelles"},
        "Leurs antennes": {"audience": Audience.BRANCH, "branch": "bruxelles"},
    }.items():
        open_to(cast, add(cast, now, title=title, **more), ["reunion"])

    seen = ["Partagé entre mentors", "Partagé par chez nous"]
    assert sorted(titles(signed_in("mentor").get(PAGE, STAY))) == sorted(["Entre mentors", "Pour tous", *seen])
    assert sorted(titles(signed_in("stranger").get(PAGE, STAY))) == ["Partagé par chez nous", "Pour tous"]


def test_nothing_wrong_days_and_nobody(dates, signed_in, client):
    browser = signed_in("mentor")

    empty = browser.get(PAGE, {**STAY, "antenne": "bruxelles"}).content.decode()
    wrong = browser.get(PAGE, {**STAY, "au": "2026-12-01"})
    strange = browser.get(PAGE, {**STAY, "antenne": "atlantis", "du": "hier"})

    assert "Rien de ce qui vous est ouvert" in empty
    assert (wrong.status_code, strange.status_code) == (422, 422)
    assert "Choisissez un dernier jour après le premier" in wrong.content.decode()
    assert browser.get(PAGE).status_code == 200
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "0001-01-02"), ("9999-12-30", "9999-12-31")])
def test_the_days_at_the_ends_of_time_are_no_days(dates, signed_in, first, last):
    answer = signed_in("mentor").get(PAGE, {**STAY, "du": first, "au": last})

    assert answer.status_code == 422
    assert "Saisissez une date valide" in answer.content.decode()


def test_as_many_queries_for_one_date_as_for_many(clock, cast, now, signed_in, django_assert_num_queries):
    browser = signed_in("mentor")

    def count(many):
        for _ in range(many):
            add(cast, now, branch="reunion")
        with django_assert_num_queries(12, exact=False) as counted:
            browser.get(PAGE, STAY)
        return len(counted)

    assert count(1) == count(12)
