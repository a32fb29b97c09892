"""Whoever leaves a promotion gives back what they hold at its own dates, whoever ended it, and the next in line hears."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from community.actions.journeys import move_mentor, undo_stage
from community.actions.leaving import leave_promotion
from community.actions.promotions import add_to_roster, carry_out_memberships, remove_from_roster
from community.models import JourneyMove, Membership
from events.actions.seats import SeatRefusal, register, withdraw
from events.actions.series_seats import register_series
from events.models import Event, MailedEntries, Registration
from events.notices import withdrawn
from events.parting_notices import parted
from hub.actions.deliver import write_message
from hub.links import seal
from hub.models import Notice
from tests.cast import person
from tests.events.series import plan_apero
from tests.events.test_feeds import add

State = Registration.State


@pytest.fixture
def lunch(clock, cast, now):
    """A lunch of the promotion alone, with one seat."""
    return add(cast, now, title="Déjeuner", promotion=cast.promotion, audience="promotion", seats_in_person=1)


@pytest.fixture
def friend(cast, now):
    """Another mentor of the promotion."""
    who = person("friend")
    add_to_roster(actor=cast.coordinator, promotion_id=cast.promotion.pk, person=who, role="mentor", now=now)
    return who


@pytest.fixture
def sit(now):
    return lambda who, event: register(actor=who, event_id=event.pk, mode="in_person", wait=True, now=now)


@pytest.fixture
def remove(cast, now):
    def one(who="mentor", role="mentor"):
        membership = Membership.objects.get(person=cast.people[who], promotion=cast.promotion, role=role)
        remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=now + timedelta(minutes=1))

    return one


def state(row):
    return Registration.objects.get(pk=row.pk).state


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_whoever_is_taken_off_gives_the_seat_to_the_next_in_line(cast, lunch, friend, sit, remove, now, clock):
    mine, next_one = sit(cast.mentor, lunch), sit(friend, lunch)
    assert (state(mine), state(next_one)) == (State.CONFIRMED, State.WAITING)

    for _time in range(2):
        remove()

    assert (state(mine), state(next_one)) == (State.WITHDRAWN, State.OFFERED)
    notice = Notice.objects.get(kind="event.parted")
    clock.move_to(now + timedelta(minutes=11))
    message = write_message(notice)
    assert "Vous ne faites plus partie de la promotion Lille 14" in message.body
    assert "Déjeuner" in message.body and "comme vous l’avez demandé" not in message.body
    assert notice.due_at - notice.created_at == timedelta(minutes=10)
    assert not Notice.objects.filter(kind="event.withdrawn").exists()


def test_one_mail_and_one_file_for_all_the_dates_but_those_cancelled(cast, now, clock, sit, signed_in):
    facts = {"promotion": cast.promotion, "audience": "promotion", "seats_in_person": 3}
    dates = [
        add(cast, now, f"2026-12-{day}T12:00", f"2026-12-{day}T14:00", title=f"Le {day}", **facts) for day in (8, 9, 10)
    ]
    rows = [sit(cast.mentor, one) for one in dates]
    # As where they are taken together: one mail told of them all.
    Registration.objects.update(told_alone=False)
    dates[1].status = Event.Status.CANCELLED
    dates[1].save()
    asked = words(signed_in("mentor").get(f"/fr/promotion/{cast.promotion.pk}/quitter/"))

    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=False, now=now)

    assert [state(row) for row in rows] == [State.WITHDRAWN] * 3
    notice = Notice.objects.get(kind="event.parted")
    assert notice.due_at == notice.created_at, "whoever leaves by themselves has read the page"
    message = write_message(notice)
    assert "Le 9" not in asked + message.body and "Le 10" in asked and "Le 10" in message.body
    (file,) = message.attachments
    assert file.content.count("BEGIN:VEVENT") == file.content.count("STATUS:CANCELLED") == 2


def files_of(who):
    """[(method, keys of its events)] of what the mails about seats given back hold."""
    found = []
    for notice in Notice.objects.filter(person=who, kind__in=["event.parted", "event.withdrawn"]).order_by("pk"):
        attached = write_message(notice).attachments
        whole = Calendar.from_ical(attached[0].content) if attached else Calendar()
        uids = [str(entry["UID"]).partition("@")[0] for entry in whole.walk("VEVENT")]
        keys = Event.objects.filter(uid__in=uids).order_by("pk").values_list("pk", flat=True)
        found.append((str(whole.get("METHOD", "")), list(keys)))
    return sorted(found)


@pytest.fixture
def several(cast, now, lunch, sit):
    """Six dates of the promotion: two whose seats were taken one by one, four taken together."""
    dates = plan_apero(cast, now)
    Event.objects.filter(series=dates[0].series).update(audience="promotion", promotion=cast.promotion)
    for event in (lunch, dates[0]):
        sit(cast.mentor, event)
    register_series(actor=cast.mentor, event_id=dates[0].pk, mode="in_person", now=now)
    return [lunch, *dates]


@pytest.mark.parametrize("alone", [True, False])
def test_what_was_invited_to_one_by_one_is_cancelled_one_by_one(cast, several, now, clock, remove, alone):
    leaves = {"promotion_id": cast.promotion.pk, "erase": False, "now": now + timedelta(minutes=1)}
    leave = (lambda: leave_promotion(actor=cast.mentor, **leaves)) if alone else remove
    leave()
    clock.move_to(now + timedelta(minutes=12))

    told = Notice.objects.filter(person=cast.mentor, kind__in=["event.parted", "event.withdrawn"])
    body = write_message(told.get(kind="event.parted")).body
    keys = [one.pk for one in several]
    assert files_of(cast.mentor) == [("CANCEL", keys[:1]), ("CANCEL", keys[1:2]), ("PUBLISH", keys[2:])]
    assert {one.due_at - one.created_at for one in told} == {timedelta(minutes=0 if alone else 10)}
    assert "Déjeuner" in body and body.count("Apéro") == 5
    assert "un e-mail pour chaque date" in body


def test_where_each_was_invited_to_alone_the_mail_itself_cancels_the_first(cast, lunch, now, sit, remove, clock):
    other = add(cast, now, "2026-12-08T12:00", "2026-12-08T14:00", promotion=cast.promotion, audience="promotion")
    for event in (lunch, other):
        sit(cast.mentor, event)

    remove()
    clock.move_to(now + timedelta(minutes=12))

    assert files_of(cast.mentor) == sorted([("CANCEL", [lunch.pk]), ("CANCEL", [other.pk])])
    assert Notice.objects.filter(kind="event.withdrawn").count() == 1


def test_whoever_wants_no_files_gets_one_mail(cast, several, now, remove):
    MailedEntries.objects.create(person=cast.mentor, choice=MailedEntries.Choice.NEVER)

    remove()

    assert files_of(cast.mentor) == [("", [])]


def test_a_seat_taken_again_after_a_slip_is_not_cancelled(cast, several, now, remove, sit, clock):
    remove()
    later = now + timedelta(minutes=2)
    add_to_roster(actor=cast.coordinator, promotion_id=cast.promotion.pk, person=cast.mentor, role="mentor", now=later)
    clock.move_to(later)
    register(actor=cast.mentor, event_id=several[0].pk, mode="in_person", now=later)
    notice = Notice.objects.filter(kind="event.withdrawn", target_id=Registration.objects.get(event=several[0]).pk)

    assert withdrawn.build(notice.get()) is None


def test_whoever_was_taken_off_by_a_slip_reads_that_the_seat_is_not_put_back(cast, lunch, sit, now, clock, signed_in):
    sit(cast.mentor, lunch)
    move_mentor(actor=cast.referent, person_id=cast.mentor.pk, to="left", now=now)
    list_of = words(signed_in("referent").get("/fr/equipe/mentors/"))
    move = JourneyMove.objects.latest("pk")

    undo_stage(actor=cast.referent, move_id=move.pk, now=now + timedelta(minutes=1))
    clock.move_to(now + timedelta(minutes=11))

    message = write_message(Notice.objects.get(kind="event.parted"))
    assert "en faites de nouveau partie" in message.body and f"/agenda/{lunch.pk}/" in message.body
    assert "Vous ne faites plus partie" not in message.body
    assert "ne sont pas rétablies pour autant" in list_of
    register(actor=cast.mentor, event_id=lunch.pk, mode="in_person", now=now + timedelta(minutes=11))
    assert parted.build(Notice.objects.get(kind="event.parted")) is None


def test_so_does_whoever_leaves_and_the_page_names_the_dates(cast, lunch, friend, sit, now, signed_in):
    mine, where = sit(cast.mentor, lunch), f"/fr/promotion/{cast.promotion.pk}/quitter/"
    assert "Ce qui est réservé" not in words(signed_in("referent").get(where))
    browser = signed_in("mentor")

    asked = words(browser.get(where))
    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=False, now=now + timedelta(minutes=1))

    assert "Ce qui est réservé à ces rendez-vous" in asked and "Déjeuner" in asked
    assert state(mine) == State.WITHDRAWN


def test_the_team_reads_it_before_it_takes_somebody_off(cast, lunch, sit, signed_in):
    sit(cast.mentor, lunch)
    row = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)

    asked = words(signed_in("referent").get(f"/fr/promotion/{cast.promotion.pk}/retirer/{row.pk}/"))

    assert "Ce qui est réservé à ces rendez-vous" in asked and "Déjeuner" in asked


def test_whoever_left_while_they_waited_for_the_lock_gets_no_seat(cast, lunch, sit, now, clock):
    dates = plan_apero(cast, now)
    Event.objects.filter(series=dates[0].series).update(audience="promotion", promotion=cast.promotion)
    facts = {"promotion_id": cast.promotion.pk, "erase": False, "now": now + timedelta(minutes=1)}
    leave_promotion(actor=cast.mentor, **facts)
    clock.move_to(now + timedelta(minutes=2))

    for act in (
        lambda: sit(cast.mentor, lunch),
        lambda: register_series(actor=cast.mentor, event_id=dates[0].pk, mode="in_person", now=now),
    ):
        with pytest.raises(SeatRefusal) as refused:
            act()
        assert refused.value.code == "closed"
    assert not Registration.objects.filter(person=cast.mentor).exists()


def test_whoever_looks_after_them_reads_it_before_noting_that_they_leave(cast, lunch, sit, signed_in):
    where = f"/fr/equipe/mentors/{cast.mentor.pk}/"
    before = words(signed_in("referent").get(where))
    sit(cast.mentor, lunch)

    asked = words(signed_in("referent").get(where))

    assert "Ce qui est réservé" not in before and "Sauf en cas de départ" in before
    assert "Ce qui est réservé à ces rendez-vous" in asked and "Déjeuner" in asked


def test_the_link_of_a_seat_given_back_leads_to_no_page_that_is_closed(cast, lunch, sit, now, clock, client):
    mine = sit(cast.mentor, lunch)
    where = reverse("events:seat", args=[seal("seat", mine.pk)])
    withdraw(actor=cast.mentor, registration_id=mine.pk, now=now)
    inside = words(client.get(where))
    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=False, now=now)
    clock.move_to(now + timedelta(minutes=1))

    outside = words(client.get(where))

    assert "Place rendue" in inside and "Voir cette date" in inside
    assert "Place rendue" in outside and "Voir cette date" not in outside


def test_a_place_in_line_goes_without_a_mail(cast, lunch, friend, sit, remove):
    sit(friend, lunch)
    mine = sit(cast.mentor, lunch)

    remove()

    assert state(mine) == State.WITHDRAWN
    assert not Notice.objects.filter(kind="event.parted").exists()


def test_what_others_may_see_too_stays(cast, now, clock, sit, remove):
    facts = {"seats_in_person": 1, "promotion": cast.promotion}
    for_all = sit(cast.mentor, add(cast, now, title="Apéro", audience="branch", **facts))
    begun = sit(cast.mentor, add(cast, now, title="Déjeuner", audience="promotion", **facts))
    later = begun.event.starts_at
    row = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)

    remove_from_roster(actor=cast.coordinator, membership_id=row.pk, now=later)

    assert (state(for_all), state(begun)) == (State.CONFIRMED, State.CONFIRMED)


def test_another_role_or_the_branch_keeps_the_seat(cast, lunch, now, sit, remove):
    facts = {"promotion_id": cast.promotion.pk, "now": now}
    add_to_roster(actor=cast.coordinator, person=cast.mentor, role="godparent", **facts)
    add_to_roster(actor=cast.coordinator, person=cast.coordinator, role="mentor", **facts)
    mine, theirs = sit(cast.mentor, lunch), sit(cast.coordinator, lunch)

    remove()
    remove("coordinator")

    assert (state(mine), state(theirs)) == (State.CONFIRMED, State.WAITING)


def test_a_godparent_gives_it_back_when_their_time_is_over(cast, now, clock, sit):
    facts = {"promotion_id": cast.promotion.pk, "role": "godparent", "now": now}
    ends_at = add_to_roster(actor=cast.coordinator, person=cast.other_mentor, **facts).ends_at
    starts = (ends_at + timedelta(days=2)).strftime("%Y-%m-%dT12:00")
    facts = {"promotion": cast.promotion, "audience": "promotion", "seats_in_person": 1}
    mine = sit(cast.other_mentor, add(cast, now, starts, starts[:-5] + "14:00", **facts))

    carry_out_memberships(now=ends_at - timedelta(seconds=1))
    before = state(mine)
    carry_out_memberships(now=ends_at)

    assert (before, state(mine)) == (State.CONFIRMED, State.WITHDRAWN)
