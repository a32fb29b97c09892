"""Seats under pressure: two hundred people, ten seats, one instant, over HTTP."""

import http.client
from collections import Counter
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cms.models import Application
from events.models import Registration
from hub.anonymous import stamp
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

    assert set(statuses) <= {302, 409, 422}
    assert statuses[302] == 10
    assert statuses.total() == 200
    assert Registration.objects.holding().filter(event=event).count() == 10
    assert Application.objects.count() == 10


def test_two_for_the_last_seat_one_has_it_and_the_other_s_answers_are_kept(open_house, together):
    base, cast = open_house
    event = soon(cast, seats=1)

    answers = together(lambda number: post(base, cast.call, f"{event.pk}:in_person", number), 2)

    (loser,) = [number for number, (status, _page) in enumerate(answers) if status != 302]
    page = answers[loser][1]
    typed = {field["name"]: field.get("value") for field in page.select("form.f input.in")}
    assert typed["first_name"] == f"Nom{loser}"
    assert typed["email"] == f"personne{loser}@mail.example"
    assert page.select_one("input[name=over_fifty]").has_attr("checked")
    assert "complète" in page.select_one("[role=alert]").get_text()
    assert Registration.objects.holding().filter(event=event).count() == Application.objects.count() == 1
    assert post(base, cast.call, "none", loser)[0] == 302
    waits = Application.objects.get(email_key=f"personne{loser}@mail.example")
    assert (waits.state, waits.person.first_name) == ("received", f"Nom{loser}")


def test_twenty_times_the_same_click_is_one_application(open_house, together):
    base, cast = open_house
    event = soon(cast, seats=10)

    answers = together(lambda _number: post(base, cast.call, f"{event.pk}:in_person", 7), 20)

    assert [status for status, _page in answers] == [302] * 20
    assert Registration.objects.holding().count() == Application.objects.count() == 1
