"""Serves the project with parts of it replaced in this process alone: `python -m tests.faults.serve PORT NAME…`."""

import sys

from hub.asgi import application
from hub.live.daphne import make_server
from tests.faults.mutants import MUTATIONS


def main() -> None:
    """Replaces, then serves as the demo does."""
    port, *names = sys.argv[1:]
    for name in names:
        MUTATIONS[name]()
    make_server(application, f"tcp:{port}:interface=127.0.0.1").run()


if __name__ == "__main__":
    main()
