"""Whoever waits for the room's lock while they are removed has lost the right to write when they get it."""

from datetime import timedelta

import pytest

from community.actions.posts import write_post
from community.actions.promotions import remove_from_roster
from community.actions.rooms import RoomRefusal
from community.models import Membership, Post


@pytest.mark.django_db(transaction=True)
def test_a_post_that_waited_for_its_authors_removal_is_refused(clock, cast, now):
    room_id = cast.promotion.room_id
    membership = Membership.objects.get(promotion=cast.promotion, person=cast.mentor)
    began_to_write = now
    clock.shift(2)

    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=now + timedelta(seconds=1))
    with pytest.raises(RoomRefusal) as refused:
        write_post(actor=cast.mentor, room_id=room_id, body="Un mot", cid="a" * 26, now=began_to_write)

    assert refused.value.code == "not_found"
    assert not Post.objects.filter(room=room_id).exists()


@pytest.mark.django_db(transaction=True)
def test_a_post_that_waited_for_the_removal_of_somebody_else_is_taken(clock, cast, now):
    room_id = cast.promotion.room_id
    membership = Membership.objects.get(promotion=cast.promotion, person=cast.mentor)
    began_to_write = now
    clock.shift(2)

    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=now + timedelta(seconds=1))
    write_post(actor=cast.coordinator, room_id=room_id, body="Un mot", cid="a" * 26, now=began_to_write)

    assert Post.objects.get(room=room_id).author == cast.coordinator
