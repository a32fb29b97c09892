"""The mentor's room of the demo, with everything read, and those who are in it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from community.models import Discussion, Draft, Membership, Room
from hub.models import Person
from tests.browser.room.acts import read_up
from tests.browser.room.walker import WAYS, Walker


@pytest.fixture
def people(demo: dict[str, Any]) -> dict[str, Person]:
    """The demo's people by the name of their part, and `mate`, another mentor of the same promotion."""
    found = {name: Person.objects.get(pk=facts["id"]) for name, facts in demo["people"].items() if "id" in facts}
    roster = Membership.objects.current(timezone.now()).filter(promotion__room=room_id(demo), role="mentor")
    found["mate"] = roster.exclude(person=found["mentor"]).order_by("pk")[0].person
    return found


@pytest.fixture
def room(demo: dict[str, Any], people: dict[str, Person]) -> Room:
    """The mentor's room; everybody here has read everything, and nobody has left anything unsent."""
    found = Room.objects.get(pk=room_id(demo))
    for name in ("mentor", "mate", "referent"):
        read_up(people[name], found)
    Draft.objects.all().delete()
    return found


@pytest.fixture
def discussion(room: Room) -> Discussion:
    """The one that always exists."""
    return Discussion.objects.get(room=room, title="")


@pytest.fixture
def path(demo: dict[str, Any], discussion: Discussion) -> str:
    """Its page, in French."""
    return f"{demo['urls']['room']}{discussion.pk}/"


def room_id(demo: dict[str, Any]) -> int:
    """The key in the facts' topic."""
    return int(demo["topics"]["room"].removeprefix("room:"))


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """How one goes through the pages."""
    return str(request.param)


@pytest.fixture
def walk(
    enter: Callable[..., Page], people: dict[str, Person], faults: Callable[..., list[str]], way: str
) -> Callable[..., Walker]:
    """walk("mentor", "/fr/espace/") is that person there, without scripts or without a mouse."""

    def go(who: str, path: str) -> Walker:
        scripts = way == "keys"
        page = enter(people[who], path, width=1280, java_script_enabled=scripts, reduced_motion="reduce")
        return Walker(page, faults, way)

    return go
