"""Appends to a topic's log, inside the transaction of the action that causes it."""

from datetime import datetime
from functools import partial

from django.db import transaction

from hub.db import require_write
from hub.inserts import insert
from hub.live import bell
from hub.live.encode import News, Said
from hub.models import LogEvent, Person, Topic
from hub.prepared import Blank, Prepared

TOPIC = Prepared(lambda: Topic.objects.select_for_update().filter(key=Blank("key")))
ADVANCED = Prepared(lambda: Topic.objects.filter(pk=Blank("pk")), head=Blank("head"))


def lock_topic(key: str) -> Topic:
    """The topic's row, locked until commit (the last lock of an action); made when first asked for."""
    require_write()
    topic = TOPIC.first(key=key)
    if topic is None:
        Topic.objects.bulk_create([Topic(key=key)], ignore_conflicts=True)
        return Topic.objects.select_for_update().get(key=key)
    return topic


def ring_on_commit(key: str, news: News | None = None) -> None:
    """Rings once the transaction is committed; a bell that fails is counted, never raised."""
    transaction.on_commit(partial(bell.ring, key, news), robust=True)


def publish(key: str, kind: str, *, actor: Person | None, target: int, now: datetime) -> LogEvent:
    """Appends one event under the topic's lock, so order of numbers = order of commits."""
    return append(lock_topic(key), kind, actor=actor, target=target, now=now)


def append(
    topic: Topic, kind: str, *, actor: Person | None, target: int, now: datetime, said: Said | None = None
) -> LogEvent:
    """The same for whoever holds that lock already: `topic` is the row as `lock_topic` gave it."""
    require_write()
    topic.head += 1
    ADVANCED.run(pk=topic.pk, head=topic.head)
    # By their keys alone: a reader keeps the last thousand events, and a person in one would keep their whole request.
    keys = {"topic_id": topic.pk, "actor_id": actor.pk if actor else None}
    event = insert(LogEvent, **keys, seq=topic.head, kind=kind, target=target, at=now)
    ring_on_commit(topic.key, None if said is None else News(topic.key, event, said, topic.min))
    return event


def publish_state(key: str) -> None:
    """Says that a state topic has a new state."""
    topic = lock_topic(key)
    ADVANCED.run(pk=topic.pk, head=topic.head + 1)
    ring_on_commit(key)


def forget(key: str) -> None:
    """Something older was erased: every reader drops what it holds, every client starts anew (`reset policy`)."""
    topic = lock_topic(key)
    topic.min = topic.head
    topic.save(update_fields=["min"])
    ring_on_commit(key)
