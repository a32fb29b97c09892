"""Whether one may be seen on photos: asked of guests by their mailed link, and of whoever takes all dates of a series."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.merge import merge_applications
from cms.actions.retention import erase_old_applications
from cms.models import Application
from events.actions.albums import answers_at
from events.actions.consents import answer_consent
from events.actions.desk import Caller, register_caller
from events.actions.lives import cancel_event
from events.actions.seats import register, withdraw
from events.models import Consent, Event, Registration
from events.notices import seat_link
from hub.actions.deliver import deliver_due
from hub.models import Entry, Person
from tests.cast import person
from tests.events.series import plan_apero
from tests.events.test_feeds import add

QUESTION, YES, NO = (
    "On peut me voir sur les photos",
    {"purpose": "photo", "given": "1"},
    {"purpose": "photo", "given": "0"},
)


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Apéro", mode="hybrid", seats_in_person=5, seats_online=5, guests=3)


@pytest.fixture
def phone(cast, event, now):
    """Somebody without an account, whom the team registers on the phone."""

    def call(mode="in_person", email="odile@mail.example"):
        caller = Caller("Odile", "Martin", "", email)
        return register_caller(actor=cast.coordinator, event_id=event.pk, caller=caller, mode=mode, now=now)

    return call


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def path_of(registration):
    return seat_link(registration).partition("/place/")[1] + seat_link(registration).partition("/place/")[2]


def given(**who):
    return list(Consent.objects.filter(purpose="photo", **who).order_by("pk").values_list("given", flat=True))


def test_who_has_no_account_is_asked_in_the_mail_and_answers_on_its_page(phone, event, now):
    held = phone()
    deliver_due(now=now)
    (message,) = mail.outbox
    browser, path = Client(), path_of(held)

    asked = page_of(browser.get(path))
    nothing = [
        browser.post(path, more).status_code for more in ({}, {"purpose": "photo"}, {"purpose": "name", "given": "1"})
    ]
    kept = given()
    yes = page_of(browser.post(path, YES, follow=True))
    browser.post(path, YES)
    no = page_of(browser.post(path, NO, follow=True))

    texts = [message.body, str(message.alternatives[0].content)]
    assert all("Peut-on vous y voir ?" in text.replace("\xa0", " ") and path in text for text in texts)
    assert QUESTION in asked and "cela compte comme un non" in asked
    assert (nothing, kept) == ([302, 409, 409], []) and browser.cookies == {}
    assert "Vous avez dit oui" in yes and "Vous avez dit non" in no
    assert given(person=held.person) == [True, False] == given()
    assert [one.pk for one in answers_at(event).no] == [held.person_id]
    assert set(Entry.objects.filter(verb__startswith="consent.").values_list("actor", flat=True)) == {None}


def test_only_where_photos_are_taken_of_this_person_and_for_as_long_as_the_album_is_open(
    phone, event, cast, now, clock
):
    held = phone()
    online = register(actor=cast.mentor, event_id=event.pk, mode="online", now=now)
    gone = register(actor=cast.stranger, event_id=event.pk, mode="in_person", now=now)
    withdraw(actor=None, registration_id=gone.pk, now=now)
    answer_consent(actor=cast.other_mentor, person=cast.other_mentor, purpose="photo", given=True, now=now)
    known = register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", now=now)
    deliver_due(now=now)

    pages = [page_of(Client().get(path_of(one))) for one in (online, gone, known)]
    clock.move_to(event.ends_at + timedelta(days=3))
    later = page_of(Client().get(path_of(held)))
    Client().post(path_of(held), NO)
    Event.objects.filter(pk=event.pk).update(status="cancelled")

    asked = [one.to[0] for one in mail.outbox if "Peut-on vous y voir" in one.body]
    assert [QUESTION in page for page in pages] == [False, False, True] and "Vous avez dit oui" in pages[2]
    assert len(asked) == 1 and "odile@mail.example" in asked[0]
    assert QUESTION in later and given(person=held.person) == [False]
    assert QUESTION not in page_of(Client().get(path_of(held)))


def test_nobody_answers_for_the_guests_one_brings_so_whoever_sends_photos_reads_whose_they_are(
    event, cast, now, clock, signed_in
):
    asked = page_of(signed_in("mentor").get(f"/fr/agenda/{event.pk}/"))
    rows = {
        name: register(actor=cast.people[name], event_id=event.pk, mode=mode, guests=guests, now=now)
        for name, mode, guests in (
            ("mentor", "in_person", 2),
            ("stranger", "online", 3),
            ("other_mentor", "in_person", 1),
        )
    }
    answer_consent(actor=cast.mentor, person=cast.mentor, purpose="photo", given=True, now=now)
    clock.move_to(event.starts_at + timedelta(minutes=5))
    Registration.objects.filter(pk=rows["other_mentor"].pk).update(attendance="absent")

    page = page_of(signed_in("mentor").get(f"/fr/agenda/{event.pk}/photos/"))

    assert "Vous répondez pour vous" in asked
    assert "Vous répondez pour vous" in page_of(Client().get(path_of(rows["other_mentor"])))
    assert "2 personnes avec Mentor D." in page and page.count(" avec ") == 1


def test_all_dates_of_a_series_ask_it_once_and_keep_the_answer_with_the_seats(cast, now, clock, signed_in):
    dates, member = plan_apero(cast, now), signed_in("mentor")
    path, form = f"/fr/agenda/{dates[0].pk}/", 'id="photos-series-0"'
    blank = page_of(member.get(path))
    refused = page_of(member.post(f"{path}serie/", {"mode": "online", "photos": "0", "asked": "1", "named": "1"}))
    kept = Consent.objects.count()

    member.post(f"{path}serie/", {"mode": "in_person", "photos": "0", "asked": "1", "named": "1"})
    other = page_of(member.get(f"/fr/agenda/{plan_apero(cast, now, uid=uuid4())[0].pk}/"))

    assert form in blank and 'id="named-series"' in blank
    assert f'{form} name="photos" value="0" checked' in refused and kept == 0
    assert given(person=cast.mentor) == [False]
    assert list(Consent.objects.filter(purpose="name").values_list("given", flat=True)) == [True]
    assert Registration.objects.filter(person=cast.mentor, state="confirmed").count() == 5
    assert form not in other and 'id="named-series"' not in other


def test_who_has_one_date_already_is_asked_beside_the_others_and_loses_no_answer(cast, now, clock, signed_in):
    dates, member = plan_apero(cast, now), signed_in("mentor")
    answers = {"name": True}
    register(actor=cast.mentor, event_id=dates[0].pk, mode="in_person", answers=answers, now=now)
    path = f"/fr/agenda/{dates[0].pk}/"

    page = page_of(member.get(path))
    member.post(f"{path}serie/", {"mode": "in_person"})

    assert 'id="photos-series-0"' in page and 'id="named-series"' not in page
    assert list(Consent.objects.values_list("purpose", "given")) == [("name", True)]


def test_a_series_without_photos_asks_nothing_of_them(cast, now, clock, signed_in):
    dates = plan_apero(cast, now)
    for one in dates[1:]:
        cancel_event(actor=cast.coordinator, event_id=one.pk, now=now)
    Event.objects.filter(pk=dates[0].pk).update(mode="online", seats_online=3)

    page = page_of(signed_in("mentor").get(f"/fr/agenda/{dates[0].pk}/"))

    assert 'name="photos"' not in page


def test_the_answer_of_a_guest_goes_with_them_and_holds_nobody_back(clock, cast, now, answers):
    for email in ("elodie@mail.example", "e.oconnor@travail.example"):
        apply(call_id=cast.call.pk, answers=answers(email=email), language="fr", flagged=False, now=now)
    keep, other = Application.objects.order_by("pk")
    for one in (keep, other):
        Client().post(path_of(one.registration), NO if one == other else YES)

    merge_applications(actor=cast.coordinator, keep_id=keep.pk, other_id=other.pk, now=now)
    kept, left = given(person=keep.person_id), Person.objects.filter(pk=other.person_id).exists()
    clock.move_to(now + timedelta(days=731))
    erase_old_applications(now=timezone.now())

    assert (kept, left) == ([True, False], False)
    assert not Person.objects.filter(pk=keep.person_id).exists() and not Consent.objects.exists()


def test_queries_of_the_page_of_a_seat_do_not_grow_with_those_who_come(event, cast, now, django_assert_num_queries):
    path = path_of(register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now))
    Client().get(path)
    for name in ("ann", "bob"):
        register(actor=person(name), event_id=event.pk, mode="in_person", now=now, answers={"photo": True})

    with django_assert_num_queries(5):
        Client().get(path)
