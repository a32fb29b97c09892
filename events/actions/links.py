"""Makes, replaces and revokes the links to a person's own calendar, and notes when they were last used."""

import secrets
from datetime import date, datetime

from django.utils.translation import gettext as _

from events.models import CalendarLink, MailedEntries
from events.models.links import digest_of
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person

MOST = 20
BYTES = 24


class LinkRefusal(Refusal):
    """This link cannot be made."""


def open_link(*, actor: Person, name: str, now: datetime) -> tuple[CalendarLink, str]:
    """A new link and its secret, which is known this once; raises LinkRefusal."""
    name = " ".join(name.split())[:60]
    if not name:
        raise LinkRefusal("name", _("Say on which device you will use it: that is how you find it again."))
    with write():
        Person.objects.select_for_update().get(pk=actor.pk)
        if CalendarLink.objects.working().filter(person=actor).count() >= MOST:
            raise LinkRefusal("many", _("You have twenty links already. Revoke one that you no longer use."))
        secret = secrets.token_urlsafe(BYTES)
        link = CalendarLink.objects.create(person=actor, name=name, digest=digest_of(secret), created_at=now)
        record(actor, "calendar_link.opened", link)
    return link, secret


def replace_link(*, actor: Person, link_id: int, now: datetime) -> tuple[CalendarLink, str]:
    """A new secret for the same device: the old address is dead at once. Raises LinkRefusal where it is not theirs."""
    with write():
        link = lock_link(actor, link_id)
        if link is None:
            raise LinkRefusal("not_found", _("This link no longer exists."))
        secret = secrets.token_urlsafe(BYTES)
        link.digest, link.used_on = digest_of(secret), None
        link.save(update_fields=["digest", "used_on"])
        record(actor, "calendar_link.replaced", link)
    return link, secret


def revoke_link(*, actor: Person, link_id: int, now: datetime) -> None:
    """The address is dead at once; harmless when repeated."""
    with write():
        link = lock_link(actor, link_id)
        if link is not None:
            link.revoked_at = now
            link.save(update_fields=["revoked_at"])
            record(actor, "calendar_link.revoked", link)


def lock_link(actor: Person, link_id: int) -> CalendarLink | None:
    """A step: this person's link, locked, while it works."""
    require_write()
    return CalendarLink.objects.working().select_for_update(of=("self",)).filter(person=actor, pk=link_id).first()


def note_use(*, link: CalendarLink, today: date) -> None:
    """The day of the last use, written at most once a day."""
    if link.used_on != today:
        CalendarLink.objects.filter(pk=link.pk).update(used_on=today)


def choose_entries(*, actor: Person, choice: str) -> None:
    """When mails about a seat put it into one's calendar; harmless when repeated. Raises LinkRefusal."""
    if choice not in MailedEntries.Choice:
        raise LinkRefusal("choice", _("Please choose one of the three."))
    with write():
        MailedEntries.objects.update_or_create(person=actor, defaults={"choice": choice})
