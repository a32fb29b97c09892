"""A mentor who reads on in the very moment in which they step back: on Postgres both are done."""

import threading
import time

import pytest
from django.db import close_old_connections, connections
from django.utils import timezone

from cms.actions.change import withdraw_application
from cms.models import Application
from community.actions.posts import write_post
from community.actions.reading import mark_read
from community.actions.rooms import RoomRefusal
from community.models import Discussion, Membership
from hub.db import write
from hub.live.commands import new_cid
from hub.live.log import lock_topic
from hub.person_topic import PersonTopic

pytestmark = pytest.mark.race
AWHILE = 0.7


def test_who_reads_on_and_steps_back_at_once_does_both(open_house):
    _base, cast = open_house
    now, room, mentor = timezone.now(), cast.promotion.room, cast.mentor
    write_post(actor=cast.referent, room_id=room.pk, body="Un", cid=new_cid(), now=now)
    places = {Discussion.objects.get(room=room, last_seq__gt=0).pk: 1}
    facts = {"call": cast.call, "state": "training_confirmed", "since": now, "created_at": now}
    mine = Application.objects.create(person=mentor, email_key="m@mail.example", over_fifty=True, **facts)
    done = []

    def carry_out(name, act):
        close_old_connections()
        try:
            act()
            done.append(name)
        except RoomRefusal:
            done.append("refused")
        finally:
            connections.close_all()

    acts = {
        "back": lambda: withdraw_application(actor=None, application_id=mine.pk, why="link", now=timezone.now()),
        "read": lambda: mark_read(actor=mentor, room_id=room.pk, places=places, now=timezone.now()),
    }
    threads = [threading.Thread(target=carry_out, args=one, daemon=True) for one in acts.items()]
    # Both come to the person's topic while it is held.
    with write():
        lock_topic(PersonTopic.key(mentor.pk))
        for thread in threads:
            thread.start()
            time.sleep(AWHILE)
    for thread in threads:
        thread.join(30)

    # On SQLite they come one after the other, and whoever is off by then reads no more.
    assert sorted(done) in (["back", "read"], ["back", "refused"])
    assert not Membership.objects.current(timezone.now()).filter(person=mentor, promotion=cast.promotion).exists()
