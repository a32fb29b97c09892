"""A draft that is on its way while its message is sent: whichever comes first, it does not come back."""

import pytest
from django.utils import timezone

from community.actions.drafts import keep_draft
from community.actions.posts import write_post
from community.actions.rooms import take_token
from community.models import Discussion, Draft, Post
from hub.live.commands import new_cid
from tests.held import carry_out_while_held

pytestmark = pytest.mark.race


@pytest.mark.parametrize("first", ["keep", "send"])
def test_a_draft_never_outlives_its_message(open_house, first):
    _base, cast = open_house
    mentor, room_id, cid = cast.mentor, cast.promotion.room_id, new_cid()
    place = {"room_id": room_id, "discussion_id": Discussion.objects.get(room=room_id, title="").pk, "cid": cid}
    acts = {
        "keep": lambda: keep_draft(actor=mentor, body="Bonjour à t", seen="", now=timezone.now(), **place),
        "send": lambda: write_post(actor=mentor, body="Bonjour à tous", draft="", now=timezone.now(), **place),
    }
    ordered = dict(sorted(acts.items(), key=lambda one: one[0] != first))

    done = carry_out_while_held(lambda: take_token(mentor, timezone.now()), ordered)

    assert done == ["keep", "send"]
    assert Post.objects.filter(author=mentor).count() == 1
    assert not Draft.objects.exists()


def test_two_devices_at_once_lose_no_word(open_house):
    _base, cast = open_house
    mentor, room_id = cast.mentor, cast.promotion.room_id
    place = {"room_id": room_id, "discussion_id": Discussion.objects.get(room=room_id, title="").pk, "seen": ""}

    def act(body):
        return lambda: keep_draft(actor=mentor, body=body, cid=new_cid(), now=timezone.now(), **place)

    done = carry_out_while_held(
        lambda: take_token(mentor, timezone.now()), {"laptop": act("Du portable"), "phone": act("Du téléphone")}
    )

    assert done == ["laptop", "phone"]
    assert sorted(Draft.objects.values_list("body", flat=True)) == ["Du portable", "Du téléphone"]
