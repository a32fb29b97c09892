"""Two applications of one person of which one has a seat and the other waits for one: together they have the seat."""

import pytest
from django.utils import timezone

from cms.actions.merge import merge_applications
from cms.models import Application
from events.models import Registration
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
