"""Each seat says whether a mail about it alone has told of it, as its calendar entry leaves the way it came."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from events.actions.guests import bring_guests
from events.actions.lives import cancel_event
from events.actions.seats import register, withdraw
from events.actions.series_seats import register_series
from events.actions.switch import change_way
from events.models import Event, Registration
from tests.events.series import plan_apero
from tests.events.test_feeds import add
from tests.events.test_lives import change as move_event


@pytest.fixture
def dates(clock, cast, now):
    return plan_apero(cast, now)


def sit(cast, event, now, **more):
    return register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now, **more)


def together(cast, event, now):
    return register_series(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)


def alone(cast):
    return [one.event_id for one in Registration.objects.filter(person=cast.mentor, told_alone=True).order_by("event")]


def test_what_is_taken_together_is_not_and_what_is_taken_at_the_same_instant_one_by_one_is(cast, dates, now):
    for event in dates[:2]:
        sit(cast, event, now)

    together(cast, dates[0], now)

    assert alone(cast) == [one.pk for one in dates[:2]]


def test_one_date_that_is_left_of_a_series_is(cast, dates, now):
    for gone in dates[1:]:
        cancel_event(actor=cast.coordinator, event_id=gone.pk, now=now)

    together(cast, dates[0], now)

    assert alone(cast) == [dates[0].pk]


def test_one_that_is_left_later_is_not_as_the_same_again_sends_no_mail(cast, dates, now):
    together(cast, dates[0], now)
    for gone in dates[1:]:
        cancel_event(actor=cast.coordinator, event_id=gone.pk, now=now)

    together(cast, dates[0], now)

    assert dates[0].pk not in alone(cast)


def test_a_change_that_calendars_hear_of_is_told_of_alone_and_another_is_not(cast, dates, now):
    together(cast, dates[0], now)

    move_event(cast, dates[1], now + timedelta(minutes=1), place="Café des Halles")
    move_event(cast, dates[2], now + timedelta(minutes=1), description="Venez nombreux.")

    assert alone(cast) == [dates[1].pk]


def test_so_are_guests_and_another_way_but_not_a_wish_taken_back(cast, dates, now):
    Event.objects.update(guests=2, mode=Event.Mode.HYBRID, seats_online=1)
    rows = {row.event_id: row for row in together(cast, dates[0], now)}
    held = [rows[one.pk] for one in dates]
    register(actor=cast.other_mentor, event_id=dates[2].pk, mode="online", now=now)
    later = {"actor": cast.mentor, "now": now + timedelta(minutes=1)}

    bring_guests(registration_id=held[0].pk, guests=1, **later)
    change_way(registration_id=held[1].pk, mode="online", **later)
    for mode in ("online", "in_person"):
        change_way(registration_id=held[2].pk, mode=mode, **later)

    assert Registration.objects.get(pk=held[2].pk).mode == "in_person"
    assert alone(cast) == [one.pk for one in dates[:2]]


def test_it_ends_with_the_seat(cast, dates, now):
    held = sit(cast, dates[0], now)

    withdraw(actor=cast.mentor, registration_id=held.pk, now=now)
    given_back = alone(cast)
    together(cast, dates[0], now + timedelta(minutes=1))

    assert given_back == alone(cast) == []


def test_seats_that_were_there_before_keep_what_was_guessed(cast, dates, now):
    lone = add(cast, now, title="Seul")
    sit(cast, lone, now)
    sit(cast, dates[3], now)
    together(cast, dates[0], now + timedelta(minutes=1))
    expected = alone(cast)
    Registration.objects.update(told_alone=False)

    import_module("events.migrations.0015_told_alone").guess(apps, SimpleNamespace(connection=connection))

    assert alone(cast) == expected == sorted([lone.pk, dates[3].pk])
