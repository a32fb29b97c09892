"""Two acts that come to the same person's topic, one after the other, while somebody else holds it."""

import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections

from community.actions.rooms import RoomRefusal
from hub.db import write
from hub.live.log import lock_topic

# Nothing outside a database tells that a thread waits for a lock in it.
AWHILE = 0.7


def carry_out_while_held(key: str, acts: dict[str, Callable[[], object]]) -> list[str]:
    """The names of the acts that were done, in order, "refused" for one that was; one that broke has none."""
    done: list[str] = []

    def carry_out(name: str, act: Callable[[], object]) -> None:
        close_old_connections()
        try:
            act()
            done.append(name)
        except RoomRefusal:
            done.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=carry_out, args=one, daemon=True) for one in acts.items()]
    with write():
        lock_topic(key)
        for thread in threads:
            thread.start()
            time.sleep(AWHILE)
    for thread in threads:
        thread.join(30)
    return sorted(done)
