"""What is taken away from a server, in its own process, to prove that the check sees it missing."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from community.actions import posts
from community.actions.rooms import Written
from community.views import posts as post_views
from hub.live import bell, log
from hub.live.reader import Reader

# How long the mutants that betray their transaction keep it open, in seconds.
LINGER = 0.25


def deafen() -> None:
    """No mutant but a fault: every doorbell is lost, within the process and between processes."""

    def nothing(*arguments: Any) -> None:
        """Is lost."""

    bell.ring = bell.hear = nothing


def answer_before_commit() -> None:
    """(a) The answer goes out while the transaction is still open, and with it a promise nobody can keep."""
    real_write, real_remember, real_post = posts.write, posts.remember, posts.write_post
    here = threading.local()

    @contextmanager
    def write() -> Iterator[None]:
        with real_write():
            yield
            time.sleep(LINGER)

    def remember(*arguments: Any, **more: Any) -> None:
        real_remember(*arguments, **more)
        here.answers.put(Written(**arguments[3]))

    def work(answers: "queue.Queue[Any]", arguments: dict[str, Any]) -> None:
        here.answers = answers
        try:
            answers.put(real_post(**arguments))
        except Exception as error:  # noqa: BLE001  # handed over to whoever asked
            answers.put(error)
        finally:
            connection.close()

    def early(**arguments: Any) -> Written:
        answers: queue.Queue[Any] = queue.Queue()
        threading.Thread(target=work, args=[answers, arguments]).start()
        answer = answers.get()
        if isinstance(answer, Exception):
            raise answer
        return answer

    posts.write, posts.remember, post_views.write_post = write, remember, early


def forget_commands() -> None:
    """(b) Nothing is known of what was carried out before; the constraint that would catch it is not fed either."""

    def recall(*arguments: Any) -> None:
        """Knows nothing."""

    def remember(*arguments: Any, **more: Any) -> None:
        """Keeps nothing."""

    posts.recall, posts.remember = recall, remember


def poll_nothing() -> None:
    """(c) Nobody asks where the topics stand."""

    async def poll(reader: Reader) -> None:
        """Does not ask."""

    Reader.poll = poll


def ring_early() -> None:
    """(d) The bell rings inside the transaction, so that a reader looks before there is something to see.

    A poll would make good for it later: the check takes that away as well, and then shows that it is not missed by itself.
    """

    def ring_now(key: str, _news: Any = None) -> None:
        bell.ring(key)
        time.sleep(LINGER)

    log.ring_on_commit = ring_now


def keep_attached() -> None:
    """(e) Removal is a message in the log, and nothing more."""

    def detach(reader: Reader, feed: Any, person: int) -> None:
        """Lets them listen on."""

    Reader.detach = detach


MUTATIONS: dict[str, Callable[[], None]] = {
    "deaf": deafen,
    "early": answer_before_commit,
    "forgetful": forget_commands,
    "unpolled": poll_nothing,
    "hasty": ring_early,
    "attached": keep_attached,
}
