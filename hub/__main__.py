"""The command line: `python -m hub demo | serve | worker | tick | backup | restore`, and every Django command."""

import os
import signal
import sys


def stop_at_once(number: int, frame: object) -> None:
    """Ends a start that is under way, wherever it is: the next one makes anew what this one leaves half made."""
    os.write(sys.stdout.fileno(), b"\n  Stopped before it was open. Start again with the same command.\n")
    os._exit(128 + number)


def main(arguments: list[str]) -> None:
    """Runs one command; a wrong setting ends it with one sentence that names the setting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    if arguments[:1] == ["demo"]:
        os.environ["HUB_DEMO"] = "1"
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop_at_once)
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415  # after the environment is set
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # after the environment is set

    try:
        execute_from_command_line(["python -m hub", *arguments])
    except ImproperlyConfigured as error:
        sys.exit(f"Le Banc did not start. {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
