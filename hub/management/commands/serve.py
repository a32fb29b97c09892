"""Serves the site: pages and live rooms, in one process; as many of them as one likes stand behind nginx."""

import resource
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from hub.live.daphne import make_server


def open_many() -> None:
    """Lets this process hold as many sockets as the machine allows it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Command(BaseCommand):
    """python -m hub serve"""

    help = "Serves pages and live rooms. It keeps no log of addresses, as some of them are keys."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--bind", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="the port (that of the setting PORT)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Until SIGTERM or Ctrl-C; a port that cannot be had ends it with 1."""
        from hub.asgi import application  # noqa: PLC0415  # checks the database

        open_many()
        server = make_server(application, f"tcp:{options['port']}:interface={options['bind']}")
        server.run()
        if server.abort_start:
            raise SystemExit(1)
