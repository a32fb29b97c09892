"""Warns before something is told in a room that a young person could be known by; whoever is sure sends it anyway."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.fingerprints import recogniser
from community.guard import Found, find_private, subscriber
from community.models import GuardCount, KnownName
from community.policies import may_read
from hub.again import COMES_AGAIN
from hub.db import require_write, write
from hub.errors import Refusal
from hub.frame import organisation
from hub.models import Branch, Person
from hub.prepared import Blank, Prepared

WORDS = {
    "phone": gettext_lazy("a phone number (“%s”)"),
    "email": gettext_lazy("an e-mail address (“%s”)"),
    "number": gettext_lazy("a number from somebody’s papers (“%s”)"),
    "name": gettext_lazy("the name of the person you accompany (“%s”)"),
}
MOST_QUOTED = 3
KNOWN = Prepared(lambda: KnownName.objects.filter(person=Blank("person")).in_order())


class GuardRefusal(Refusal):
    """Not sent yet: the sentence quotes what was seen, and the same text goes out when its author is sure."""

    def __init__(self, found: Sequence[Found]) -> None:
        quoted = ", ".join(str(WORDS[one.kind]) % one.text for one in found[:MOST_QUOTED])
        message = _("This text holds %(what)s. Better write “my mentee”; or send it as it is, if you are sure.")
        super().__init__("guard", message % {"what": quoted})


def warn(texts: Iterable[str], *, actor: Person, room_id: int, sure: bool, now: datetime) -> bool:
    """Before an action's transaction: whether there is something in these texts that goes out all the same.

    A warning is counted even though nothing is written then. Raises GuardRefusal unless `sure`.
    """
    found = look(texts, actor)
    if not found or sure:
        return bool(found)
    # A form that comes once more is counted then.
    if not COMES_AGAIN.get() and may_read(actor, room_id, now):
        with write():
            count(room_id, now, warned=True)
    raise GuardRefusal(found)


def look(texts: Iterable[str], actor: Person) -> list[Found]:
    """What should not be told; the numbers and addresses of the association itself may be."""
    marks = [mark for known in KNOWN.all(person=actor.pk) for mark in known.marks.split()]
    found = find_private(texts, is_name=recogniser(actor.pk, marks))
    if not found:
        return found
    branches = list(Branch.objects.order_by("pk").values_list("phone", "email"))
    known = {subscriber(phone) for phone in [organisation()["phone"], *(phone for phone, _email in branches)]}
    known |= {Found("email", email).plain for _phone, email in branches}
    return [one for one in found if one.plain not in known]


def words_of(part: Any) -> list[str]:
    """The words that something beside a text brings along: a question, names of files. A part without any has no such method."""
    return list(part.words()) if hasattr(part, "words") else []


def count(room_id: int, now: datetime, *, warned: bool = False, sent_anyway: bool = False) -> None:
    """A step: adds to the room's numbers of this month; nothing to add, nothing is asked."""
    require_write()
    if not warned and not sent_anyway:
        return
    month = timezone.localdate(now).replace(day=1)
    row, _created = GuardCount.objects.get_or_create(room_id=room_id, month=month)
    more = {"warned": F("warned") + int(warned), "sent_anyway": F("sent_anyway") + int(sent_anyway)}
    GuardCount.objects.filter(pk=row.pk).update(**more)
