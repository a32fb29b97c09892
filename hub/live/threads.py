"""A thread of its own for database work: the event loop never waits, and the connection is kept open."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import DatabaseError, connection

T = TypeVar("T")


class DatabaseThread:
    """Runs one piece of work at a time; Django gives every thread a connection of its own."""

    def __init__(self, name: str) -> None:
        self.pool = ThreadPoolExecutor(1, name)

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """What the function answers; after a DatabaseError the connection is opened anew."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, tidily, function, *arguments)

    async def close(self) -> None:
        """Closes the connection and ends the thread."""
        await self.run(hang_up)
        self.pool.shutdown()


def tidily(function: Callable[..., T], *arguments: Any) -> T:
    """In the thread: keeps the connection, unless it broke."""
    try:
        return function(*arguments)
    except DatabaseError:
        connection.close()
        raise


def hang_up() -> None:
    """In the thread: `connection` is another one in each."""
    connection.close()
