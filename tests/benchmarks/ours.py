"""Our side: the site as it is deployed; posts are made by the action, in a thread, as a view makes them."""

import time
import uuid
from functools import cache

from django.utils import timezone

from community.actions.posts import write_post
from hub.asgi import application
from hub.models import Person
from tests.benchmarks.peers import Answer

__all__ = ["COMMANDS", "application"]

SPEAKERS = 80


@cache
def authors() -> list[Person]:
    """A talkative few in turn: nobody may write more than five times a second, and most of a room only reads."""
    return list(Person.objects.filter(email__startswith="member").order_by("pk")[:SPEAKERS])


def post(room: int, number: int, text: str) -> Answer:
    """One post, commit included; answers the processor time of this thread."""
    author = authors()[number % len(authors())]
    start = time.thread_time()
    written = write_post(actor=author, room_id=room, body=text, cid=str(uuid.uuid4()), now=timezone.now())
    assert written.seq
    return {"write": time.thread_time() - start, "seq": written.seq}


def burst(room: int, texts: list[str]) -> Answer:
    """Many, one upon the other."""
    for number, text in enumerate(texts):
        post(room, number, text)
    return {}


COMMANDS = {"post": post, "burst": burst}
