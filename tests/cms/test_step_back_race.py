"""A mentor who reads on in the very moment in which they step back: on Postgres both are done."""

import pytest
from django.utils import timezone

from cms.actions.change import withdraw_application
from cms.models import Application
from community.actions.posts import write_post
from community.actions.reading import mark_read
from community.models import Discussion, Membership
from hub.live.commands import new_cid
from hub.live.log import lock_topic
from hub.person_topic import PersonTopic
from tests.held import carry_out_while_held

pytestmark = pytest.mark.race


def test_who_reads_on_and_steps_back_at_once_does_both(open_house):
    _base, cast = open_house
    now, room, mentor = timezone.now(), cast.promotion.room, cast.mentor
    write_post(actor=cast.referent, room_id=room.pk, body="Un", cid=new_cid(), now=now)
    places = {Discussion.objects.get(room=room, last_seq__gt=0).pk: 1}
    facts = {"call": cast.call, "state": "training_confirmed", "since": now, "created_at": now}
    mine = Application.objects.create(person=mentor, email_key="m@mail.example", over_fifty=True, **facts)
    acts = {
        "back": lambda: withdraw_application(actor=None, application_id=mine.pk, why="link", now=timezone.now()),
        "read": lambda: mark_read(actor=mentor, room_id=room.pk, places=places, now=timezone.now()),
    }
    # The one has told the room, the other has begun to read on.
    done = carry_out_while_held(lambda: lock_topic(PersonTopic.key(mentor.pk)), acts)

    # On SQLite they come one after the other, and whoever is off by then reads no more.
    assert done in (["back", "read"], ["back", "refused"])
    assert not Membership.objects.current(timezone.now()).filter(person=mentor, promotion=cast.promotion).exists()
