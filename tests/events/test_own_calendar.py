"""One's own calendar: what follows a person, who can open it, and how an address dies."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from community.actions.promotions import remove_from_roster
from community.models import Audience, Membership
from events.actions.links import MOST, open_link
from events.actions.seats import register, withdraw
from events.models import CalendarLink, Event, Registration
from tests.events.test_feeds import add, entries

PAGE = "/fr/agenda/mes-liens/"


@pytest.fixture
def feed(clock, cast, now):
    _link, secret = open_link(actor=cast.mentor, name="Téléphone", now=now)
    return f"/agenda/moi/{secret}.ics"


def seat(cast, event, now, mode="in_person"):
    return register(actor=cast.mentor, event_id=event.pk, mode=mode, now=now)


def test_it_holds_what_concerns_its_person(feed, cast, now):
    add(cast, now, title="De ma promotion", audience=Audience.PROMOTION, promotion=cast.promotion)
    add(cast, now, title="De mon antenne", audience=Audience.BRANCH)
    add(cast, now, title="Apéro d’ici")
    add(cast, now, title="Apéro de là-bas", branch="londres")
    add(cast, now, title="D’une autre promotion", audience=Audience.PROMOTION, promotion=cast.other_promotion)
    add(cast, now, title="Brouillon", status="draft")
    seat(cast, add(cast, now, title="Réservé à Londres", branch="londres"), now)

    found = {title for title in entries(Client().get(feed)) if not title.startswith("Jour")}

    assert found == {"De ma promotion", "De mon antenne", "Apéro d’ici", "Réservé à Londres"}
    assert sum(title.startswith("Jour") for title in entries(Client().get(feed))) == 4


def test_the_days_of_one_training_are_siblings_of_the_first(feed, cast):
    days = Calendar.from_ical(Client().get(feed).content).walk("VEVENT")

    first, *others = days
    assert "RELATED-TO" not in first
    assert [(str(one["RELATED-TO"]), one["RELATED-TO"].params["RELTYPE"]) for one in others] == [
        (str(first["UID"]), "SIBLING")
    ] * 3


def test_it_follows_the_person_out_of_a_promotion(feed, cast, now, clock):
    had = Client().get(feed)
    membership = Membership.objects.get(person=cast.mentor)
    clock.shift(60)
    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=timezone.now())

    after = Client().get(feed, headers={"If-None-Match": had["ETag"]})

    assert after.status_code == 200
    assert entries(after) == {}


def test_the_online_link_is_in_it_while_one_holds_an_online_seat(feed, cast, now, clock):
    event = add(cast, now, mode="hybrid", join_url="https://visio.cast.example/x", seats_online=3)
    before = entries(Client().get(feed))["Apéro"]
    held = seat(cast, event, now, "online")
    during = entries(Client().get(feed))["Apéro"]
    withdraw(actor=cast.mentor, registration_id=held.pk, now=now)
    after = entries(Client().get(feed))["Apéro"]

    assert "CONFERENCE" not in before and "visio" not in before["DESCRIPTION"]
    assert during["CONFERENCE"] == "https://visio.cast.example/x"
    assert during["CONFERENCE"].params == {"VALUE": "URI", "FEATURE": "VIDEO"}
    assert "CONFERENCE" not in after and after["STATUS"] == "CONFIRMED"
    assert [one["SEQUENCE"] for one in (before, during, after)] == [0, 1, 2]


def test_other_people_s_seats_change_no_byte(feed, cast, now):
    event = add(cast, now)
    before = Client().get(feed).content

    register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", now=now)

    assert Client().get(feed).content == before
    assert b"ATTENDEE" not in before and b"cast.example" not in before.replace(b"@lebanc.example", b"")


def test_its_answer_is_private_and_its_use_is_noted_once_a_day(feed, cast, django_assert_max_num_queries):
    first = Client().get(feed)
    with django_assert_max_num_queries(2):
        second = Client().get(feed, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, second.status_code) == (200, 304)
    assert first["Cache-Control"] == "private, no-cache"
    assert "Cookie" not in first.get("Vary", "")
    assert CalendarLink.objects.get().used_on == timezone.localdate()


def test_the_secret_is_not_in_the_database_nor_twice_on_a_page(clock, cast, signed_in):
    browser = signed_in("mentor")

    made = browser.post(PAGE, {"name": "  Mon   téléphone "}).content.decode()
    secret = made.split("/agenda/moi/")[1].split(".ics")[0]

    assert CalendarLink.objects.get().name == "Mon téléphone"
    assert secret not in str(CalendarLink.objects.values_list().get())
    assert secret not in browser.get(PAGE).content.decode()
    assert Client().get(f"/agenda/moi/{secret}.ics").status_code == 200


@pytest.mark.parametrize("act", ["remplacer", "revoquer"])
def test_an_address_dies_at_once_even_for_who_has_its_tag(feed, cast, signed_in, act):
    tag = {"If-None-Match": Client().get(feed)["ETag"]}
    link = CalendarLink.objects.get()

    asked = signed_in("mentor").get(f"{PAGE}{link.pk}/{act}/")
    assert Client().get(feed, headers=tag).status_code == 304
    signed_in("mentor").post(f"{PAGE}{link.pk}/{act}/")

    assert asked.status_code == 200
    assert Client().get(feed, headers=tag).status_code == 404


def test_a_new_address_opens_what_the_old_one_did(feed, cast, signed_in):
    before = entries(Client().get(feed))

    page = signed_in("mentor").post(f"{PAGE}{CalendarLink.objects.get().pk}/remplacer/").content.decode()

    secret = page.split("/agenda/moi/")[1].split(".ics")[0]
    assert entries(Client().get(f"/agenda/moi/{secret}.ics")) == before


def test_whoever_may_not_sign_in_any_more_has_no_calendar(feed, cast):
    cast.mentor.is_active = False
    cast.mentor.save()

    assert Client().get(feed).status_code == 404


def test_a_link_needs_a_name_and_there_are_not_too_many(clock, cast, now, signed_in):
    unnamed = signed_in("mentor").post(PAGE, {"name": " "})
    for number in range(MOST):
        open_link(actor=cast.mentor, name=f"Appareil {number}", now=now)
    many = signed_in("mentor").post(PAGE, {"name": "Encore un"})

    assert (unnamed.status_code, many.status_code) == (422, 422)
    assert "sur quel appareil" in unnamed.content.decode()
    assert 'value="Encore un"' in many.content.decode()
    assert CalendarLink.objects.count() == MOST


def test_its_sequence_never_falls(feed, cast, now):
    event = add(cast, now)
    numbers = []
    for _ in range(3):
        held = seat(cast, event, now)
        numbers.append(int(entries(Client().get(feed))["Apéro"]["SEQUENCE"]))
        withdraw(actor=cast.mentor, registration_id=held.pk, now=now)
        numbers.append(int(entries(Client().get(feed))["Apéro"]["SEQUENCE"]))
    Event.objects.filter(pk=event.pk).update(sequence=4, modified_at=now + timedelta(seconds=1))
    numbers.append(int(entries(Client().get(feed))["Apéro"]["SEQUENCE"]))

    assert numbers == sorted(numbers)
    assert numbers[-1] == 4 + Registration.objects.get().sequence
