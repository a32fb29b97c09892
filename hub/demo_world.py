"""Makes the demo's association: every app adds its scene, from the bottom of the stack to the top."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, connections
from django.utils import timezone

from hub.models import Branch, Person
from hub.parts import parts

PASSWORDS = {
    name: f"banc-{name.replace('_', '-')}"
    for name in ("mentor", "other_mentor", "referent", "coordinator", "editor", "admin")
}


@dataclass
class World:
    """What scenes share while they are made."""

    now: datetime
    say: Callable[[str], None]
    branches: dict[str, Branch] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    promotions: dict[str, Any] = field(default_factory=dict)


def mark() -> Path:
    """The file that stands while the association is being made."""
    return Path(settings.DATA_DIR) / "half-made"


@contextmanager
def half_made() -> Iterator[None]:
    """Leaves its mark when the making is cut short, by Ctrl-C as by kill -9."""
    mark().touch()
    yield
    mark().unlink()


@contextmanager
def waiting_once() -> Iterator[None]:
    """SQLite waits for the disk at the end, not a thousand times. Where the power fails its file stays whole, and what it
    has lost, a scene or a migration, is made again (https://sqlite.org/pragma.html#pragma_synchronous).
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = NORMAL")
    yield
    connections.close_all()


def seed(say: Callable[[str], None]) -> bool:
    """Adds every scene to an empty database; leaves one that has been lived in alone. Says whether it was empty."""
    if Branch.objects.exists():
        return False
    world = World(now=timezone.now(), say=say)
    with half_made(), waiting_once():
        for scene in reversed(parts("demo_scene")):
            scene(world)
    return True


def clear_half_made(say: Callable[[str], None]) -> None:
    """Removes what an interrupted first start left; raises CommandError where that is not ours to remove."""
    if not mark().exists():
        return
    if connection.vendor != "sqlite":
        message = "DATABASE_URL: the first start was interrupted and left this database half made. Give an empty one."
        raise CommandError(message)
    say("The first start was interrupted: beginning anew …")
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    shutil.rmtree(Path(settings.DATA_DIR) / "media", ignore_errors=True)
    mark().unlink()
