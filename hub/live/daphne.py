"""The short way from an event to the kernel under Daphne: a frame is built once, and each socket is written to at once.

Daphne's own way makes three log lines and two `epoll_ctl` of every frame, builds it anew for every socket, and lets what
a peer does not read grow without a bound. Here a frame goes into the socket, and only what the kernel does not take
goes Daphne's way. The application finds this in `scope["extensions"]`; without it, it sends as ASGI has it.
"""

import logging
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import tcp

from hub.live.frames import SHORT

logger = logging.getLogger(__name__)

# It reaches into what these keep to themselves: others are left to themselves.
MADE_FOR = {"daphne": "4.2.", "autobahn": "26.10.", "twisted": "26.10."}
MOST_WAITING = 256 * 1024
GONE = -1
PATIENCE = 30
TEXT, MASKED, SHORTEST, LONGEST = 0x81, 0x80, 6, 125


class ShortProtocol(WebSocketProtocol):
    """One socket; all of this runs on the reactor's thread."""

    listener: Callable[[str], None] | None = None

    def listen(self, listener: Callable[[str], None]) -> None:
        """From now on texts are handed over as they come, not put into a queue that wakes a task."""
        self.listener = listener

    def is_short(self) -> bool:
        """Whether nothing stands between us and a socket of TCP, such as Twisted's TLS."""
        return type(self.transport) is tcp.Server and not self.transport.TLS

    def waiting(self) -> int:
        """Bytes that the kernel has not taken yet."""
        transport = self.transport
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen

    def send_frame(self, frame: bytes) -> int:
        """Sends a whole frame, after all that was sent before; answers how many bytes wait, or GONE.

        A peer that has left MOST_WAITING unread is dropped: it comes back, and goes on from its cursor.
        """
        transport = self.transport
        if self.state != self.STATE_OPEN or not transport.connected:
            return GONE
        if transport._tempDataLen or transport.dataBuffer:
            if self.waiting() > MOST_WAITING:
                self.wasNotCleanReason = "the peer does not read"
                self.dropConnection(abort=True)
                return GONE
            transport.write(frame)
            return self.waiting()
        try:
            sent = transport.socket.send(frame)
        except OSError:
            # Full, or broken: Twisted finds out which.
            sent = 0
        if sent < len(frame):
            transport.write(frame[sent:])
            return len(frame) - sent
        return 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  # Twisted's name
        """A short text that came whole is read here; all else, and all that is wrong, goes Daphne's way."""
        text = self.read_text(data) if self.state == self.STATE_OPEN else None
        if text is None:
            self._dataReceived(data)
            return
        if self.autoPingTimeoutCall:
            self._cancelAutoPingTimeoutCall()
        self.onMessage(text, isBinary=False)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: FBT001, N802, N803  # autobahn's names
        """A whole message; what is no text goes Daphne's way."""
        if self.listener is None or isBinary or self.muted:
            super().onMessage(payload, isBinary)
            return
        self.last_ping = time.time()
        self.listener(payload.decode())

    def read_text(self, data: bytes) -> bytes | None:
        """The text of exactly one small frame between two messages."""
        if self.data or self.current_frame is not None or self.inside_message or len(data) < SHORTEST:
            return None
        size = data[1] - MASKED
        if data[0] != TEXT or not 0 <= size <= LONGEST or len(data) != SHORTEST + size:
            return None
        mask = int.from_bytes(data[2:6] * (size // 4 + 1))
        spare = 8 * (4 - size % 4)
        text = ((int.from_bytes(data[6:]) << spare) ^ mask).to_bytes(size + 4 - size % 4)[:size]
        return text if text.isascii() else None


class ShortServer(Server):
    """Daphne, with the short way for its sockets."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, ready_callable=self.shorten, **options)

    def shorten(self) -> None:
        """Called before anybody is let in. What is compressed cannot be shared, so nothing is (the default, too)."""
        self.ws_factory.protocol = ShortProtocol
        self.ws_factory.perMessageCompressionAccept = lambda _offers: None

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Tells the application of the short way, where there is one."""
        if isinstance(protocol, ShortProtocol) and protocol.is_short():
            ways = {"send": protocol.send_frame, "waiting": protocol.waiting, "listen": protocol.listen}
            scope["extensions"] = {SHORT: ways}
        return super().create_application(protocol, scope)


def strangers() -> list[str]:
    """The libraries that this was not made for, with their versions."""
    found = {name: version(name) for name in MADE_FOR}
    return [f"{name} {found[name]}" for name, known in MADE_FOR.items() if not found[name].startswith(known)]


def make_server(application: Any, endpoint: str, **options: Any) -> Server:
    """Daphne as the site runs it: the short way where the versions are known, its own where they are not.

    Twisted's queue of 50 loses a third of 4,000 who come at once, and in five seconds 3,000 cannot shake hands.
    """
    strange = strangers()
    if strange:
        logger.warning("no short way to the sockets with %s: they are sent to as ASGI has it", ", ".join(strange))
    return (Server if strange else ShortServer)(
        application,
        endpoints=[f"{endpoint}:backlog=4096"],
        websocket_connect_timeout=PATIENCE,
        websocket_handshake_timeout=PATIENCE,
        server_name="Le Banc",
        verbosity=0,
        **options,
    )
