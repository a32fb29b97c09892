"""From a seat in person to one online and back: one action, and nobody ever loses what they have."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from events.actions.desk import Caller, register_caller
from events.actions.lives import LifeRefusal, cancel_event, reinstate_event
from events.actions.queue import settle_due
from events.actions.seats import SeatRefusal, accept_offer, register, withdraw
from events.actions.switch import change_way
from events.models import Registration
from events.models.lines import turn_of
from events.models.seats import count_seats
from hub.actions.deliver import deliver_due
from tests.cast import person
from tests.events.test_feeds import add
from tests.events.test_queue import mails, states

LINK = "https://visio.cast.example/x"


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Atelier", mode="hybrid", seats_in_person=1, seats_online=1, join_url=LINK)


@pytest.fixture
def crowd(cast):
    return [person(f"guest_{number}") for number in range(4)]


def join(event, who, now, mode="in_person"):
    return register(actor=who, event_id=event.pk, mode=mode, now=now, wait=True)


def change(row, mode, now, **more):
    return change_way(actor=None, registration_id=row.pk, mode=mode, now=now, **more)


def stands(*rows: Registration):
    found = [Registration.objects.get(pk=one.pk) for one in rows]
    return [(one.mode, one.state, one.wish, one.offered_until is not None) for one in found]


def entry(message):
    return Calendar.from_ical(message.attachments[0].content).walk("VEVENT")[0]


def test_where_there_is_a_seat_one_changes_over_at_once_and_calendar_and_mail_follow(event, crowd, now):
    room, waits = join(event, crowd[0], now), join(event, crowd[1], now)
    mails()

    moved = change(room, "online", now)
    again = change(room, "online", now)

    deliver_due(now=timezone.now())
    told, offered = mail.outbox
    assert stands(room, waits) == [("online", "confirmed", "", False), ("in_person", "offered", "", True)]
    assert (moved.sequence, again.sequence, entry(told)["SEQUENCE"]) == (2, 2, 2)
    assert LINK in told.body
    assert "Une place s’est libérée" in offered.subject


def test_where_it_is_full_one_waits_beside_the_seat_one_keeps(event, crowd, now):
    room, online = join(event, crowd[0], now), join(event, crowd[1], now, "online")
    behind = join(event, crowd[2], now, "online")
    mails()

    change(room, "online", now)
    change(room, "online", now)
    kept = stands(room)
    places = [turn_of(Registration.objects.get(pk=one.pk), now).place for one in (behind, room)]
    told = mails()
    seats = count_seats([event], now)
    withdraw(actor=None, registration_id=online.pk, now=now)
    first = stands(behind, room)
    withdraw(actor=None, registration_id=behind.pk, now=now)
    offered = stands(room)
    waits = join(event, crowd[3], now)
    mails()
    accept_offer(actor=None, registration_id=room.pk, now=now)

    assert kept == [("in_person", "confirmed", "online", False)]
    assert places == [1, 2]
    assert told == [("guest_0", "Sur la liste d’attente : Atelier")]
    assert (seats[event.pk, "online"].waiting, seats[event.pk, "in_person"].taken) == (2, 1)
    assert first == [("online", "offered", "", True), ("in_person", "confirmed", "online", False)]
    assert offered == [("in_person", "confirmed", "online", True)]
    assert stands(room, waits) == [("online", "confirmed", "", False), ("in_person", "offered", "", True)]
    assert mails() == [("guest_0", "Inscription confirmée : Atelier"), ("guest_3", "Une place s’est libérée : Atelier")]


def test_an_offer_that_nobody_answers_leaves_everything_as_it_was(event, crowd, now, clock):
    room, online = join(event, crowd[0], now), join(event, crowd[1], now, "online")
    change(room, "online", now)
    withdraw(actor=None, registration_id=online.pk, now=now)
    mails()
    clock.move_to(event.starts_at.replace(day=event.starts_at.day - 1))

    assert settle_due(now=timezone.now()) == 1
    assert stands(room) == [("in_person", "confirmed", "", False)]
    deliver_due(now=timezone.now())
    assert "Vous gardez la place que vous avez." in mail.outbox[-1].body
    with pytest.raises(SeatRefusal):
        change(room, "online", event.starts_at)


def test_one_may_stay_and_what_was_kept_goes_on(event, crowd, now):
    room, online = join(event, crowd[0], now), join(event, crowd[1], now, "online")
    change(room, "online", now)
    behind = join(event, crowd[2], now, "online")
    withdraw(actor=None, registration_id=online.pk, now=now)

    change(room, "in_person", now)

    assert stands(room, behind) == [("in_person", "confirmed", "", False), ("online", "offered", "", True)]


def test_who_waits_takes_part_the_other_way_meanwhile_and_keeps_the_place(event, crowd, now):
    room, waits = join(event, crowd[0], now), join(event, crowd[1], now)
    number = waits.queue_number

    change(waits, "online", now)
    meanwhile = stands(waits)
    with pytest.raises(SeatRefusal):
        change(join(event, crowd[2], now), "online", now)
    withdraw(actor=None, registration_id=room.pk, now=now)
    accept_offer(actor=None, registration_id=waits.pk, now=now)

    assert meanwhile == [("online", "confirmed", "in_person", False)]
    assert number == 1
    assert stands(waits) == [("in_person", "confirmed", "", False)]


def test_a_cancelled_event_takes_an_offer_back_and_not_the_seat(event, cast, crowd, now):
    room, online = join(event, crowd[0], now), join(event, crowd[1], now, "online")
    change(room, "online", now)
    withdraw(actor=None, registration_id=online.pk, now=now)

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    suspended = stands(room)
    reinstate_event(actor=cast.coordinator, event_id=event.pk, now=now)

    assert suspended == [("in_person", "confirmed", "online", False)]
    assert stands(room) == [("in_person", "confirmed", "online", True)]


def test_the_database_itself_keeps_a_wish_beside_a_seat(event, crowd, now):
    room, waits = join(event, crowd[0], now), join(event, crowd[1], now)

    for wrong in ({"wish": "in_person"}, {"wish": "online"}, {"queue_number": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.filter(pk=room.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=waits.pk).update(wish="online")


def test_by_the_page_the_mailed_link_and_the_desk(event, cast, crowd, now, signed_in):
    browser, page = Client(), f"/fr/agenda/{event.pk}/"
    browser.force_login(crowd[0], backend="allauth.account.auth_backends.AuthenticationBackend")
    room, online = join(event, crowd[0], now), join(event, crowd[1], now, "online")
    deliver_due(now=timezone.now())
    path = re.search(r"/place/\S+", mail.outbox[0].body)[0]
    desk = f"/fr/equipe/agenda/{event.pk}/inscription/{room.pk}/"

    asked = browser.get(page).content.decode()
    waiting = browser.post(f"{page}ma-place/", {"act": "switch", "mode": "online"}, follow=True).content.decode()
    withdraw(actor=None, registration_id=online.pk, now=now)
    mailed = Client().get(path).content.decode()
    for method in ("get", "head", "options"):
        getattr(Client(), method)(path)
    untouched = stands(room)
    Client().post(path, {"act": "accept"})
    taken = stands(room)
    signed_in("coordinator").post(desk, {"act": "switch", "mode": "in_person"})

    assert "Je préfère en ligne" in asked
    assert "au rang 1 de la liste d’attente en ligne" in waiting
    assert "Une place en ligne s’est libérée" in mailed
    assert untouched == [("in_person", "confirmed", "online", True)]
    assert taken == [("online", "confirmed", "", False)]
    assert stands(room) == [("in_person", "confirmed", "", False)]
    assert browser.post(f"{page}ma-place/", {"act": "fly"}).status_code == 422
    assert browser.post(f"{page}ma-place/", {"act": "switch", "mode": "boat"}).status_code == 422
    assert states(room) == ["confirmed"]


def test_only_the_team_changes_it_for_somebody(event, cast, now):
    caller = Caller("Odile", "Martin", "", "")
    row = register_caller(actor=cast.coordinator, event_id=event.pk, caller=caller, mode="in_person", now=now)

    with pytest.raises(SeatRefusal):
        change_way(actor=cast.mentor, registration_id=row.pk, mode="online", now=now, as_team=True)
    with pytest.raises(LifeRefusal):
        register_caller(actor=cast.mentor, event_id=event.pk, caller=caller, mode="online", now=now)

    assert stands(row) == [("in_person", "confirmed", "", False)]
