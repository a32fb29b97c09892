"""The line before the pages: a process carries out so many requests at once, and the others wait for their turn."""

import asyncio
from typing import Any

from hub.door import Application, Scope

# Under Daphne each request has a thread, and each thread a connection. With more of them than the pool holds, some would
# give up although the database is well; these leave it a few for the live rooms. Who waits here costs neither, and is
# told after a minute by nginx, which also says when they are gone.
AT_ONCE = 16


def in_line(application: Application, at_once: int = AT_ONCE) -> Application:
    """Lets so many requests in at a time, first come, first served (ASGI, HTTP only)."""
    turns = asyncio.Semaphore(at_once)

    async def waited(scope: Scope, receive: Any, send: Any) -> None:
        async with turns:
            await application(scope, receive, send)

    return waited
