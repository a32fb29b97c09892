"""The four words under a post."""

import pytest

from community.actions.posts import delete_post, write_post
from community.actions.reactions import react_to_post, take_back_reaction
from community.actions.rooms import RoomRefusal
from community.models import Reaction
from hub.live.commands import new_cid
from hub.models import LogEvent


@pytest.fixture
def post(cast, now):
    return write_post(actor=cast.mentor, room_id=cast.promotion.room_id, body="Jalil a signé !", cid=new_cid(), now=now)


def test_a_word_is_given_once_and_taken_back_once(cast, post, now):
    facts = {"actor": cast.referent, "post_id": post.target, "kind": "bravo", "now": now}

    steps = [react_to_post(**facts), react_to_post(**facts), take_back_reaction(**facts), take_back_reaction(**facts)]

    assert [step.seq for step in steps] == [post.seq + 1, None, post.seq + 2, None]
    kinds = LogEvent.objects.filter(topic__key=post.topic, seq__gt=post.seq).order_by("seq")
    assert list(kinds.values_list("kind", flat=True)) == ["react", "unreact"]
    assert Reaction.objects.count() == 0


@pytest.mark.parametrize("kind", ["", "love", "thanks\x00"])
def test_other_words_are_refused(cast, post, now, kind):
    with pytest.raises(RoomRefusal):
        react_to_post(actor=cast.referent, post_id=post.target, kind=kind, now=now)


def test_strangers_and_deleted_posts_are_refused(cast, post, now):
    with pytest.raises(RoomRefusal) as stranger:
        react_to_post(actor=cast.other_mentor, post_id=post.target, kind="thanks", now=now)
    delete_post(actor=cast.mentor, post_id=post.target, now=now)
    with pytest.raises(RoomRefusal) as late:
        react_to_post(actor=cast.referent, post_id=post.target, kind="thanks", now=now)

    assert (stranger.value.code, late.value.code) == ("not_found", "deleted")
