"""Seats under pressure: two hundred people, ten seats, one instant, over HTTP."""

import http.client
from collections import Counter
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from django.utils import timezone

from cms.models import Application
from events.models import Registration
from hub.anonymous import stamp
from tests.cast import session

pytestmark = [pytest.mark.race]


def post(base, call, event, number):
    """One application from a browser of its own; the status and where it leads."""
    form = {
        "stamp": stamp(f"apply:{call.pk}"),
        "session": f"{event.pk}:in_person",
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
    answer.read()
    browser.close()
    return answer.status


def test_two_hundred_people_and_ten_seats(open_house, together):
    base, cast = open_house
    day = (timezone.now() + timedelta(days=5)).date().isoformat()
    event = session(cast, day, seats=10)
    cast.call.opens_at, cast.call.deadline = timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=30)
    cast.call.save()
    cast.promotion.events.update(
        starts_at=timezone.now() + timedelta(days=40), ends_at=timezone.now() + timedelta(days=41)
    )

    statuses = Counter(together(lambda number: post(base, cast.call, event, number), 200))

    assert set(statuses) <= {302, 409, 422}
    assert statuses[302] == 10
    assert statuses.total() == 200
    assert Registration.objects.holding().filter(event=event).count() == 10
    assert Application.objects.count() == 10


def test_twenty_times_the_same_click_is_one_application(open_house, together):
    base, cast = open_house
    day = (timezone.now() + timedelta(days=5)).date().isoformat()
    event = session(cast, day, seats=10)
    cast.call.opens_at, cast.call.deadline = timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=30)
    cast.call.save()
    cast.promotion.events.update(
        starts_at=timezone.now() + timedelta(days=40), ends_at=timezone.now() + timedelta(days=41)
    )

    statuses = together(lambda _number: post(base, cast.call, event, 7), 20)

    assert statuses == [302] * 20
    assert Registration.objects.holding().count() == Application.objects.count() == 1
