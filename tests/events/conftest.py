"""What the tests of the discussions of events share: one with its discussion open, seats, messages."""

import pytest
from django.utils import timezone

from community.actions.posts import write_post
from community.models import Post
from events.actions.rooms import open_room
from events.actions.seats import register
from events.models import Event
from hub.live.commands import new_cid
from tests.events.test_feeds import add


@pytest.fixture
def event(clock, cast, now):
    """An apéro with two seats, its discussion open."""
    made = add(cast, now, seats_in_person=2)
    open_room(actor=cast.coordinator, event_id=made.pk, now=now)
    return Event.objects.get(pk=made.pk)


@pytest.fixture
def sit(event, now):
    def one(person, **more):
        return register(actor=person, event_id=event.pk, mode="in_person", wait=True, now=now, **more)

    return one


@pytest.fixture
def say(event, now):
    def one(person, body="Qui vient en voiture ?", **more):
        facts = {"room_id": event.room_id, "cid": new_cid(), "now": timezone.now(), **more}
        return Post.objects.get(pk=write_post(actor=person, body=body, **facts).target)

    return one
