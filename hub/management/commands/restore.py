"""An archive put back in place of what is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from hub.backup.bring_back import bring_back
from hub.startup import verify


class Command(BaseCommand):
    """python -m hub restore FILE"""

    help = "Puts back the database and the uploads of an archive; the servers and the worker are stopped before."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE and --replace."""
        parser.add_argument("file", type=Path, metavar="FILE", help="an archive that backup made")
        parser.add_argument("--replace", action="store_true", help="delete what is there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what came back."""
        verify()
        manifest = bring_back(options["file"], replace=options["replace"])
        self.stdout.write(f"Put back {options['file']} of {manifest.made_at}: {manifest}.")
        self.stdout.write("Before the servers start: python -m hub migrate")
