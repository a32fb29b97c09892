"""Writing, editing and deleting a post: what is stored, what the log says, who is refused."""

import pytest

from community.actions.posts import delete_post, edit_post, write_post
from community.actions.rooms import RoomRefusal, archive_room
from community.models import Discussion, Post
from community.text import TextRefusal
from hub.limits import TooMany
from hub.live.commands import CommandRefusal, new_cid
from hub.live.feeds import Feed
from hub.live.readings import read
from hub.live.topics import find
from hub.models import Command, LogEvent


@pytest.fixture
def write(cast, now):
    def one(author="mentor", body="Bonjour", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        return write_post(actor=cast.people[author], body=body, **facts)

    return one


def kinds(key):
    return list(LogEvent.objects.filter(topic__key=key).order_by("seq").values_list("kind", flat=True))


def test_a_post_carries_the_number_of_its_event(cast, write):
    written = write(body="  Bonjour à tous !\r\n\r\n\r\n\r\nÀ mardi  ")

    post = Post.objects.get()
    event = LogEvent.objects.get(kind="post")
    assert (written.topic, written.seq, written.h) == (f"room:{cast.promotion.room_id}", event.seq, event.h)
    assert (post.seq, event.target, event.actor) == (event.seq, post.pk, cast.mentor)
    assert post.body == "Bonjour à tous !\n\nÀ mardi"
    assert post.html == "<p>Bonjour à tous\xa0!</p>\n\n<p>À mardi</p>"
    assert Discussion.objects.get(pk=post.discussion_id).last_seq == post.seq


def test_what_a_post_asks_of_the_database(cast, write, django_assert_num_queries):
    write()
    feed = Feed(cast.promotion.room.key, *find(cast.promotion.room.key), list)
    place = read([feed])[feed.key].place
    feed.begin(place.head, place.h, place.min)

    with django_assert_num_queries(11):
        write()
    with django_assert_num_queries(2):
        reading = read([feed])[feed.key]

    assert [entry.seq for entry in reading.fresh] == [place.head + 1]
    assert reading.place.head == place.head + 1


def test_the_same_key_again_changes_nothing(write):
    cid = new_cid()

    first, again = write(cid=cid), write(cid=cid)

    assert (again.seq, again.h, again.duplicate) == (first.seq, first.h, True)
    assert Post.objects.count() == Command.objects.count() == 1


def test_a_key_that_served_something_else_is_refused(write):
    cid = new_cid()
    write(cid=cid)

    with pytest.raises(CommandRefusal) as refusal:
        write(cid=cid, body="Autre chose")

    assert refusal.value.code == "cid_reused"
    assert Post.objects.count() == 1


@pytest.mark.parametrize("cid", ["", "short", "x" * 37, "é" * 30, "a b" * 10])
def test_a_malformed_key_is_refused(write, cid):
    with pytest.raises(CommandRefusal):
        write(cid=cid)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "empty"),
        (" \n\u200b ", "empty"),
        ("a\x00b", "text"),
        ("\ud800", "empty"),
        ("a\ud800", "text"),
        ("x" * 8001, "too_long"),
    ],
)
def test_what_is_no_text_is_refused(write, body, code):
    with pytest.raises(TextRefusal) as refusal:
        write(body=body)

    assert refusal.value.code == code
    assert Post.objects.count() == 0


@pytest.mark.parametrize("who", ["other_mentor", "stranger", "editor", "far_coordinator"])
def test_whoever_does_not_read_the_room_does_not_write_in_it(write, who):
    with pytest.raises(RoomRefusal) as refusal:
        write(who)

    assert refusal.value.code == "not_found"


def test_an_archived_room_takes_nothing_more(cast, write, now):
    archive_room(actor=None, room_id=cast.promotion.room_id, now=now)

    with pytest.raises(RoomRefusal) as refusal:
        write()

    assert refusal.value.code == "archived"
    assert kinds(f"room:{cast.promotion.room_id}")[-1] == "phase"


def test_twenty_at_once_then_five_a_second(write, now):
    for _ in range(20):
        write()
    with pytest.raises(TooMany) as refusal:
        write()
    assert refusal.value.retry_after == 1

    write(now=now.replace(second=now.second + 1))

    assert Post.objects.count() == 21


def test_an_answer_quotes_a_standing_post_of_the_same_room(cast, write):
    first = write(body="Qui vient mardi ?")
    theirs = write("referent", "Ailleurs", room_id=cast.other_promotion.room_id)

    write(body="Moi", quote_seq=first.seq)
    write(body="Moi aussi", quote_seq=theirs.seq + 500)

    assert list(Post.objects.filter(room=cast.promotion.room_id).in_order().values_list("quote__body", flat=True)) == [
        None,
        "Qui vient mardi ?",
        None,
    ]


def test_a_discussion_of_another_room_is_refused(cast, write):
    other = Discussion.objects.get(room=cast.other_promotion.room_id)

    with pytest.raises(RoomRefusal):
        write(discussion_id=other.pk)


def test_an_edit_is_marked_and_the_same_words_change_nothing(cast, write, now):
    post = write(body="Bonjour")

    edited = edit_post(actor=cast.mentor, post_id=post.target, body="Bonsoir", now=now)
    again = edit_post(actor=cast.mentor, post_id=post.target, body=" Bonsoir ", now=now)

    stored = Post.objects.get()
    assert (stored.body, stored.rev, stored.edited_at) == ("Bonsoir", 2, now)
    assert (edited.seq, again.seq) == (post.seq + 1, None)


def test_a_deleted_post_leaves_a_trace_and_no_text(cast, write, now):
    post = write(body="Un secret")

    delete_post(actor=cast.mentor, post_id=post.target, now=now)
    again = delete_post(actor=cast.mentor, post_id=post.target, now=now)

    stored = Post.objects.get()
    assert (stored.body, stored.html, stored.rev, stored.deleted_at) == ("", "", 2, now)
    assert again.seq is None
    with pytest.raises(RoomRefusal):
        edit_post(actor=cast.mentor, post_id=post.target, body="Encore", now=now)


@pytest.mark.parametrize("act", [lambda **k: edit_post(body="Autre", **k), delete_post])
def test_nobody_changes_the_words_of_another(cast, write, now, act):
    post = write()

    with pytest.raises(RoomRefusal) as refusal:
        act(actor=cast.referent, post_id=post.target, now=now)

    assert refusal.value.code == "not_yours"
    assert Post.objects.get().rev == 1


def test_what_does_not_exist_is_refused_as_what_is_forbidden(cast, now):
    with pytest.raises(RoomRefusal) as refusal:
        edit_post(actor=cast.mentor, post_id=999_999, body="x", now=now)

    assert refusal.value.code == "not_found"
