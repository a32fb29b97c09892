"""The demo: migrate, seed, serve, in one process, saying what it does."""

import errno
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hub.demo_facts import write_facts
from hub.demo_world import clear_half_made, seed, waiting_once
from hub.live.daphne import make_server
from hub.startup import verify
from hub.worker import run, run_tasks


def check_port(port: int) -> None:
    """Refuses a port that somebody else listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = (
                "is taken by another program"
                if error.errno == errno.EADDRINUSE
                else f"cannot be used ({error.strerror})"
            )
            message = f"PORT: port {port} {why}. Try another one: PORT={port + 1} make demo"
            raise CommandError(message) from error


BEGAN = "HUB_DEMO_BEGAN"
SELDOM = (100_000, 20, 100)


def start_anew(began: float) -> None:
    """The same process from its beginning, without the hundred megabytes that making the association has taken."""
    os.environ[BEGAN] = str(began)
    # The first mails leave from one thread and pages from others: what one gives back, glibc otherwise keeps from the rest.
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")
    sys.stdout.flush()
    os.execv(sys.executable, sys.orig_argv)  # noqa: S606  # what we were started with ourselves


def itself(*arguments: str) -> list[str]:
    """What we were started with, for another command."""
    return [*sys.orig_argv[:-1], *arguments]


class Command(BaseCommand):
    """python -m hub demo"""

    help = "Serves a believable association at http://127.0.0.1:$PORT, made on the first start."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes what is missing, then serves until Ctrl-C or SIGTERM."""
        before = os.environ.pop(BEGAN, None)
        began = time.monotonic() if before is None else float(before)
        check_port(settings.PORT)
        verify()
        if before is None:
            clear_half_made(self.say)
            if self.prepare():
                start_anew(began)
        facts = write_facts()
        self.stdout.write(self.announce(facts, time.monotonic() - began))
        self.serve(is_first=before is not None)
        self.say("Stopped. Nothing is lost: start again with the same command.")

    def prepare(self) -> bool:
        """Makes what is missing; says whether the association was."""
        self.say("Preparing the database and the static files …")
        # Migrating makes models by the ten thousand; looking for garbage at each seven hundred objects takes a tenth of it.
        usual = gc.get_threshold()
        gc.set_threshold(*SELDOM)
        # One core migrates, another gathers the static files.
        gather = itself("collectstatic", "--verbosity=0", "--no-input")
        static = subprocess.Popen(gather)  # noqa: S603  # what we were started with ourselves
        with waiting_once():
            call_command("migrate", verbosity=0, interactive=False)
        gc.set_threshold(*usual)
        if static.wait():
            message = "The static files could not be gathered: the lines above say why."
            raise CommandError(message)
        # Whatever asked for a style sheet's name meanwhile has the names of the last start.
        staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = staticfiles_storage.load_manifest()
        self.say("Settling in the association: branches, people, pages, calls …")
        return seed(self.say)

    def say(self, sentence: str) -> None:
        """One line about what is being done."""
        self.stdout.write(f"  {sentence}")
        self.stdout.flush()

    def announce(self, facts: dict[str, Any], seconds: float) -> str:
        """Addresses and people, for whoever started it."""
        base = facts["base_url"]
        people = [
            f"    {name:<13} {person['email']:<34} {person['password']}"
            for name, person in facts["people"].items()
            if "password" in person
        ]
        places = [f"    {name:<13} {base}{facts['urls'][name]}" for name in ("signin", "team", "admin", "outbox")]
        lines = [
            "",
            f"Le Banc is open at {base}/  (ready in {seconds:.0f} s, Ctrl-C to stop)",
            *places,
            "  People and their passwords:",
        ]
        return "\n".join([*lines, *people, ""])

    def serve(self, *, is_first: bool) -> None:
        """Daphne in this thread, worker and tick in another; at a first start a process of its own makes the pictures."""
        from hub.asgi import application  # noqa: PLC0415  # checks the database, which exists only now

        # Daphne takes Ctrl-C over from Python's own handler only.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop = threading.Event()
        # Encoding them takes tens of megabytes, which only the end of a process gives back. Ctrl-C is for us alone.
        apart = subprocess.Popen(itself("tick"), start_new_session=True) if is_first else None  # noqa: S603  # the same

        def work() -> None:
            """No task is begun here meanwhile."""
            if apart is None or apart.poll() is not None:
                run_tasks()

        worker = threading.Thread(target=run, args=[stop], kwargs={"work": work}, name="worker", daemon=True)
        worker.start()
        make_server(application, f"tcp:{settings.PORT}:interface=127.0.0.1").run()
        stop.set()
        worker.join(timeout=4)
        if apart is not None:
            apart.terminate()
