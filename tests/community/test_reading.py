"""What is unread: counted, marked, never unmarked."""

import pytest

from community.actions.posts import delete_post, write_post
from community.actions.reading import mark_read
from community.actions.rooms import RoomRefusal
from community.models import Discussion, Post, Read
from community.unread import count_unread, person_states
from hub.live.commands import new_cid
from hub.models import Topic


@pytest.fixture
def posts(cast, now):
    return [
        write_post(actor=cast.referent, room_id=cast.promotion.room_id, body=f"Un {n}", cid=new_cid(), now=now)
        for n in range(3)
    ]


def unread(cast, person):
    return count_unread(person, [cast.promotion.room_id]).get(cast.promotion.room_id, {})


def test_others_posts_are_unread_ones_own_are_not(cast, posts):
    discussion = Discussion.objects.get(room=cast.promotion.room_id)

    assert unread(cast, cast.mentor) == {discussion.pk: 3}
    assert unread(cast, cast.referent) == {}


def test_a_place_grows_and_never_shrinks(cast, posts, now):
    discussion = Discussion.objects.get(room=cast.promotion.room_id)
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "now": now}

    grew = [mark_read(places={discussion.pk: post.seq}, **facts) for post in (posts[1], posts[0], posts[1])]

    assert grew == [True, False, False]
    assert Read.objects.get().seq == posts[1].seq
    assert unread(cast, cast.mentor) == {discussion.pk: 1}


def test_nobody_reads_what_is_not_written_yet(cast, posts, now):
    discussion = Discussion.objects.get(room=cast.promotion.room_id)

    mark_read(actor=cast.mentor, room_id=cast.promotion.room_id, places={discussion.pk: 10**12}, now=now)

    assert Read.objects.get().seq == posts[-1].seq


def test_other_devices_hear_of_it(cast, posts, now):
    discussion = Discussion.objects.get(room=cast.promotion.room_id)
    before = Topic.objects.filter(key=f"person:{cast.mentor.pk}").values_list("head", flat=True).first() or 0

    mark_read(actor=cast.mentor, room_id=cast.promotion.room_id, places={discussion.pk: posts[0].seq}, now=now)

    assert Topic.objects.get(key=f"person:{cast.mentor.pk}").head == before + 1
    head = Topic.objects.get(key=f"room:{cast.promotion.room_id}").head
    expected = {"rooms": {str(cast.promotion.room_id): {"at": head, "unread": {str(discussion.pk): 2}}}}
    assert person_states([cast.mentor.pk]) == {cast.mentor.pk: expected}


def test_a_deleted_post_is_not_unread(cast, posts, now):
    delete_post(actor=cast.referent, post_id=posts[0].target, now=now)

    assert list(unread(cast, cast.mentor).values()) == [2]


def test_strangers_have_no_place(cast, posts, now):
    discussion = Discussion.objects.get(room=cast.promotion.room_id)

    with pytest.raises(RoomRefusal):
        mark_read(actor=cast.other_mentor, room_id=cast.promotion.room_id, places={discussion.pk: 1}, now=now)

    assert Read.objects.count() == 0


def test_what_is_unread_is_of_the_moment_that_it_names(cast, posts, now, monkeypatch):
    """A message that comes between two questions is either in both answers or in none."""
    discussion, room = Discussion.objects.get(room=cast.promotion.room_id), cast.promotion.room_id
    queryset = type(Post.objects.all())
    asks = queryset.unread_by_members

    def somebody_writes(self, people, past):
        write_post(actor=cast.referent, room_id=room, body="Entre deux questions", cid=new_cid(), now=now)
        return asks(self, people, past)

    monkeypatch.setattr(queryset, "unread_by_members", somebody_writes)

    state = person_states([cast.mentor.pk])[cast.mentor.pk]["rooms"][str(room)]

    assert state == {"at": Topic.objects.get(key=f"room:{room}").head, "unread": {str(discussion.pk): 4}}
