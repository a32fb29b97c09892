"""The waiting list: first come first served, a seat that becomes free is offered to the first alone, for a time."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from events.actions.details import Details
from events.actions.links import open_link
from events.actions.lives import cancel_event, change_event, reinstate_event
from events.actions.queue import settle_due
from events.actions.seats import SeatRefusal, accept_offer, register, withdraw
from events.models import Event, Registration
from events.models.lines import turn_of
from events.models.seats import count_seats
from events.policies import offer_ends
from hub.actions.deliver import deliver_due
from tests.cast import person
from tests.events.test_feeds import add, entries

State = Registration.State


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro", seats_in_person=1)


@pytest.fixture
def crowd(cast):
    return [person(f"guest_{number}") for number in range(4)]


def join(event, who, now, mode="in_person"):
    return register(actor=who, event_id=event.pk, mode=mode, now=now, wait=True)


def line(event, crowd, now):
    """One seat, and everybody wants it: the first has it, the others wait."""
    return [join(event, one, now) for one in crowd]


def states(*rows: Registration):
    return [Registration.objects.get(pk=one.pk).state for one in rows]


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return [(one.to[0].split("<")[-1].split("@")[0], one.subject) for one in sent]


def test_the_first_has_the_seat_and_the_others_wait_in_order(event, crowd, now):
    first, second, third, fourth = line(event, crowd, now)

    assert states(first, second, third, fourth) == ["confirmed", "waiting", "waiting", "waiting"]
    assert [turn_of(one, now).place for one in (second, third, fourth)] == [1, 2, 3]
    assert count_seats([event], now)[event.pk, "in_person"].waiting == 3
    assert join(event, crowd[2], now).queue_number == third.queue_number
    assert mails() == [
        ("guest_0", "Inscription confirmée : Apéro"),
        ("guest_1", "Sur la liste d’attente : Apéro"),
        ("guest_2", "Sur la liste d’attente : Apéro"),
        ("guest_3", "Sur la liste d’attente : Apéro"),
    ]


def test_without_the_wish_to_wait_a_full_event_is_refused(event, crowd, now):
    line(event, crowd[:1], now)

    with pytest.raises(SeatRefusal) as refused:
        register(actor=crowd[1], event_id=event.pk, mode="in_person", now=now)

    assert refused.value.code == "full"


def test_a_seat_given_back_is_offered_to_the_first_alone_and_to_nobody_who_comes_by(event, crowd, cast, now):
    first, second, third, _fourth = line(event, crowd, now)
    mails()

    withdraw(actor=crowd[0], registration_id=first.pk, now=now)

    assert states(first, second, third) == ["withdrawn", "offered", "waiting"]
    assert mails() == [("guest_0", "Place rendue : Apéro"), ("guest_1", "Une place s’est libérée : Apéro")]
    with pytest.raises(SeatRefusal):
        register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)


def test_taking_what_is_offered_confirms_it_once(event, crowd, now):
    first, second, *_rest = line(event, crowd, now)
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)
    mails()

    taken = accept_offer(actor=None, registration_id=second.pk, now=now)
    again = accept_offer(actor=None, registration_id=second.pk, now=now)

    assert taken.state == again.state == State.CONFIRMED
    assert again.queue_number is None
    assert again.offered_until is None
    assert mails() == [("guest_1", "Inscription confirmée : Apéro")]


def test_an_offer_nobody_takes_passes_to_the_next_and_cannot_be_taken_any_more(clock, event, crowd, now):
    first, second, third, _fourth = line(event, crowd, now)
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)
    mails()
    clock.shift(timedelta(hours=73))
    late = timezone.now()

    with pytest.raises(SeatRefusal) as refused:
        accept_offer(actor=None, registration_id=second.pk, now=late)
    assert settle_due(now=late) == 1
    assert settle_due(now=late) == 0

    assert refused.value.code == "late"
    assert states(second, third) == ["withdrawn", "offered"]
    assert mails() == [
        ("guest_1", "La place n’a pas été prise : Apéro"),
        ("guest_2", "Une place s’est libérée : Apéro"),
    ]


def test_whoever_declines_passes_it_on_at_once(event, crowd, now):
    first, second, third, _fourth = line(event, crowd, now)
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)

    withdraw(actor=None, registration_id=second.pk, now=now)

    assert states(second, third) == ["withdrawn", "offered"]


def test_leaving_the_list_moves_the_others_up_and_coming_back_is_at_its_end(event, crowd, now):
    _first, second, third, fourth = line(event, crowd, now)
    mails()

    withdraw(actor=crowd[1], registration_id=second.pk, now=now)
    back = join(event, crowd[1], now)

    assert [turn_of(one, now).place for one in (third, fourth, back)] == [1, 2, 3]
    assert mails() == [("guest_1", "Sur la liste d’attente : Apéro")]


def test_more_seats_are_offered_in_order_and_fewer_take_nothing_from_anybody(event, cast, crowd, now):
    first, second, third, fourth = line(event, crowd, now)

    resize(cast, event, now, 3)
    grown = states(first, second, third, fourth)
    resize(cast, event, now, 0)

    assert grown == states(first, second, third, fourth) == ["confirmed", "offered", "offered", "waiting"]


def resize(cast, event, now, seats):
    names = [name for name in Details.__dataclass_fields__ if name != "seats_in_person"]
    event.refresh_from_db()
    details = Details(**{name: getattr(event, name) for name in names}, seats_in_person=seats)
    change_event(actor=cast.coordinator, event_id=event.pk, details=details, now=now)


def test_nobody_is_offered_a_seat_of_what_has_begun(clock, event, crowd, now):
    first, second, *_rest = line(event, crowd, now)
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)
    Event.objects.filter(pk=event.pk).update(starts_at=now - timedelta(minutes=1))
    Registration.objects.filter(pk=second.pk).update(offered_until=now)
    mails()

    settle_due(now=now)

    assert states(second) == ["withdrawn"]
    assert not Registration.objects.holding().exists()
    assert mails() == []


def test_a_cancelled_event_offers_nothing_until_it_is_reinstated(event, cast, crowd, now):
    first, second, third, _fourth = line(event, crowd, now)
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)
    mails()

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    cancelled = states(second, third)
    told = mails()
    reinstate_event(actor=cast.coordinator, event_id=event.pk, now=now)

    assert cancelled == ["waiting", "waiting"]
    assert told == [(f"guest_{number}", "Annulé : Apéro") for number in (1, 2, 3)]
    assert states(second, third) == ["offered", "waiting"]
    assert ("guest_1", "Une place s’est libérée : Apéro") in mails()


def test_each_way_of_taking_part_has_its_own_list_and_changing_over_frees_a_seat(clock, cast, crowd, now):
    event = add(cast, now, mode="hybrid", seats_in_person=1, seats_online=1, join_url="https://visio.cast.example/x")
    room = join(event, crowd[0], now)
    waits = join(event, crowd[1], now)

    changed = register(actor=crowd[0], event_id=event.pk, mode="online", now=now)

    assert changed.pk == room.pk
    assert (changed.mode, changed.state) == ("online", "confirmed")
    assert states(waits) == ["offered"]
    with pytest.raises(SeatRefusal):
        register(actor=crowd[0], event_id=event.pk, mode="in_person", now=now, wait=True)
    assert Registration.objects.get(pk=room.pk).mode == "online"


def test_the_online_link_is_for_who_has_a_seat_and_not_for_who_waits(clock, cast, crowd, now):
    link = "https://visio.cast.example/x"
    event = add(cast, now, mode="online", seats_in_person=0, seats_online=1, join_url=link)
    first, _second, _third = [join(event, one, now, mode="online") for one in crowd[:3]]
    feeds = [f"/agenda/moi/{open_link(actor=one, name='Téléphone', now=now)[1]}.ics" for one in crowd[:3]]

    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)
    reinstate_event(actor=cast.coordinator, event_id=event.pk, now=now)
    deliver_due(now=timezone.now())
    shown = [[link in Client().get(feed).content.decode().replace("\r\n ", "") for feed in feeds]]
    told = {one.to[0].split("<")[-1].split("@")[0] for one in mail.outbox if link in one.body}
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)
    shown.append([link in Client().get(feed).content.decode().replace("\r\n ", "") for feed in feeds])

    assert shown == [[True, False, False], [False, False, False]]
    assert told == {"guest_0"}
    assert any("A lieu, finalement" in one.subject for one in mail.outbox)


def test_one_s_own_calendar_shows_it_as_not_yet_sure(event, crowd, now):
    first, second, *_rest = line(event, crowd, now)
    feed = f"/agenda/moi/{open_link(actor=crowd[1], name='Téléphone', now=now)[1]}.ics"

    waiting = entries(Client().get(feed))
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)
    offered = entries(Client().get(feed))
    accept_offer(actor=None, registration_id=second.pk, now=now)
    sure = entries(Client().get(feed))

    (before,), (between,), (after,) = waiting.items(), offered.items(), sure.items()
    assert before[0] == "[liste d’attente] Apéro"
    assert between[0] == "[place à confirmer] Apéro"
    assert [one[1]["STATUS"] for one in (before, between, after)] == ["TENTATIVE", "TENTATIVE", "CONFIRMED"]
    assert [one[1].get("TRANSP") for one in (before, between, after)] == ["TRANSPARENT", "TRANSPARENT", None]
    assert [one[1]["SEQUENCE"] - before[1]["SEQUENCE"] for one in (between, after)] == [1, 2]


def test_by_the_pages_alone(event, crowd, now):
    line(event, crowd, now)
    browser = Client()
    browser.force_login(crowd[1], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = f"/fr/agenda/{event.pk}/"

    waiting = browser.get(page).content.decode()
    asked = browser.get(f"{page}annuler/").content.decode()
    withdraw(actor=crowd[0], registration_id=Registration.objects.get(person=crowd[0]).pk, now=now)
    offered = browser.get(page).content.decode()
    taken = browser.post(f"{page}place/", {"mode": "in_person"}, follow=True).content.decode()

    assert "au rang 1 de la liste d’attente" in waiting
    assert "Quitter la liste d’attente" in asked
    assert "Prendre cette place" in offered
    assert "jusqu’au jeudi 26 novembre 2026 à 18 h 15" in offered.replace("\xa0", " ")
    assert "Vous participez sur place" in taken


def test_by_the_link_in_the_mail(event, crowd, now):
    first, second, *_rest = line(event, crowd, now)
    withdraw(actor=crowd[0], registration_id=first.pk, now=now)
    deliver_due(now=timezone.now())
    link = re.search(r"http\S+/place/\S+", next(one for one in mail.outbox if "libérée" in one.subject).body)[0]
    path = link[link.index("/place/") :]

    shown = Client().get(path).content.decode()
    untouched = states(second)
    Client().post(path, {"act": "accept"})

    assert "Prendre cette place" in shown
    assert untouched == ["offered"]
    assert states(second) == ["confirmed"]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.timedeltas(timedelta(seconds=1), timedelta(days=60)),
    st.sampled_from(["Europe/Paris", "Europe/London", "Indian/Reunion"]),
)
def test_an_offer_ends_by_day_before_it_begins(now, left, zone):
    event = Event(starts_at=now + left, ends_at=now + left + timedelta(hours=2), zone=zone)

    end = offer_ends(event, now)

    assert now < end <= event.starts_at
    assert end - now <= timedelta(hours=72 + 12 + 1)
    assert end == event.starts_at or 9 <= end.astimezone(event.start.tzinfo).hour < 21
