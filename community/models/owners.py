"""Whose a room can be: what an app says of its own kind of owner, in `room_owners`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from hub.parts import parts


@dataclass(frozen=True)
class RoomOwner:
    """One kind of owner. `model` has a `room`, a `branch` and a `title`; `words` are what its rooms say of themselves:
    `readers`, who reads what one writes, `ended`, why one cannot write any more, and on an open page `closed`, once that
    happens, and `gone`, once one does not belong there any more.
    """

    model: type[models.Model]
    # The rows, each with its `person`, by which people belong to one at a moment, and the field that leads from them to it.
    belonging: Callable[[datetime], models.QuerySet[Any]]
    link: str
    # From a room to everybody who ever belonged to its owner.
    past: str
    # The name of the address of its page.
    page: str
    words: dict[str, Any]

    @property
    def room(self) -> str:
        """The way from a row of `belonging` to the room."""
        return f"{self.link}__room"

    def rooms_of(self, person: Any, now: datetime) -> models.QuerySet[Any, Any]:
        """The keys of the rooms of those that one belongs to."""
        return self.belonging(now).filter(person=person.pk).values(self.room)

    def people_in(self, room_id: int, now: datetime) -> models.QuerySet[Any, Any]:
        """The keys of those who belong to the owner of this room; nobody where it is another's."""
        return self.belonging(now).filter(**{self.room: room_id}).values("person")


def room_owners() -> list[RoomOwner]:
    """All kinds, promotions first: most rooms are theirs."""
    found: list[RoomOwner] = parts("room_owners")
    return found[::-1]
