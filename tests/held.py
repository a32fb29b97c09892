"""Two acts that come to the same lock, one after the other, while somebody else holds it."""

import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections

from community.actions.rooms import RoomRefusal
from hub.db import write

# Nothing outside a database tells that a thread waits for a lock in it.
AWHILE = 0.7


def carry_out_while_held(hold: Callable[[], object], acts: dict[str, Callable[[], object]]) -> list[str]:
    """`hold` is a step that takes the lock. The names of the acts that were done, sorted, "refused" for one that was; one
    that broke has none.
    """
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
        hold()
        for thread in threads:
            thread.start()
            time.sleep(AWHILE)
    for thread in threads:
        thread.join(30)
    return sorted(done)
