"""Whatever the team moves, what each person has read of it stays read, and what is new to them stays new."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.actions.moves import Move, move_posts
from community.actions.rooms import RoomRefusal
from community.models import Carried, Discussion, Post, Read
from community.passages import Passage
from community.unread import count_unread
from hub.live.commands import new_cid
from hub.models import Topic
from tests.community.moving import read_up, unread_of


def test_a_new_discussion_begins_where_everybody_was(cast, main, say, shift, now):
    posts = [say(f"Un {n}") for n in range(3)]
    read_up(cast, "referent", main, posts[1].seq, now)
    read_up(cast, "coordinator", main, posts[2].seq, now)
    before = {name: unread_of(cast, name) for name in ("referent", "coordinator", "trainer")}
    at = Read.objects.get(person=cast.referent).at

    shift(posts[0], which=Passage.FOLLOWING, title="Le musée")

    assert {name: unread_of(cast, name) for name in before} == before
    target = Discussion.objects.get(title="Le musée")
    assert count_unread(cast.referent, [main.room_id]) == {main.room_id: {target.pk: 1}}
    assert Read.objects.get(person=cast.referent, discussion=target).at == at, "nobody has been there"
    assert not Carried.objects.exists()


def test_what_was_new_stays_new_among_what_was_read_until_one_reads_on(cast, main, other, say, shift, now):
    early, late = say("Tôt"), say("Tard", discussion_id=other.pk)
    read_up(cast, "referent", other, late.seq, now)
    state = Topic.objects.filter(key=f"person:{cast.referent.pk}")
    before = state.get().head

    shift(early, to=other, who="coordinator")

    assert unread_of(cast, "referent") == {early.pk}
    assert state.get().head > before, "their other devices hear of it"
    assert read_up(cast, "referent", other, early.seq - 1, now) is False
    assert unread_of(cast, "referent") == {early.pk}
    assert read_up(cast, "referent", other, late.seq, now) is True
    assert (unread_of(cast, "referent"), Carried.objects.count()) == (set(), 0)


def test_nobodys_reading_changes_whatever_is_said_read_and_moved(cast, main, other, say, shift, now):
    people = ("mentor", "referent", "coordinator", "trainer")
    third = Discussion.objects.create(room=cast.promotion.room, title="Troisième", created_at=now)
    talks, hours = [main, other, third], count(1)
    reads = st.tuples(st.just("read"), st.sampled_from(people), st.integers(0, 2), st.integers(0, 5))
    moves = st.tuples(st.sampled_from(list(Passage)), st.just("referent"), st.integers(0, 3), st.integers(0, 5))

    @settings(max_examples=20)
    @given(st.lists(reads | moves, min_size=3, max_size=10), st.lists(st.sampled_from(people), min_size=6, max_size=6))
    def holds(acts, authors):
        def later():
            return now + timedelta(hours=next(hours))

        Post.objects.filter(room=main.room_id).delete()
        Read.objects.all().delete()
        Discussion.objects.filter(room=main.room_id).exclude(pk__in=[one.pk for one in talks]).delete()
        Discussion.objects.update(last_seq=0)
        posts = [say("Un", who, discussion_id=talks[n % 3].pk, now=later()) for n, who in enumerate(authors)]
        for act, name, place, number in acts:
            before, post = {one: unread_of(cast, one) for one in people}, posts[number]
            if act == "read":
                read_up(cast, name, talks[place], post.seq, later())
                assert unread_of(cast, name) <= before[name]
                continue
            shift(post, which=act, to=[*talks, None][place], title="Autre", now=later())
            assert {one: unread_of(cast, one) for one in people} == before
        for name in people:
            for one in Discussion.objects.filter(room=main.room_id):
                read_up(cast, name, one, one.last_seq, later())
            assert unread_of(cast, name) == set()

    holds()


@pytest.mark.django_db(transaction=True)
def test_race_a_post_and_reads_meet_a_move(cast, main, other, say, shift, now, together):
    first = say("Premier")
    late = say("Tard", discussion_id=other.pk)
    read_up(cast, "coordinator", other, late.seq, now)

    def act(number):
        match number:
            case 0:
                return shift(first, which=Passage.FOLLOWING, to=other)
            case 1:
                return say("Dans la course", discussion_id=main.pk)
            case 2:
                return read_up(cast, "coordinator", main, first.seq, now)
            case _:
                return read_up(cast, "trainer", main, first.seq, now)

    done = together(act, 4)

    assert None not in done
    said = Post.objects.get(body="Dans la course")
    main.refresh_from_db()
    other.refresh_from_db()
    for one in (main, other):
        assert one.last_seq == max([0, *one.posts.values_list("seq", flat=True)])
    assert first.pk in unread_of(cast, "referent") and said.pk in unread_of(cast, "referent")
    # Told in time it is read, told of a place where it no longer was it is still new; what came meanwhile is new anyway.
    for name in ("coordinator", "trainer"):
        assert said.pk in unread_of(cast, name)


@pytest.mark.django_db(transaction=True)
def test_race_two_move_the_same_message(cast, main, other, say, shift, now, together):
    post, refused = say("Un"), []
    third = Discussion.objects.create(room=cast.promotion.room, title="Troisième", created_at=now)

    def act(number):
        move = Move(post.pk, Passage.ONE, main.pk, post.seq, (other, third)[number].pk)
        try:
            move_posts(actor=(cast.referent, cast.coordinator)[number], move=move, cid=new_cid(), now=now)
        except RoomRefusal as refusal:
            refused.append(refusal.code)

    together(act, 2)

    assert refused == ["moved"]
    assert sorted(Discussion.objects.filter(room=main.room_id).values_list("last_seq", flat=True)) == [0, 0, post.seq]
