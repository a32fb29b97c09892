"""Two phones at one door, each without network for a while: what one takes back leaves what the other has noted."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from events.actions.seats import register
from events.models import Event
from tests.events.test_checkin import TEAM, how, mark_of, page_of
from tests.events.test_feeds import add


@pytest.fixture
def event(clock, cast, now):
    return add(cast, now, title="Atelier CV", seats_in_person=2)


@pytest.fixture
def held(event, cast, now):
    """The mentor's seat."""
    return register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)


@pytest.fixture
def phones(event, signed_in, cast):
    """Two phones at one door: what each sends of one person, and what it hears."""
    browsers = {who: signed_in(who) for who in ("coordinator", "trainer")}

    def send(who, mark, cid, **more):
        body = json.dumps({"person": cast.mentor.pk, "mark": mark, **more})
        where = f"{TEAM}{event.pk}/accueil/"
        return browsers[who].post(where, body, content_type="application/json", headers={"Idempotency-Key": cid}).json()

    return send


def test_what_one_phone_takes_back_before_it_was_sent_leaves_what_another_has_noted(held, event, phones, clock):
    tapped, undone, other = (str(uuid4()) for _ in range(3))
    back = {"was": "", "over": f"{tapped}=present"}
    clock.move_to(event.starts_at)
    phones("trainer", "present", other)

    heard = phones("coordinator", "", undone, **back)
    again = phones("coordinator", "", undone, **back)
    late = phones("coordinator", "present", tapped)

    assert heard["mark"] == again["mark"] == late["mark"] == "present"
    assert heard["there"] == [held.person_id]
    assert mark_of(held) == "present" and how(held) == ["door"]


def test_a_tap_that_was_taken_back_counts_no_more_when_it_comes_late(held, event, phones, clock):
    tapped, undone = str(uuid4()), str(uuid4())
    clock.move_to(event.starts_at)

    phones("coordinator", "", undone, was="", over=f"{tapped}=present")
    late = phones("coordinator", "present", tapped)

    assert (late["mark"], mark_of(held), how(held)) == ("", "", [])


def test_what_had_arrived_is_taken_back_and_what_had_changed_nothing_is_not(held, event, phones, clock):
    first, second, third, fourth = (str(uuid4()) for _ in range(4))
    clock.move_to(event.starts_at)
    phones("coordinator", "present", first)
    phones("trainer", "present", second)

    kept = phones("trainer", "", third, was="", over=f"{second}=present")["mark"]
    gone = phones("coordinator", "", fourth, was="", over=f"{first}=present")["mark"]

    assert (kept, gone, mark_of(held)) == ("present", "", "")


def test_one_who_was_noted_is_taken_off_whatever_was_tapped_between(held, event, phones, clock):
    first, second, third = (str(uuid4()) for _ in range(3))
    clock.move_to(event.starts_at)
    phones("trainer", "present", str(uuid4()))

    heard = phones("coordinator", "", third, was="present", over=f"{first}= {second}=present")
    damaged = phones("coordinator", "", str(uuid4()), was="", over="x=present")

    assert (heard["mark"], mark_of(held)) == ("", "")
    assert damaged["refused"] == "cid"


def test_the_list_says_that_an_event_is_cancelled_and_not_that_it_is_early(held, event, phones, clock, signed_in):
    Event.objects.filter(pk=event.pk).update(status="cancelled")
    clock.move_to(event.starts_at)

    heard = phones("coordinator", "present", str(uuid4()))
    page = signed_in("coordinator").post(f"{TEAM}{event.pk}/presence/", {"came": held.person_id})

    assert heard["refused"] == "cancelled" and "n’a pas lieu" in heard["message"]
    assert page.status_code == 422 and "n’a pas lieu" in page_of(page) and "trop tôt" not in page_of(page)


@pytest.mark.parametrize(
    ("before", "kept", "early", "said"),
    [
        (25, False, True, "mercredi 2 décembre 2026 à 17 h 30"),
        (23, True, True, "mercredi 2 décembre 2026 à 19 h 30"),
        (1, True, False, "jeudi 3 décembre 2026 à 17 h 30"),
    ],
)
def test_the_list_is_kept_from_the_day_before_and_has_its_buttons_when_the_doors_open(
    held, event, signed_in, clock, before, kept, early, said
):
    clock.move_to(event.starts_at - timedelta(hours=before))

    page = page_of(signed_in("coordinator").get(f"{TEAM}{event.pk}/accueil/"))

    assert f'data-opens="{event.starts_at.timestamp() - 3600:.0f}000"' in page or not kept
    assert ("data-until=" in page, "Sans réseau, continuez" in page, "data-mark" in page) == (kept, kept, kept)
    assert ('id="early"' in page, "trop tôt" in page) == (early, early)
    assert f"telle qu’elle était le {said}" in page
    assert ("téléphone la veille" in page) == (not kept)
