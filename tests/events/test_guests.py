"""Guests: seats for those one brings, under the same lock; a party waits for all of its seats, and is not passed."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.actions.desk import Caller, export_roll, register_caller
from events.actions.guests import bring_guests
from events.actions.links import open_link
from events.actions.queue import settle_due
from events.actions.replies import say_answer
from events.actions.seats import SeatRefusal, accept_offer, register, withdraw
from events.models import Event, Registration
from events.models.seats import LAST_CALL, count_seats
from hub.actions.deliver import deliver_due
from hub.links import seal
from tests.cast import person
from tests.events.test_feeds import add
from tests.events.test_queue import mails, resize, states


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro", seats_in_person=4, guests=2)


@pytest.fixture
def crowd(cast):
    return [person(f"guest_{number}") for number in range(5)]


def join(event, who, now, guests=0):
    return register(actor=who, event_id=event.pk, mode="in_person", now=now, wait=True, guests=guests)


def bring(row, guests, now, **more):
    return bring_guests(actor=None, registration_id=row.pk, guests=guests, now=now, **more)


def seats_of(event, now):
    return count_seats([event], now)[event.pk, "in_person"]


def test_guests_take_seats_and_no_more_of_them_than_the_event_allows(event, crowd, now):
    first = join(event, crowd[0], now, guests=2)

    with pytest.raises(SeatRefusal) as refused:
        join(event, crowd[1], now, guests=3)
    second = join(event, crowd[1], now, guests=1)

    assert refused.value.code == "guests"
    assert (first.party, seats_of(event, now).left) == (3, 0)
    assert (second.state, seats_of(event, now).gathered) == ("waiting", True)


def test_a_party_that_finds_too_few_seats_hears_how_many_and_waits_together(event, crowd, cast, signed_in, now):
    join(event, crowd[0], now, guests=2)
    browser, page = signed_in("mentor"), f"/fr/agenda/{event.pk}/place/"

    refused = browser.post(page, {"mode": "in_person", "guests": "1"})
    browser.post(page, {"mode": "in_person", "guests": "1", "wait": "1"})

    words = refused.content.decode().replace("\xa0", " ")
    assert refused.status_code == 422
    assert "Il ne reste que 1 place, et vous êtes 2." in words and "Vous êtes plus nombreux" in words
    assert words.count('<option value="1" selected>') == 2 and words.count('name="wait"') == 1
    assert Registration.objects.get(event=event, person=cast.mentor).state == "waiting"


def test_whoever_was_asked_can_wait_with_their_guests(event, crowd, cast, clock, now):
    join(event, crowd[0], now, guests=2)
    row = say_answer(actor=cast.mentor, event_id=event.pk, said="maybe", now=now)
    browser, page = Client(), reverse("events:seat", args=[seal("seat", row.pk)])

    asked = browser.get(page).content.decode()
    refused = browser.post(page, {"come": "in_person", "guests": "2"})
    browser.post(page, {"come": "in_person", "guests": "2", "wait": "1"})

    row.refresh_from_db()
    assert 'name="wait"' in asked and refused.status_code == 409
    assert "Il ne reste que 1 place" in refused.content.decode().replace("\xa0", " ")
    assert (row.state, row.guests) == ("waiting", 2)


def test_nobody_passes_a_party_at_the_head_while_its_seats_gather(event, crowd, now):
    first, second, party, single = [
        join(event, one, now, guests=guests) for one, guests in zip(crowd, (1, 1, 1, 0), strict=False)
    ]

    bring(first, 0, now)
    gathering = states(party, single)
    late = join(event, crowd[4], now)
    bring(second, 0, now)

    assert gathering == ["waiting", "waiting"]
    assert late.state == "waiting"
    assert states(party, single, late) == ["offered", "waiting", "waiting"]


def test_two_days_before_what_is_free_goes_to_whomever_it_suffices_for(event, crowd, now, clock):
    first, _second, party, single = [
        join(event, one, now, guests=guests) for one, guests in zip(crowd, (1, 1, 1, 0), strict=False)
    ]
    bring(first, 0, now)
    clock.move_to(event.starts_at - LAST_CALL + timedelta(minutes=1))

    assert settle_due(now=timezone.now()) == 1
    assert settle_due(now=timezone.now()) == 0
    assert states(party, single) == ["waiting", "offered"]


def test_a_party_that_no_hall_could_hold_stops_nobody(event, cast, crowd, now):
    resize(cast, event, now, 2)
    first, party, single = [join(event, one, now, guests=guests) for one, guests in zip(crowd, (1, 2, 0), strict=False)]

    bring(first, 0, now)

    assert states(party, single) == ["waiting", "offered"]


def test_with_fewer_people_a_party_is_offered_what_is_there(event, crowd, now):
    first, _second, party = [
        join(event, one, now, guests=guests) for one, guests in zip(crowd, (1, 1, 2), strict=False)
    ]
    bring(first, 0, now)

    bring(party, 0, now)

    assert states(party) == ["offered"]
    assert accept_offer(actor=None, registration_id=party.pk, now=now).guests == 0


def test_more_guests_need_free_seats_and_fewer_are_told_in_the_calendar(event, crowd, now):
    first, second = join(event, crowd[0], now), join(event, crowd[1], now, guests=1)
    mails()

    grown = bring(first, 1, now)
    again = bring(first, 1, now)
    with pytest.raises(SeatRefusal) as full:
        bring(first, 2, now)
    with pytest.raises(SeatRefusal) as many:
        bring(second, 9, now)
    waits = join(event, crowd[2], now, guests=1)
    with pytest.raises(SeatRefusal):
        bring(waits, 2, now)

    assert (grown.sequence, again.sequence) == (2, 2)
    assert (full.value.code, many.value.code) == ("full", "guests")
    assert [one[1] for one in mails()] == ["Inscription confirmée : Apéro", "Sur la liste d’attente : Apéro"]
    with pytest.raises(SeatRefusal):
        bring(first, 0, event.starts_at)
    withdraw(actor=None, registration_id=first.pk, now=now)
    with pytest.raises(SeatRefusal):
        bring(first, 1, now)


def test_by_the_pages_the_mail_and_the_feed(event, crowd, now):
    browser, page = Client(), f"/fr/agenda/{event.pk}/"
    browser.force_login(crowd[0], backend="allauth.account.auth_backends.AuthenticationBackend")
    feed = f"/agenda/moi/{open_link(actor=crowd[0], name='Téléphone', now=now)[1]}.ics"

    asked = browser.get(page).content.decode()
    taken = browser.post(f"{page}place/", {"mode": "in_person", "guests": "2"}, follow=True).content.decode()
    deliver_due(now=timezone.now())
    sent = mail.outbox[0].body.replace("\xa0", " ")
    path = re.search(r"/place/\S+", sent)[0]
    shown = Client().get(path).content.decode()
    Client().head(path)
    kept = Registration.objects.get(person=crowd[0]).guests
    calendar = Client().get(feed).content.decode().replace("\r\n ", "")
    Client().post(path, {"act": "guests", "guests": "1"})
    fewer = Registration.objects.get(person=crowd[0]).guests
    browser.post(f"{page}ma-place/", {"act": "guests", "guests": "0"})

    assert "Je viens avec" in asked
    assert "Pour 3 personnes" in taken.replace("\xa0", " ")
    assert "Pour 3 personnes : vous et 2 autres." in sent
    assert "Changer combien nous sommes" in shown
    assert "Avec vous : 2 autres personnes." in calendar.replace("\xa0", " ")
    assert (kept, fewer, Registration.objects.get(person=crowd[0]).guests) == (2, 1, 0)
    assert browser.post(f"{page}ma-place/", {"act": "guests", "guests": "mille"}).status_code == 422


def test_the_team_gives_guests_and_sees_them_everywhere(event, cast, now, signed_in):
    desk, page = signed_in("coordinator"), f"/fr/equipe/agenda/{event.pk}/"
    form = {"first_name": "Odile", "last_name": "Martin", "phone": "", "email": "", "mode": "in_person", "guests": "1"}

    desk.post(f"{page}inscrire/", form)
    row = Registration.objects.get(event=event)
    listed, sheet = desk.get(page).content.decode(), desk.get(f"{page}feuille/").content.decode()
    table = desk.post(f"{page}presence.csv").content.decode("utf-8-sig")
    desk.post(f"{page}inscription/{row.pk}/", {"act": "guests", "guests": "2"})

    assert "avec 1 autre personne" in listed.replace("\xa0", " ")
    assert "Avec Odile Martin" in sheet
    assert table.splitlines()[1].split(";")[5] == '"1"'
    assert Registration.objects.get(pk=row.pk).guests == 2
    assert [one.guests for one in export_roll(actor=cast.coordinator, event_id=event.pk, now=now)] == [2]


def test_the_form_of_an_event_says_how_many_and_none_is_the_rule(event, cast, now, signed_in):
    desk = signed_in("coordinator")
    blank = desk.get("/fr/equipe/agenda/nouveau/").context["form"]

    wrong = Caller("Odile", "Martin", "", "")
    Event.objects.filter(pk=event.pk).update(guests=0)
    with pytest.raises(SeatRefusal):
        register_caller(actor=cast.coordinator, event_id=event.pk, caller=wrong, mode="in_person", now=now, guests=1)

    assert blank["guests"].value() == 0
    assert "Je viens avec" not in signed_in("mentor").get(f"/fr/agenda/{event.pk}/").content.decode()
