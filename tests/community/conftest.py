"""What the tests of rooms share: photos, files and moves."""

import uuid

import pytest

from community.actions.files import Named, NewFiles
from community.actions.moves import Move, move_posts
from community.actions.posts import write_post
from community.actions.uploads import take_in
from community.models import Discussion, Post, Upload
from community.passages import Passage
from hub.live.commands import new_cid
from tests.community.pictures import picture


@pytest.fixture
def send(cast, now):
    """send(data, name): an upload of the mentor's, whole."""

    def one(data=None, name="IMG_1.jpg", who="mentor"):
        facts = {"room_id": cast.promotion.room_id, "uid": uuid.uuid4(), "name": name, "now": now}
        return take_in(actor=cast.people[who], data=picture(width=80, height=60) if data is None else data, **facts)

    return one


@pytest.fixture
def say_with(cast, now):
    """say_with(*uploads): a message of the mentor's with these."""

    def one(*uploads: Upload, body="Voici", cid=None, who="mentor", alt=""):
        parts = [NewFiles([Named(one.uid, alt) for one in uploads])] if uploads else []
        facts = {"room_id": cast.promotion.room_id, "cid": cid or new_cid(), "now": now}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, parts=parts, **facts).target)

    return one


@pytest.fixture
def shift(cast, now):
    """shift(post, which="one", to=discussion or None, title="…", who="referent")."""

    def one(post, *, which=Passage.ONE, to=None, title="", who="referent", cid=None, until=10**9, sure=False, now=now):
        target = to.pk if to else None
        source = Post.objects.get(pk=post.pk).discussion_id
        move = Move(post.pk, which, source, until, target, title)
        return move_posts(actor=cast.people[who], move=move, cid=cid or new_cid(), now=now, sure=sure)

    return one


@pytest.fixture
def main(cast):
    return Discussion.objects.get(room=cast.promotion.room_id, title="")


@pytest.fixture
def other(cast, now):
    return Discussion.objects.create(room=cast.promotion.room, title="Le musée", created_at=now)


@pytest.fixture
def say(cast, now):
    def one(body="Bonjour", who="mentor", **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)

    return one
