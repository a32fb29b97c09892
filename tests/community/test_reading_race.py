"""Whoever reads on while the team takes them off: on Postgres neither waits for the other for good."""

import pytest
from django.utils import timezone

from community.actions.posts import write_post
from community.actions.promotions import remove_from_roster
from community.actions.reading import mark_read
from community.models import Discussion, Membership
from hub.live.commands import new_cid
from hub.live.log import lock_topic
from hub.models import Notice
from hub.person_topic import PersonTopic
from tests.held import carry_out_while_held

pytestmark = pytest.mark.race


def test_who_reads_on_keeps_nobody_from_writing_to_them(open_house):
    _base, cast = open_house
    now, room = timezone.now(), cast.promotion.room
    write_post(actor=cast.referent, room_id=room.pk, body="Un", cid=new_cid(), now=now)
    places = {Discussion.objects.get(room=room, last_seq__gt=0).pk: 1}
    held = Membership.objects.get(person=cast.mentor, promotion=cast.promotion).pk
    acts = {
        "off": lambda: remove_from_roster(actor=cast.coordinator, membership_id=held, now=timezone.now()),
        "read": lambda: mark_read(actor=cast.mentor, room_id=room.pk, places=places, now=timezone.now()),
    }
    # The one has told the room, the other has begun to read on.
    done = carry_out_while_held(lambda: lock_topic(PersonTopic.key(cast.mentor.pk)), acts)

    # On SQLite they come one after the other, and whoever is off by then reads no more.
    assert done in (["off", "read"], ["off", "refused"])
    assert Notice.objects.filter(person=cast.mentor, kind="member.removed").count() == 1
