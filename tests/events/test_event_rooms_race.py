"""Leaving against posting, and opening against opening: the log's order decides, on either database."""

import pytest
from django.utils import timezone

from community.actions.posts import write_post
from community.actions.rooms import RoomRefusal
from community.models import Post, Room
from events.actions.rooms import open_room
from events.actions.seats import register, withdraw
from events.models import Event, Registration
from hub.live.commands import new_cid
from hub.models import LogEvent
from tests.cast import person
from tests.events.test_feeds import add

pytestmark = [pytest.mark.race]
PEOPLE = 8


@pytest.fixture
def event(open_house):
    _base, cast = open_house
    made = add(cast, timezone.now(), start="2030-12-03T18:30", end="2030-12-03T20:30", seats_in_person=PEOPLE)
    return cast, made


def test_nobody_writes_after_the_event_that_says_they_left(event, together):
    cast, made = event
    room = open_room(actor=cast.coordinator, event_id=made.pk, now=timezone.now())
    people = [person(f"guest_{number}") for number in range(PEOPLE)]
    held = [register(actor=one, event_id=made.pk, mode="in_person", now=timezone.now()) for one in people]

    def act(number):
        who, now = number // 2, timezone.now()
        if number % 2:
            return withdraw(actor=people[who], registration_id=held[who].pk, now=now)
        try:
            return write_post(actor=people[who], room_id=room.pk, body="Bonjour", cid=new_cid(), now=now)
        except RoomRefusal as refusal:
            return refusal.code

    answers = together(act, 2 * PEOPLE)

    log = LogEvent.objects.filter(topic__key=room.key).order_by("seq")
    left = {one.target: one.seq for one in log if one.kind == "member.del"}
    posts = list(Post.objects.filter(room=room))
    refused = [one for one in answers[::2] if one == "not_found"]
    assert left.keys() == {one.pk for one in people}
    assert len(posts) + len(refused) == PEOPLE and None not in answers
    assert all(post.seq < left[post.author_id] for post in posts)
    assert [one.seq for one in log] == list(range(1, len(log) + 1))
    assert not Registration.objects.coming().filter(event=made).exists()


def test_opened_by_two_at_once_it_is_one(event, together):
    cast, made = event
    team = [cast.coordinator, cast.referent, cast.trainer]

    together(lambda number: open_room(actor=team[number], event_id=made.pk, now=timezone.now()), len(team))

    assert Room.objects.filter(event=made).count() == 1 and Room.objects.filter(promotion=None).count() == 1
    assert Event.objects.get(pk=made.pk).room is not None
