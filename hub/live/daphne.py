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
from twisted.internet import reactor, tcp

from hub.live.frames import SHORT
from hub.live.lanes import Lane

logger = logging.getLogger(__name__)

# It reaches into what these keep to themselves: others are left to themselves.
MADE_FOR = {"daphne": "4.2.", "autobahn": "26.10.", "twisted": "26.10."}
PATIENCE = 60
TEXT, MASKED, SHORTEST, LONGEST = 0x81, 0x80, 6, 125
# More than people say at once; what is longer is read in pieces.
MOST_READ = 2048
# In seconds: Daphne looks at every connection each second, and again every other one. A ping may be late by so much.
LOOK_EVERY, REAP_EVERY = 10, 3


class ShortProtocol(WebSocketProtocol):
    """One socket; all of this runs on the reactor's thread."""

    listener: Callable[[str], None] | None = None
    lane: Lane | None = None
    _state: int = WebSocketProtocol.STATE_CLOSED

    @property
    def state(self) -> int:
        """Where the WebSocket stands; whatever changes that opens or shuts the short way at the same moment."""
        return self._state

    @state.setter
    def state(self, state: int) -> None:
        self._state = state
        if self.lane is not None:
            self.lane.turn(is_open=state == self.STATE_OPEN)
            if state == self.STATE_OPEN:
                self.hear_directly()

    def hear_directly(self) -> None:
        """What comes in is read here at once, not by way of the reactor."""
        reactor, transport = self.transport.reactor, self.transport
        if transport in getattr(reactor, "_readers", ()):
            reactor._asyncioEventloop.add_reader(transport.fileno(), self.read)

    def read(self) -> None:
        """Reads what has come; the reactor finds out why there is nothing, and ends what breaks."""
        transport = self.transport
        try:
            data = transport.socket.recv(MOST_READ)
        except OSError:
            data = b""
        if not data:
            transport.reactor._readOrWrite(transport, True)
            return
        try:
            self.dataReceived(data)
        except Exception as error:
            logger.exception("a socket is dropped")
            transport.reactor._disconnectSelectable(transport, error, True)

    def open_lane(self) -> Lane | None:
        """The short way; None where something stands between us and a socket of TCP, such as Twisted's TLS."""
        if type(self.transport) is tcp.Server and not self.transport.TLS:
            self.lane = Lane(self.transport, self.give_up)
        return self.lane

    def listen(self, listener: Callable[[str], None]) -> None:
        """From now on texts are handed over as they come, not put into a queue that wakes a task."""
        self.listener = listener

    def give_up(self) -> None:
        """Drops a peer that does not read."""
        self.wasNotCleanReason = "the peer does not read"
        self.dropConnection(abort=True)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  # Twisted's name
        """A short text that came whole is read here; all else, and all that is wrong, goes Daphne's way."""
        text = self.read_text(data) if self._state == self.STATE_OPEN else None
        if text is None or self.listener is None or self.muted:
            self._dataReceived(data)
            return
        if self.autoPingTimeoutCall:
            self._cancelAutoPingTimeoutCall()
        self.last_ping = time.time()
        self.listener(text.decode())

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
        self.turns = 0

    def shorten(self) -> None:
        """Called before anybody is let in. What is compressed cannot be shared, so nothing is (the default, too)."""
        self.ws_factory.protocol = ShortProtocol
        self.ws_factory.perMessageCompressionAccept = lambda _offers: None

    def timeout_checker(self) -> None:
        """As Daphne's, less often: with thousands of sockets it would take more than what they are sent."""
        for protocol in list(self.connections):
            protocol.check_timeouts()
        reactor.callLater(LOOK_EVERY, self.timeout_checker)  # type: ignore[arg-type]  # the interface is read with its `self`

    def application_checker(self) -> None:
        """The same: Daphne's own comes every third time."""
        self.turns += 1
        if self.turns % REAP_EVERY:
            reactor.callLater(1, self.application_checker)  # type: ignore[arg-type]  # the same
        else:
            super().application_checker()

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Tells the application of the short way, where there is one."""
        lane = protocol.open_lane() if isinstance(protocol, ShortProtocol) else None
        if lane is not None:
            scope["extensions"] = {SHORT: {"lane": lane, "listen": protocol.listen}}
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
