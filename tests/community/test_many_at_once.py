"""After a restart everybody asks at once: who may read what is answered together, as it would be one by one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from community.actions.posts import write_post
from community.actions.promotions import enrol, remove_from_roster
from community.models import Membership, Post, Room
from community.topics import RoomTopic
from community.unread import count_unread, person_states
from hub.db import write
from hub.live.commands import new_cid
from hub.models import Person, Role


@pytest.fixture
def everybody(transactional_db, cast, now):
    """The cast, one of them with two roles in a room, one who has left it, and something said in each room.

    The stranger looks after every branch, and somebody from afar once looked after one of these.
    """
    with write():
        enrol(actor=None, promotion=cast.promotion, person=cast.mentor, role="godparent", now=now)
        left = enrol(actor=None, promotion=cast.promotion, person=cast.other_mentor, role="godparent", now=now)
    remove_from_roster(actor=cast.coordinator, membership_id=left.pk, now=now + timedelta(seconds=1))
    began, ended, lille = date(2020, 1, 1), date(2021, 1, 1), cast.promotion.branch
    Role.objects.create(person=cast.stranger, branch=None, kind="trainer", starts_on=began)
    Role.objects.create(person=cast.far_coordinator, branch=lille, kind="trainer", starts_on=began, ends_on=ended)
    for author, promotion in [(cast.mentor, cast.promotion), (cast.other_mentor, cast.other_promotion)]:
        for _each in range(2):
            write_post(actor=author, room_id=promotion.room_id, body="Un mot", cid=new_cid(), now=now)
    return list(Person.objects.order_by("pk"))


def test_who_may_read_is_the_same_for_many_as_for_one(everybody):
    rooms, topic = list(Room.objects.values_list("pk", flat=True)), RoomTopic()

    together = topic.sift((person, room) for person in everybody for room in [*rooms, 10**9])

    one_by_one = {(person.pk, room) for person in everybody for room in topic.readable(person, rooms)}
    assert together == one_by_one
    assert 0 < len(together) < len(everybody) * len(rooms)


@pytest.mark.parametrize("ended", [False, True])
def test_what_is_unread_is_the_same_for_many_as_for_one(everybody, cast, now, ended):
    Room.objects.filter(pk=cast.other_promotion.room_id).update(archived_at=now if ended else None)
    rooms = {person.pk: Room.objects.visible_to(person, timezone.now()).open() for person in everybody}

    together = person_states(person.pk for person in everybody)

    active = [person for person in everybody if person.is_active]
    assert together.keys() == {person.pk for person in active}
    for person in active:
        said = {int(key): one["unread"] for key, one in together[person.pk]["rooms"].items()}
        alone = count_unread(person, rooms[person.pk])
        assert said == {
            room.pk: {str(key): number for key, number in alone.get(room.pk, {}).items()} for room in rooms[person.pk]
        }
    assert together[cast.referent.pk]["rooms"][str(cast.promotion.room_id)]["unread"] == {
        str(Post.objects.filter(room=cast.promotion.room_id).first().discussion_id): 2
    }


def test_a_hundred_members_cost_as_many_queries_as_one(everybody, cast, now, django_assert_num_queries):
    people = Person.objects.bulk_create(
        [Person(email=f"m{number}@cast.example", first_name="Ami", last_name=f"{number}") for number in range(100)]
    )
    Membership.objects.bulk_create(
        [Membership(promotion=cast.promotion, person=one, role="mentor", starts_at=now) for one in people]
    )

    for some in (people[:1], people):
        with django_assert_num_queries(1):
            assert len(RoomTopic().sift((one, cast.promotion.room_id) for one in some)) == len(some)
        with django_assert_num_queries(6):
            assert len(person_states(one.pk for one in some)) == len(some)


def test_twenty_of_the_team_cost_as_many_queries_as_one(everybody, cast, django_assert_num_queries):
    people = Person.objects.bulk_create(
        [Person(email=f"r{number}@cast.example", first_name="Aide", last_name=f"{number}") for number in range(20)]
    )
    lille = cast.promotion.branch
    Role.objects.bulk_create(
        [Role(person=one, branch=lille, kind="trainer", starts_on=date(2020, 1, 1)) for one in people]
    )
    theirs = [str(pk) for pk in Room.objects.open().filter(branch=lille).order_by("pk").values_list("pk", flat=True)]
    asked = [cast.promotion.room_id, cast.other_promotion.room_id]

    for some in (people[:1], people):
        with django_assert_num_queries(4):
            found = RoomTopic().sift((one, room) for one in some for room in asked)
        assert found == {(one.pk, asked[0]) for one in some}
        with django_assert_num_queries(7):
            states = person_states(one.pk for one in some)
        assert [list(state["rooms"]) for state in states.values()] == [theirs] * len(some)
