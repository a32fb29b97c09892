"""What the tests of a room's photos and files share."""

import uuid

import pytest

from community.actions.files import Named, NewFiles
from community.actions.posts import write_post
from community.actions.uploads import take_in
from community.models import Post, Upload
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
