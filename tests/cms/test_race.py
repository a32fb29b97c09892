"""Seats under pressure: two hundred people, ten seats, one instant, over HTTP."""

import http.client
from collections import Counter
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.actions.apply import Answers, apply
from cms.actions.change import withdraw_application
from cms.models import Application
from events.actions.seats import accept_offer
from events.models import Registration
from hub.anonymous import stamp
from hub.models import Notice
from tests.cast import session

pytestmark = [pytest.mark.race]


def soon(cast, *, seats):
    """A session in five days, of a call that is open now."""
    now = timezone.now()
    event = session(cast, (now + timedelta(days=5)).date().isoformat(), seats=seats)
    cast.call.opens_at, cast.call.deadline = now - timedelta(days=1), now + timedelta(days=30)
    cast.call.save()
    cast.promotion.events.update(starts_at=now + timedelta(days=40), ends_at=now + timedelta(days=41))
    return event


def post(base, call, choice, number):
    """One application from a browser of its own; the status, and the page that came."""
    form = {
        "stamp": stamp(f"apply:{call.pk}"),
        "session": choice,
        "first_name": f"Nom{number}",
        "last_name": "Durand",
        "email": f"personne{number}@mail.example",
        "over_fifty": "on",
    }
    where = urlsplit(base)
    browser = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": base}
    headers["X-Forwarded-For"] = f"198.51.100.{number}"
    browser.request("POST", f"/fr/candidature/{call.pk}/", urlencode(form), headers)
    answer = browser.getresponse()
    page = BeautifulSoup(answer.read(), "html.parser")
    browser.close()
    return answer.status, page


def test_two_hundred_people_and_ten_seats(open_house, together):
    base, cast = open_house
    event = soon(cast, seats=10)

    answers = together(lambda number: post(base, cast.call, f"{event.pk}:in_person", number), 200)

    statuses = Counter(status for status, _page in answers)

    rows = list(Registration.objects.filter(event=event).order_by("pk"))
    assert statuses == {302: 200}
    assert [one.state for one in rows] == ["confirmed"] * 10 + ["waiting"] * 190
    # Written under the lock of the event, so the list stands in the order of the commits.
    assert [one.queue_number for one in rows[10:]] == list(range(1, 191))
    assert Counter(Application.objects.values_list("state", flat=True)) == {"session_chosen": 10, "received": 190}
    assert set(Application.objects.values_list("registration", flat=True)) == {one.pk for one in rows}


def test_two_for_the_last_seat_one_is_confirmed_and_the_other_on_the_list_with_the_data_kept(open_house, together):
    base, cast = open_house
    event = soon(cast, seats=1)

    answers = together(lambda number: post(base, cast.call, f"{event.pk}:in_person", number), 2)

    assert [status for status, _page in answers] == [302, 302]
    has, waits = Application.objects.select_related("registration", "person").order_by("registration__pk")
    assert (has.state, has.registration.state, has.registration.queue_number) == ("session_chosen", "confirmed", None)
    assert (waits.state, waits.registration.state, waits.registration.queue_number) == ("received", "waiting", 1)
    assert Registration.objects.holding().filter(event=event).get() == has.registration
    for one in (has, waits):
        number = one.person.first_name.removeprefix("Nom")
        assert (one.person.last_name, one.email_key) == ("Durand", f"personne{number}@mail.example")
        assert one.over_fifty
    assert {has.person.first_name, waits.person.first_name} == {"Nom0", "Nom1"}
    assert sorted(Notice.objects.values_list("kind", "person")) == [
        ("event.registered", has.person_id),
        ("event.waiting", waits.person_id),
    ]


def test_two_for_the_last_seat_by_the_action_alone_and_the_seat_given_back_goes_to_the_other(open_house, together):
    _base, cast = open_house
    event = soon(cast, seats=1)

    def act(number):
        facts = {"over_fifty": True, "event_id": event.pk, "mode": "in_person"}
        answers = Answers("Ana", "Durand", f"ana{number}@mail.example", "", **facts)
        return apply(call_id=cast.call.pk, answers=answers, language="fr", flagged=False, now=timezone.now()).place

    places = together(act, 2)

    has, waits = Application.objects.select_related("registration").order_by("registration__pk")
    assert sorted(places) == [0, 1]
    withdraw_application(actor=None, application_id=has.pk, why="by link", now=timezone.now())
    taken = together(lambda _number: take(waits.registration_id), 2)
    waits.refresh_from_db()
    assert taken == ["confirmed", "confirmed"]
    assert (waits.state, waits.transitions.filter(after="session_chosen").count()) == ("session_chosen", 1)
    assert Registration.objects.holding().filter(event=event).get() == waits.registration


def take(registration_id):
    """Takes the seat that is offered; what the registration has become."""
    return accept_offer(actor=None, registration_id=registration_id, now=timezone.now()).state


def test_twenty_times_the_same_click_is_one_application(open_house, together):
    base, cast = open_house
    event = soon(cast, seats=10)

    answers = together(lambda _number: post(base, cast.call, f"{event.pk}:in_person", 7), 20)

    assert [status for status, _page in answers] == [302] * 20
    assert Registration.objects.holding().count() == Application.objects.count() == 1
