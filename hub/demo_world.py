"""Makes the demo's association: every app adds its scene, from the bottom of the stack to the top."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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


def seed(say: Callable[[str], None]) -> None:
    """Adds every scene to an empty database; leaves one that has been lived in alone."""
    if Branch.objects.exists():
        return
    world = World(now=timezone.now(), say=say)
    for scene in reversed(parts("demo_scene")):
        scene(world)
