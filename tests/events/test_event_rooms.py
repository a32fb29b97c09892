"""The discussion of an event: who opens it, who reads it from when to when, and what of a promotion's room it has not."""

import pytest
from django.utils import timezone

from community.actions.ground import find_ground
from community.actions.moves import Move, move_posts
from community.actions.rooms import RoomRefusal
from community.models import Discussion, Post, Room
from community.topics import Facts, RoomTopic
from community.unread import count_unread, person_states
from events.actions.desk import Caller, register_caller
from events.actions.lives import cancel_event
from events.actions.rooms import TalkRefusal, open_room
from events.actions.seats import accept_offer, withdraw
from events.actions.series_seats import register_series, withdraw_series
from events.models import Event, Registration
from hub.db import write
from hub.live.commands import new_cid
from hub.live.log import lock_topic
from hub.models import LogEvent, Role
from tests.events.series import plan_apero
from tests.events.test_feeds import add

HELD = ("mentor", "other_mentor")


def readers(event, cast):
    rooms, now = Room.objects, timezone.now()
    return {name for name, one in cast.people.items() if rooms.visible_to(one, now).filter(pk=event.room_id).exists()}


def log_of(event):
    rows = LogEvent.objects.filter(topic__key=event.room.key).order_by("seq")
    return [(row.kind, row.target) for row in rows]


TEAM = {"coordinator", "referent", "trainer", "admin"}


def test_those_with_a_seat_read_it_and_the_team_and_nobody_else(event, cast, sit, now):
    before = readers(event, cast)
    sit(cast.mentor)
    sit(cast.other_mentor)
    waits = sit(cast.stranger)

    assert (before, waits.state) == (TEAM, "waiting")
    assert readers(event, cast) == {*TEAM, *HELD}

    withdraw(actor=cast.mentor, registration_id=Registration.objects.get(person=cast.mentor, event=event).pk, now=now)
    waits.refresh_from_db()
    offered = (waits.state, readers(event, cast))
    accept_offer(actor=cast.stranger, registration_id=waits.pk, now=now)

    assert offered == ("offered", {*TEAM, "other_mentor"})
    assert readers(event, cast) == {*TEAM, "other_mentor", "stranger"}


def test_the_log_says_at_once_who_comes_and_goes_and_nobody_is_told_who(event, cast, sit, now, signed_in):
    held = sit(cast.mentor)
    team = sit(cast.referent)
    for _ in range(2):
        withdraw(actor=cast.coordinator, registration_id=held.pk, now=now, as_team=True)
    withdraw(actor=cast.referent, registration_id=team.pk, now=now)

    answer = signed_in("coordinator").get(f"/live/log/{event.room.key}/?after=0.")

    # The référent of the branch reads it with a seat and without.
    assert log_of(event) == [
        ("member.add", cast.mentor.pk),
        ("member.add", cast.referent.pk),
        ("member.del", cast.mentor.pk),
    ]
    assert [(one["k"], one["target"], one["by"]) for one in answer.json()["events"]] == [
        ("member.add", 0, None),
        ("member.add", 0, None),
        ("member.del", 0, None),
    ]


def test_what_a_post_asks_of_the_database(event, cast, sit, say, now, django_assert_num_queries):
    sit(cast.mentor)
    writers = (cast.mentor, cast.coordinator)
    for person in writers:
        say(person)

    for person in writers:
        # One more than a member's in the room of a promotion, and one to read the post here.
        with django_assert_num_queries(13):
            said = say(person, cid=new_cid())

        assert Facts([LogEvent.objects.get(kind="post", target=said.pk)]).badges == {}


def test_who_writes_is_who_sees_the_room(event, cast, sit, now):
    sit(cast.mentor)
    sit(cast.stranger)
    rooms = Room.objects.in_bulk()
    found = set()

    for name, person in cast.people.items():
        for pk, room in rooms.items():
            with write():
                topic = lock_topic(room.key)
                try:
                    ground = find_ground(person, topic, pk, cid=new_cid(), discussion_id=None, now=now)
                except RoomRefusal:
                    continue
            found.add((name, pk))
            assert ground.room == room and (ground.is_fresh or person.is_superuser)

    moment = timezone.now()
    assert {(name, event.room_id) for name in (*TEAM, "mentor", "stranger")} < found
    assert found == {
        (name, pk)
        for name, one in cast.people.items()
        for pk in rooms
        if Room.objects.visible_to(one, moment).filter(pk=pk)
    }


def test_whoever_has_given_the_seat_back_writes_nothing_more(event, cast, sit, say, now):
    held = sit(cast.mentor)
    said = say(cast.mentor)
    withdraw(actor=cast.mentor, registration_id=held.pk, now=now)

    for person in (cast.mentor, cast.stranger):
        with pytest.raises(RoomRefusal) as refused:
            say(person)
        assert refused.value.code == "not_found"
    assert list(Post.objects.filter(room=event.room_id)) == [said]


@pytest.mark.parametrize(
    "more", [{"kind": "information"}, {"kind": "training"}, {"status": "draft"}, {"promotion": 14}]
)
def test_none_is_opened_where_there_is_another_place_or_no_account(cast, now, more):
    more = {**more, "promotion": cast.promotion} if "promotion" in more else more
    made = add(cast, now, **more)

    with pytest.raises(TalkRefusal):
        open_room(actor=cast.coordinator, event_id=made.pk, now=now)

    assert Event.objects.get(pk=made.pk).room is None


def test_a_cancelled_event_still_has_it(event, cast, sit, say, now):
    sit(cast.mentor)
    cancel_event(actor=cast.coordinator, event_id=event.pk, now=now)

    assert say(cast.mentor).room_id == event.room_id


def test_guests_without_an_account_change_nothing_in_it(event, cast, now):
    register_caller(
        actor=cast.coordinator, event_id=event.pk, caller=Caller("Odile", "Martin", "", ""), mode="in_person", now=now
    )

    assert log_of(event) == []


def test_a_series_takes_and_gives_back_each_room(clock, cast, now):
    dates = plan_apero(cast, now)
    for one in reversed(dates[:3]):
        open_room(actor=cast.coordinator, event_id=one.pk, now=now)
    events = list(Event.objects.filter(pk__in=[one.pk for one in dates[:3]]))

    register_series(actor=cast.mentor, event_id=dates[0].pk, mode="in_person", now=now)
    held = [log_of(one) for one in events]
    withdraw_series(actor=cast.mentor, event_id=dates[0].pk, now=now)

    assert held == [[("member.add", cast.mentor.pk)]] * 3
    assert [log_of(one)[-1] for one in events] == [("member.del", cast.mentor.pk)] * 3


def test_a_role_that_begins_or_ends_is_told_here_too(event, cast, now):
    cast.stranger.roles.all().delete()
    role = Role.objects.create(
        person=cast.stranger, branch=cast.branches["lille"], kind="trainer", starts_on=now.date()
    )

    assert "stranger" in readers(event, cast)
    role.delete()
    assert "stranger" not in readers(event, cast)


def test_messages_are_moved_with_their_readers(event, cast, sit, say, now):
    sit(cast.mentor)
    post = say(cast.mentor)
    target = Discussion.objects.create(room=event.room, title="Covoiturage", created_at=now)
    move = Move(post.pk, "one", post.discussion_id, 10**9, target.pk)

    move_posts(actor=cast.coordinator, move=move, cid=new_cid(), now=now)

    assert Post.objects.get(pk=post.pk).discussion == target


def test_many_are_answered_as_one_by_one(event, cast, sit, say):
    sit(cast.mentor)
    sit(cast.other_mentor)
    say(cast.mentor)
    rooms, topic, everybody = list(Room.objects.values_list("pk", flat=True)), RoomTopic(), cast.people.values()

    together = topic.sift((person, room) for person in everybody for room in rooms)
    states = person_states(person.pk for person in everybody)

    assert together == {(person.pk, room) for person in everybody for room in topic.readable(person, rooms)}
    for person in everybody:
        mine = states[person.pk]["rooms"]
        seen = {str(room.pk) for room in Room.objects.visible_to(person, timezone.now())}
        assert mine.keys() == seen
        counted = count_unread(person, [event.room_id]).get(event.room_id, {})
        if str(event.room_id) in seen:
            assert mine[str(event.room_id)]["unread"] == {str(key): number for key, number in counted.items()}
