"""The line before the pages: a process carries out so many requests at once, and the others wait for their turn."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import ThreadSensitiveContext

from hub.door import Application, Scope

# Each request has a thread, and each thread a connection. With more of them than the pool holds, some would give up
# although the database is well; these leave it a few for the live rooms. Who waits here costs neither, and is told after
# a minute by nginx, which also says when they are gone.
AT_ONCE = 16


def in_line(application: Application, at_once: int = AT_ONCE) -> Application:
    """Lets so many requests in at a time, first come, first served (ASGI, HTTP only); each has a thread to itself.

    The threads stay, and with them what each holds open: left to Django, every request begins a new one. The last to
    become free is taken first, so that a quiet process uses one or two of them.
    """
    # Nobody passes those who wait for a semaphore; a queue would give what is free to whoever comes at that very moment.
    turns = asyncio.Semaphore(at_once)
    free = [ThreadPoolExecutor(1, f"pages-{number}") for number in range(at_once)]

    def give_back(thread: ThreadPoolExecutor) -> None:
        free.append(thread)
        turns.release()

    async def waited(scope: Scope, receive: Any, send: Any) -> None:
        await turns.acquire()
        thread = free.pop()
        try:
            async with ThreadSensitiveContext(executor=thread):
                await application(scope, receive, send)
        except asyncio.CancelledError:
            # Given up from outside: the thread may be at it still, and comes back when it is done.
            thread.submit(asyncio.get_running_loop().call_soon_threadsafe, give_back, thread)
            raise
        except Exception:
            give_back(thread)
            raise
        give_back(thread)

    return waited
