"""Photos and files as a part of a new message: they were sent before, the message only names them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from community.actions.uploads import UploadRefusal, clean_alt
from community.models import Post, Upload
from hub.db import require_write
from hub.models import Person

MOST = 10
FIGURES = re.compile(r"\d+")


def too_many() -> UploadRefusal:
    """More than ten."""
    return UploadRefusal("many", _("At most 10 photos or files fit into one message."))


@dataclass(frozen=True)
class Named:
    """One upload, and what its author says that it shows."""

    uid: UUID
    alt: str = ""


class NewFiles:
    """Uploads to stand under a new message, in this order; raises UploadRefusal or TextRefusal."""

    stands_alone = True

    def __init__(self, named: Sequence[Named]) -> None:
        self.named = [Named(one.uid, clean_alt(one.alt)) for one in named]
        if len({one.uid for one in named}) > MOST:
            raise too_many()

    def facts(self) -> dict[str, Any]:
        """Their keys and descriptions."""
        return {"files": [[one.uid.hex, one.alt] for one in self.named]}

    def words(self) -> list[str]:
        """What their author says that they show, and their names; a camera's figures in those of photos are no phone's."""
        rows = Upload.objects.filter(uid__in=[one.uid for one in self.named]).order_by("pk")
        names = rows.values_list("kind", "name")
        shown = (name if kind == Upload.Kind.FILE else FIGURES.sub(" ", name) for kind, name in names)
        return [*(one.alt for one in self.named), *shown]

    def attach(self, post: Post, *, actor: Person, now: datetime) -> None:
        """A step, under the room's lock: each must be one's own, whole, of this room, and under no other message."""
        require_write()
        rows = Upload.objects.standing().loose().filter(owner=actor, room=post.room_id)
        wanted = rows.filter(uid__in=[one.uid for one in self.named]).order_by("pk").select_for_update()
        found = {row.uid: row for row in wanted}
        if any(one.uid not in found for one in self.named):
            message = _("A photo or file of this message is not here any more. Please choose it again.")
            raise UploadRefusal("file_missing", message)
        for place, one in enumerate(self.named):
            row = found[one.uid]
            row.post, row.place, row.alt = post, place, one.alt
            row.save(update_fields=["post", "place", "alt"])
