"""The way into one socket of TCP: straight into the kernel while nothing waits before it, else behind what does."""

from collections.abc import Callable
from typing import Any

MOST_WAITING = 256 * 1024
GONE = -1


class Lane:
    """`into` is the kernel's own `send`; None while the WebSocket is not open, or something waits to be written."""

    __slots__ = ("drop", "into", "is_open", "transport")

    def __init__(self, transport: Any = None, drop: Callable[[], None] | None = None) -> None:
        self.transport, self.drop = transport, drop
        self.is_open = False
        self.into: Callable[[bytes], int] | None = None
        if transport is not None:
            self.watch()

    def watch(self) -> None:
        """Twisted says of a transport when it begins to wait for the kernel, and when nothing waits any more."""
        transport, start, stop = self.transport, self.transport.startWriting, self.transport.stopWriting

        def begin() -> None:
            self.into = None
            start()

        def end() -> None:
            stop()
            self.settle()

        transport.startWriting, transport.stopWriting = begin, end

    def turn(self, *, is_open: bool) -> None:
        """The WebSocket has opened, or has begun to close."""
        self.is_open = is_open
        self.settle()

    def settle(self) -> None:
        """Straight into the kernel, if all that was written before is there."""
        clear = self.is_open and self.transport.connected and not self.waiting()
        self.into = self.transport.socket.send if clear else None

    def send(self, frame: bytes) -> int:
        """Sends a whole frame, after all that was sent before; answers how many bytes wait, or GONE."""
        if self.into is None:
            return self.queue(frame)
        try:
            sent = self.into(frame)
        except OSError:
            # Full, or broken: Twisted finds out which.
            sent = 0
        return self.rest(frame, sent) if sent < len(frame) else 0

    def rest(self, frame: bytes, sent: int) -> int:
        """What the kernel has not taken goes Twisted's way."""
        self.transport.write(frame[sent:])
        return len(frame) - sent

    def queue(self, frame: bytes) -> int:
        """A frame behind what waits already.

        A peer that has left MOST_WAITING unread is dropped: it comes back, and goes on from its cursor.
        """
        if not self.is_open or not self.transport.connected:
            return GONE
        if self.drop is not None and self.waiting() > MOST_WAITING:
            self.drop()
            return GONE
        self.transport.write(frame)
        return self.waiting()

    def waiting(self) -> int:
        """Bytes that the kernel has not taken yet."""
        transport = self.transport
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen


# Of a server that has no such way.
SHUT = Lane()
