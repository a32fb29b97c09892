"""One archive of database and uploads."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from hub.backup import uploads
from hub.backup.save import save
from hub.startup import verify


class Command(BaseCommand):
    """python -m hub backup FILE"""

    help = "Saves the database and the uploads as one archive, while everything runs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE."""
        parser.add_argument("file", type=Path, metavar="FILE", help="the archive to make, such as le-banc.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what is in it, and what is not."""
        verify()
        manifest = save(options["file"])
        self.stdout.write(f"Saved {options['file']}: {manifest}.")
        missing = "the settings, SECRET_KEY among them"
        if uploads.kind() == uploads.BUCKET:
            missing += "; the uploads, which are in the bucket of MEDIA_URL"
        self.stdout.write(f"Not in it: {missing}. It is as secret as the database.")
