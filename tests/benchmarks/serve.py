"""A stock Daphne in a process of its own, with our live socket (`ours`) or with the tutorial's consumer (`naive`)."""

import asyncio
import logging
import sys
import threading
import time
from importlib import import_module

# A tool for developers brings it; where autobahn finds it, it paints three log lines for every frame. No site has it.
sys.modules["click"] = None  # type: ignore[assignment]

import django  # noqa: E402  # after the line above
from daphne.server import Server  # noqa: E402  # the same; installs the reactor
from twisted.internet import reactor  # noqa: E402  # the same

from hub.live.daphne import make_server  # noqa: E402  # the same
from tests.benchmarks.peers import obey, open_many, say  # noqa: E402  # the same

ENDPOINT = "tcp:0:interface=127.0.0.1:backlog=4096"
PATIENCE = 120


def serve(name: str) -> None:
    """Runs until whoever started us is gone."""
    django.setup()
    side = import_module(f"tests.benchmarks.{name}")
    if name == "ours":
        daphne = make_server(side.application, "tcp:0:interface=127.0.0.1", signal_handlers=False)
    else:
        # It would write a line about each of thousands that leave at once.
        logging.disable(logging.ERROR)
        # As long as the clients wait: with less it sends away everybody when thousands come at once.
        patience = {"websocket_connect_timeout": PATIENCE, "websocket_handshake_timeout": PATIENCE}
        daphne = Server(side.application, endpoints=[ENDPOINT], signal_handlers=False, **patience)

    def control() -> None:
        while not daphne.listening_addresses:
            time.sleep(0.02)
        say({"port": daphne.listening_addresses[0][1]})
        obey(side.COMMANDS)

    threading.Thread(target=control, daemon=True).start()
    asyncio.set_event_loop(reactor._asyncioEventloop)
    daphne.run()


if __name__ == "__main__":
    open_many()
    serve(sys.argv[1])
