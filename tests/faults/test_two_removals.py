"""Two roles of one person end at the same moment: whichever removal waits for the other, the room ends for them."""

from datetime import timedelta

import pytest

from community.actions.promotions import enrol, remove_from_roster
from community.models import Membership
from hub.db import write
from hub.models import LogEvent


@pytest.mark.django_db(transaction=True)
def test_the_removal_that_came_first_and_waited_ends_the_right(clock, cast, now):
    mentor = Membership.objects.get(promotion=cast.promotion, person=cast.mentor)
    with write():
        godparent = enrol(actor=None, promotion=cast.promotion, person=cast.mentor, role="godparent", now=now)
    clock.shift(3)

    remove_from_roster(actor=cast.coordinator, membership_id=godparent.pk, now=now + timedelta(seconds=2))
    remove_from_roster(actor=cast.coordinator, membership_id=mentor.pk, now=now + timedelta(seconds=1))

    last = LogEvent.objects.filter(topic__key=cast.promotion.room.key).order_by("seq").last()
    assert (last.kind, last.target) == ("member.del", cast.mentor.pk)
