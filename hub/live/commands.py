"""Carries out a write once, however often it arrives."""

import hashlib
import json
import re
import uuid
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hub.db import require_write
from hub.errors import Refusal
from hub.inserts import insert
from hub.models import Command, Person
from hub.prepared import Blank, Prepared

KNOWN = Prepared(lambda: Command.objects.filter(scope=Blank("scope"), cid=Blank("cid")))
CID = re.compile(r"[A-Za-z0-9-]{26,36}")


class CommandRefusal(Refusal):
    """The key is malformed, or was used for something else."""


def new_cid() -> str:
    """A key for a form."""
    return str(uuid.uuid4())


def digest(name: str, **arguments: Any) -> str:
    """What makes two commands the same."""
    text = json.dumps([name, arguments], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def check_cid(cid: str) -> None:
    """Raises CommandRefusal unless it is 26 to 36 letters, digits and hyphens."""
    if not CID.fullmatch(cid):
        raise CommandRefusal("cid", _("This form is damaged. Please load the page again."))


def is_known(person: Person, cid: str) -> bool:
    """Whether a command with this key was carried out."""
    return KNOWN.first(scope=person.pk, cid=cid) is not None


def recall(person: Person, cid: str, wanted: str) -> dict[str, Any] | None:
    """What came of this command the first time; raises CommandRefusal where the key served another."""
    require_write()
    known = KNOWN.first(scope=person.pk, cid=cid)
    if known is None:
        return None
    if known.digest != wanted:
        raise CommandRefusal("cid_reused", _("This form has been sent already. Please load the page again."))
    return known.result


def remember(person: Person, cid: str, wanted: str, result: dict[str, Any], *, now: datetime) -> None:
    """Keeps what came of it, in the same transaction."""
    require_write()
    insert(Command, scope_id=person.pk, cid=cid, digest=wanted, result=result, at=now)
