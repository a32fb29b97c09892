"""A training day that changes, or comes near, is told to the mentors whom the roster expects, who have no seat at it."""

from datetime import timedelta
from email.utils import parseaddr

import pytest
from icalendar import Calendar

from community.actions.promotions import enrol, give_back, remove_from_roster
from community.models import Membership, Promotion
from events.actions.desk import Caller, register_caller
from events.actions.lives import cancel_event, reinstate_event
from events.actions.reminders import remind_due
from events.actions.seats import withdraw
from events.models import Event, Registration
from events.training_notices import left
from hub.db import write
from hub.models import Notice
from tests.cast import person
from tests.events.test_feeds import add
from tests.events.test_lives import attached, change, mails


@pytest.fixture
def day(clock, cast):
    """The first training day of the mentor's promotion, the only one that is published; nobody has a seat at it."""
    days = Event.objects.of_kind("training")
    first = days.filter(promotion=cast.promotion).soonest_first()[0]
    days.exclude(pk=first.pk).update(status="draft")
    return first


@pytest.fixture
def mate(cast, day, now):
    """Another mentor of the roster."""
    with write():
        return enrol(actor=None, promotion=cast.promotion, person=person("mate"), role="mentor", now=now)


def told(messages):
    return sorted(parseaddr(one.to[0])[1] for one in messages)


def in_calendar(message):
    return Calendar.from_ical(message.attachments[0].content)


def test_a_move_is_mailed_to_the_roster_with_the_identity_of_the_feeds(cast, day, mate, now):
    change(cast, day, now, wall_start="2027-02-02T10:30", wall_end="2027-02-02T17:00")

    messages = mails()
    text = messages[0].body.replace("\xa0", " ")
    assert told(messages) == sorted([cast.mentor.email, mate.person.email])
    assert messages[0].subject == f"Changé : {day.title}"
    assert "mardi 2 février 2027" in text
    assert "Avant :" in text
    assert "Le fichier joint met cette date dans votre agenda." in text
    day.refresh_from_db()
    entry = attached(messages[0])
    assert (str(in_calendar(messages[0])["METHOD"]), str(entry["STATUS"])) == ("REQUEST", "CONFIRMED")
    assert (str(entry["UID"]).partition("@")[0], entry["SEQUENCE"]) == (str(day.uid), day.sequence)


def test_cancelled_and_reinstated_with_the_same_identity_and_rising_numbers(cast, day, now):
    cancel_event(actor=cast.coordinator, event_id=day.pk, now=now)
    cancel_event(actor=cast.coordinator, event_id=day.pk, now=now)
    (gone,) = mails()
    reinstate_event(actor=cast.coordinator, event_id=day.pk, now=now)
    (back,) = mails()

    assert [one.subject for one in (gone, back)] == [f"Annulé : {day.title}", f"A lieu, finalement : {day.title}"]
    assert [str(in_calendar(one)["METHOD"]) for one in (gone, back)] == ["CANCEL", "REQUEST"]
    assert [attached(one)["SEQUENCE"] for one in (gone, back)] == [day.sequence + 1, day.sequence + 2]
    assert "cette journée de formation n’a pas lieu" in gone.body
    assert "Cette journée de formation a lieu, finalement" in back.body


def test_whoever_has_left_the_roster_hears_nothing_before_or_after_the_change(cast, day, mate, now):
    remove_from_roster(actor=cast.coordinator, membership_id=mate.pk, now=now)
    mails()
    cancel_event(actor=cast.coordinator, event_id=day.pk, now=now)
    Membership.objects.filter(person=cast.mentor).update(ends_at=now)

    assert list(Notice.objects.filter(kind="training.changed").values_list("person", flat=True)) == [cast.mentor.pk]
    assert mails() == []


def test_a_seat_or_one_given_back_is_told_once_and_counts_in_the_sequence(cast, day, mate, now):
    for name, one in (("seat", mate.person), ("back", cast.mentor)):
        caller = Caller(one.first_name, one.last_name, "", one.email)
        row = register_caller(actor=cast.coordinator, event_id=day.pk, caller=caller, mode="in_person", now=now)
        if name == "back":
            Registration.objects.filter(pk=row.pk).update(state="withdrawn", sequence=3)
    mails()

    cancel_event(actor=cast.coordinator, event_id=day.pk, now=now)

    messages = {parseaddr(one.to[0])[1]: one for one in mails()}
    assert sorted(messages) == sorted([cast.mentor.email, mate.person.email])
    assert attached(messages[cast.mentor.email])["SEQUENCE"] == day.sequence + 1 + 3
    assert Notice.objects.filter(kind="event.changed").count() == 1


def test_the_roster_is_reminded_at_the_hours_of_every_event_and_once(cast, day, mate, clock):
    counts = []
    for before in (timedelta(days=7), timedelta(days=1), timedelta(hours=2)):
        for again in (timedelta(hours=1), timedelta(hours=1, minutes=1)):
            counts.append(remind_due(now=day.starts_at - before + again))

    clock.move_to(day.starts_at - timedelta(minutes=50))
    assert counts == [2, 0, 2, 0, 2, 0]
    messages = mails()
    assert told(messages) == sorted(3 * [cast.mentor.email, mate.person.email])
    assert messages[0].subject.startswith(f"Rappel : {day.title}, ")
    assert "Nous nous réjouissons" in messages[0].body
    assert messages[0].attachments == []


def test_a_reminder_of_hours_that_are_no_more_says_nothing(cast, day, clock):
    at = day.starts_at - timedelta(hours=20)
    clock.move_to(at)
    assert remind_due(now=at) == 1
    cancel_event(actor=cast.coordinator, event_id=day.pk, now=at)

    assert [one.subject for one in mails()] == [f"Annulé : {day.title}"]


def test_the_page_that_cancels_counts_the_roster_and_names_whom_to_call(cast, day, mate, now, signed_in):
    caller = Caller("Odile", "Sansadresse", "+33353010000", "")
    register_caller(actor=cast.coordinator, event_id=day.pk, caller=caller, mode="in_person", now=now)

    page = signed_in("coordinator").get(f"/fr/equipe/agenda/{day.pk}/annuler/").content.decode()

    assert "2 personnes sont attendues ce jour-là et sont prévenues par e-mail." in page
    assert "Personne n’est encore inscrit" not in page
    assert "Odile Sansadresse" in page
    assert 'href="tel:+33353010000"' in page


def test_the_page_of_an_event_says_whom_no_mail_reaches(cast, now, clock, signed_in):
    event = add(cast, now, seats_in_person=1)
    for name in ("Odile", "Paul"):
        caller = Caller(name, "Sansadresse", "+33353010000", "")
        register_caller(actor=cast.coordinator, event_id=event.pk, caller=caller, mode="in_person", now=now)
    first = Registration.objects.get(event=event, person__first_name="Odile")
    withdraw(actor=None, registration_id=first.pk, now=now)

    coordinator = signed_in("coordinator")
    page = coordinator.get(f"/fr/equipe/agenda/{event.pk}/").content.decode()
    asked = coordinator.get(f"/fr/equipe/agenda/{event.pk}/annuler/").content.decode()

    assert "Paul Sansadresse <span>" in page
    assert "Odile Sansadresse <span>" not in page
    assert "cette offre" in page
    assert "prévenue par e-mail" not in asked
    assert "À appeler" in asked


def test_whoever_leaves_gets_a_cancellation_of_a_day_that_was_mailed_to_them(cast, day, mate, now, clock):
    change(cast, day, now, wall_start="2027-02-02T10:30", wall_end="2027-02-02T17:00")
    invited = {parseaddr(one.to[0])[1]: attached(one) for one in mails()}[mate.person.email]
    later = now + timedelta(minutes=11)

    remove_from_roster(actor=cast.coordinator, membership_id=mate.pk, now=now + timedelta(minutes=1))
    clock.move_to(later + timedelta(minutes=1))
    (message,) = [one for one in mails() if one.attachments]

    entry = attached(message)
    assert message.subject == f"Ce n’est plus votre date : {day.title}"
    assert told([message]) == [mate.person.email]
    assert (str(in_calendar(message)["METHOD"]), str(entry["STATUS"])) == ("CANCEL", "CANCELLED")
    assert str(entry["UID"]) == str(invited["UID"]) and entry["SEQUENCE"] > invited["SEQUENCE"]
    assert day.title in message.body and "Vous ne faites plus partie de la promotion Lille 14" in message.body
    assert not Registration.objects.filter(person=mate.person).exists()


def test_and_nothing_where_no_mail_had_told_of_it_or_they_are_expected_anew(cast, day, mate, now):
    remove_from_roster(actor=cast.coordinator, membership_id=mate.pk, now=now)
    untold = Notice.objects.filter(kind="training.left").count()
    change(cast, day, now, wall_start="2027-02-02T10:30", wall_end="2027-02-02T17:00")
    mails()
    mine = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)

    remove_from_roster(actor=cast.coordinator, membership_id=mine.pk, now=now)
    notice = Notice.objects.get(kind="training.left")
    before = left.build(notice)
    with write():
        enrol(actor=None, promotion=cast.promotion, person=cast.mentor, role="mentor", now=now)

    assert untold == 0
    assert before is not None and left.build(notice) is None


def test_whoever_was_there_in_two_ways_or_leaves_two_promotions_hears_of_it_once(cast, day, now):
    other = Promotion.objects.exclude(pk=cast.promotion.pk)[0]
    change(cast, day, now, wall_start="2027-02-02T10:30", wall_end="2027-02-02T17:00")
    mails()
    with write():
        for promotion, role in ((cast.promotion, "godparent"), (other, "mentor")):
            enrol(actor=None, promotion=promotion, person=cast.mentor, role=role, now=now)
    rows = Membership.objects.filter(person=cast.mentor).select_related("promotion__room", "person").order_by("pk")

    with write():
        give_back(list(rows), actor=None, now=now + timedelta(minutes=1))

    assert len(rows) == 3
    assert [one.target_id for one in Notice.objects.filter(kind="training.left")] == [day.pk]
