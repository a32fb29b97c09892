"""Two applications of one person of which one has a seat and the other waits for one: together they have the seat."""

import pytest
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.merge import merge_applications
from cms.actions.places import settle_calls_due, take_place
from cms.actions.steps import advance, lock_application
from cms.models import Application
from events.models import Registration
from hub.db import write
from tests.cms.waiting import give_back, of


def join(cast, keep, other):
    merge_applications(actor=cast.coordinator, keep_id=keep.pk, other_id=other.pk, now=timezone.now())
    return Application.objects.select_related("registration__event").get(pk=keep.pk)


@pytest.mark.parametrize("keep", [0, 1])
def test_of_a_seat_and_a_place_on_the_list_of_one_session_the_seat_stays(cast, send, two, event, keep):
    send("third")

    one = join(cast, two[keep], two[1 - keep])

    assert (one.state, one.registration.state, one.registration.event) == ("session_chosen", "confirmed", event)
    assert of("third").registration.state == "waiting"
    assert Registration.objects.filter(event=event, person=one.person).count() == 1


@pytest.mark.parametrize("keep", [0, 1])
def test_a_seat_at_another_session_is_kept_and_the_place_on_the_list_goes(cast, send, two, event, keep):
    send("third")
    send("other", event_id=cast.sessions[0].pk)
    pair = of("other"), two[1]

    one = join(cast, pair[keep], pair[1 - keep])
    give_back(two[0])

    assert (one.state, one.registration.event) == ("session_chosen", cast.sessions[0])
    assert (one.registration.state, of("third").registration.state) == ("confirmed", "offered")


@pytest.mark.parametrize("keep", [0, 1])
def test_who_left_one_list_and_waits_again_under_another_address_still_waits(cast, send, two, keep):
    give_back(two[1])
    send("again")
    pair = of("again"), two[1]

    one = join(cast, pair[keep], pair[1 - keep])

    assert (one.state, one.registration.state) == ("received", "waiting")


def test_the_one_that_is_kept_and_had_no_date_has_the_other_s(cast, send, two):
    send("later", event_id=None, mode="")

    one = join(cast, of("later"), two[0])

    assert (one.state, one.registration.state) == ("session_chosen", "confirmed")


def lead(cast, application, *states: str):
    for state in states:
        with write():
            advance(lock_application(application.pk), state, actor=cast.coordinator, why="test", now=timezone.now())


@pytest.mark.parametrize("which", [0, 1])
def test_whoever_has_gone_on_without_a_session_keeps_neither_seat_nor_place_at_one(cast, send, two, which):
    send("third")
    send("later", event_id=None, mode="")
    lead(cast, of("later"), "interview_proposed")

    one = join(cast, of("later"), two[which])
    give_back(two[0])

    assert (one.state, one.registration) == ("interview_proposed", None)
    assert [row.state for row in Registration.objects.filter(person=one.person)] == ["withdrawn"]
    assert of("third").registration.state == ("waiting", "offered")[which]


def test_whoever_missed_a_session_and_has_a_seat_at_another_comes_to_that(cast, send, two, event):
    send("missed", event_id=cast.sessions[0].pk)
    lead(cast, of("missed"), "absent")

    one = join(cast, of("missed"), two[0])

    assert (one.state, one.registration.state, one.registration.event) == ("session_chosen", "confirmed", event)


@pytest.fixture
def line(clock, cast, answers):
    """Three who wait for the one place of a full call, of whom the first was offered it."""
    cast.call.total = 0
    cast.call.save()
    for name in ("first", "second", "third"):
        one = answers(email=f"{name}@mail.example", event_id=None, mode="", for_waiting_list=True)
        apply(call_id=cast.call.pk, answers=one, language="fr", flagged=False, now=timezone.now())
    cast.call.total = 1
    cast.call.save()
    settle_calls_due(now=timezone.now())
    return [of(name) for name in ("first", "second", "third")]


@pytest.mark.parametrize(("keep", "other"), [(0, 2), (2, 0)])
def test_of_two_places_on_the_list_of_the_call_the_one_before_stays_with_its_offer(cast, line, keep, other):
    until = line[0].offered_until

    one = join(cast, line[keep], line[other])

    assert (one.queue_number, one.offered_until) == (1, until) and until is not None
    assert of("second").offered_until is None


def test_a_place_that_is_held_twice_goes_to_the_next(cast, line):
    lead(cast, line[2], "interview_proposed")

    one = join(cast, of("third"), line[0])

    assert (one.state, one.has_place) == ("interview_proposed", False)
    assert of("second").offered_until is not None


@pytest.mark.parametrize(("keep", "other"), [("first", "early"), ("early", "first")])
def test_a_place_that_they_took_is_kept_for_them_whichever_application_stays(cast, line, answers, keep, other):
    cast.call.total = 9
    cast.call.save()
    one = answers(email="early@mail.example", event_id=None, mode="")
    apply(call_id=cast.call.pk, answers=one, language="fr", flagged=False, now=timezone.now())
    cast.call.total = 1
    cast.call.save()
    take_place(actor=None, application_id=line[0].pk, now=timezone.now())

    joined = join(cast, of(keep), of(other))

    assert (joined.state, joined.place_kept) == ("received", True)
    assert of("second").offered_until is None
