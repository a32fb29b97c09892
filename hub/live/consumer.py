"""The door for sockets: checks where they come from, hears their frames, and says goodbye."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.conf import settings

from hub.live import frames
from hub.live.farewell import at_shutdown
from hub.live.reader import Reader
from hub.live.sockets import Send, Socket

Receive = Callable[[], Awaitable[dict[str, Any]]]
_readers: dict[asyncio.AbstractEventLoop, Reader] = {}


def reader() -> Reader:
    """The one reader of this process, or rather of this event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _readers:
        house = _readers[loop] = Reader()
        at_shutdown(partial(say_goodbye, house))
    return _readers[loop]


def say_goodbye(house: Reader) -> None:
    """This process ends; everybody comes back, not all at once, and so does who knocks from now on."""
    house.leaving = True
    for socket in list(house.sockets):
        socket.bye(1012, random.randrange(2_000))  # noqa: S311  # spreads the return of many


async def close_reader() -> None:
    """Ends this loop's reader, for tests."""
    loop = asyncio.get_running_loop()
    if loop in _readers:
        await _readers.pop(loop).close()


def header(scope: dict[str, Any], name: bytes) -> str:
    """One header, empty when absent."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def origins() -> set[str]:
    """The exact origins, scheme and port included, that may open a socket."""
    return {settings.HUB_URL, *settings.CSRF_TRUSTED_ORIGINS}


def session_of(scope: dict[str, Any]) -> str:
    """The session's key, empty when there is none."""
    try:
        cookies = SimpleCookie(header(scope, b"cookie"))
    except CookieError:
        return ""
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel is not None else ""


async def live(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One socket, from its handshake to its end (an ASGI application)."""
    await receive()
    if scope["path"] != "/live/" or header(scope, b"origin") not in origins():
        await send({"type": "websocket.close", "code": 4403})
        return
    await send({"type": "websocket.accept"})
    socket = Socket(send, session_of(scope), scope.get("extensions", {}).get(frames.SHORT))
    house = reader()
    if house.leaving:
        socket.bye(1012, random.randrange(2_000))  # noqa: S311  # spreads the return of many
    if not socket.session_key:
        socket.bye(4401)
    house.sockets.add(socket)
    if socket.short is not None:
        socket.short["listen"](partial(overhear, house, socket))
    try:
        await converse(house, socket, receive)
    except asyncio.CancelledError:
        socket.bye(1012, random.randrange(2_000))  # noqa: S311  # spreads the return of many
        raise
    finally:
        socket.over = True
        house.leave(socket)


async def converse(house: Reader, socket: Socket, receive: Receive) -> None:
    """Hears frames until the connection ends; one that we have closed still has its end to say."""
    while (message := await receive())["type"] != "websocket.disconnect":
        overhear(house, socket, message.get("text"))


def overhear(house: Reader, socket: Socket, text: str | None) -> None:
    """A frame, unless the conversation is over."""
    if not socket.over:
        hear(house, socket, text)


def hear(house: Reader, socket: Socket, text: str | None) -> None:
    """One frame; what we do not know is ignored, what is malformed ends the conversation."""
    if not socket.may_speak():
        socket.bye(4429, 5_000)
        return
    # Nearly all that clients say is this; what is written in another way is read as JSON.
    plain = frames.ACK.fullmatch(text) if text else None
    if plain is not None:
        acknowledge(socket, plain[1], int(plain[2]))
        return
    try:
        frame = frames.read_frame(text)
        if frame.get("t") == "hello":
            house.greeter.register(socket, frames.read_hello(frame))
        elif frame.get("t") == "ack":
            acknowledge(socket, str(frame.get("topic")), frame.get("s"))
    except frames.MalformedError:
        socket.bye(4400)


def acknowledge(socket: Socket, topic: str, seq: object) -> None:
    """Opens the window again; raises MalformedError."""
    sub = socket.subs.get(topic)
    if not isinstance(seq, int) or isinstance(seq, bool):
        raise frames.MalformedError
    if sub is not None:
        # Of these there are no more than events that were sent: a limit would end whoever catches up fast.
        socket.tokens += sub.acknowledge(seq)
        # Whoever holds all there is waits for nothing.
        if socket.full_since or sub.sent != sub.feed.head:
            socket.pump()
