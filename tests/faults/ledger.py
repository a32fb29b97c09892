"""The room as the database holds it, read without any code of the project."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from tests.faults.mirror import Held, mark_in

EVENTS = """
SELECT e.seq, e.uuid, e.kind, e.target, p.body
FROM hub_logevent e JOIN hub_topic t ON t.id = e.topic_id
LEFT JOIN community_post p ON p.id = e.target AND e.kind = 'post'
WHERE t.key = '{key}' ORDER BY e.seq
"""
HEAD = "SELECT head FROM hub_topic WHERE key = '{key}'"
POSTS = "SELECT seq, author_id, body FROM community_post WHERE 'room:' || room_id = '{key}' ORDER BY seq"
MEMBERSHIP = "SELECT id FROM community_membership WHERE person_id = {person} AND ends_at IS NULL"
Query = Callable[[str], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Ledger:
    """The log of a room and its posts, as (seq, author, text)."""

    head: int
    events: list[Held]
    posts: list[tuple[int, int, str]]


def read(query: Query, key: str) -> Ledger:
    """Everything, within one transaction."""
    head = next(iter(query(HEAD.format(key=key))))[0]
    events = [
        Held(seq, str(uuid).replace("-", "")[:8], kind, target, mark_in(body or ""))
        for seq, uuid, kind, target, body in query(EVENTS.format(key=key))
    ]
    posts = [(seq, author, mark_in(body)) for seq, author, body in query(POSTS.format(key=key))]
    return Ledger(head, events, posts)


@contextmanager
def open_database(address: str) -> Iterator[Query]:
    """A way to ask, within one transaction, the file at this path or the cluster at this URL."""
    if address.startswith("postgres"):
        with psycopg.connect(address) as link:
            link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield lambda text: link.execute(text.encode())
        return
    link = sqlite3.connect(f"file:{address}?mode=ro", uri=True, isolation_level=None, timeout=10)
    try:
        link.execute("BEGIN")
        yield link.execute
    finally:
        link.close()
