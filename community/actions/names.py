"""Names that one wants to be warned of before one writes them by mistake: noted, and forgotten."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.fingerprints import digest_of, key_of, spellings
from community.models import KnownName
from community.models.guard import MOST_NAMES
from hub.db import write
from hub.errors import Refusal
from hub.journal import record
from hub.limits import spend
from hub.models import Person

MOST, PER = 10, timedelta(days=1)


class NameRefusal(Refusal):
    """A name that cannot be noted."""


def note_name(*, actor: Person, first_name: str, last_name: str, now: datetime) -> KnownName:
    """Keeps what recognises this name, and not the name; the same again changes nothing.

    Raises NameRefusal or TooMany: what is already noted could otherwise be guessed by trying.
    """
    spend(
        f"known_name:{actor.pk}",
        limit=MOST,
        per=PER,
        now=now,
        message=_("That is a lot of names for one day. Please come back tomorrow."),
    )
    wanted = spellings(first_name, last_name)
    if not wanted:
        raise NameRefusal("name", _("Please write a first name and a last name, as they stand in a text."))
    key = key_of(actor.pk)
    marks = " ".join(sorted(digest_of(key, one) for one in wanted))
    with write():
        Person.objects.locked().get(pk=actor.pk)
        known = {one.place: one for one in KnownName.objects.visible_to(actor).in_order()}
        same = next((one for one in known.values() if one.marks == marks), None)
        if same is not None:
            return same
        free = sorted(set(range(1, MOST_NAMES + 1)) - known.keys())
        if not free:
            raise NameRefusal("full", _("Three names are enough. Please remove one that you no longer need."))
        noted = KnownName.objects.create(person=actor, place=free[0], marks=marks, noted_at=now)
        record(actor, "known_name.noted", actor)
    return noted


def forget_name(*, actor: Person, name_id: int) -> None:
    """What recognised it is gone; harmless when repeated."""
    with write():
        gone, _rows = KnownName.objects.visible_to(actor).filter(pk=name_id).delete()
        if gone:
            record(actor, "known_name.forgotten", actor)
