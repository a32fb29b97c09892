"""Makes, replaces and revokes the links to a person's own calendar, keeps what is in it, and notes when they were used."""

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from community.models import Promotion
from events.models import CalendarLink, Event, MailedEntries
from events.models.links import digest_of
from events.models.tastes import MOST_DATES, Taste
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person

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
        Person.objects.locked().get(pk=actor.pk)
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


def choose_contents(*, actor: Person, link_id: int, taste: Taste, alarm: int, now: datetime) -> CalendarLink:
    """What is in the calendar of one device, and when it reminds; the address stays. Harmless when repeated.

    What one cannot see and what has passed is left out of what is kept. Raises LinkRefusal.
    """
    if alarm not in CalendarLink.Alarm.values:
        raise LinkRefusal("alarm", _("Please choose one of the reminders of the list."))
    with write():
        link = lock_link(actor, link_id)
        if link is None:
            raise LinkRefusal("not_found", _("This link no longer exists."))
        choice = fit(taste, actor=actor, now=now).facts()
        if (link.alarm, link.choice) != (alarm, choice):
            link.alarm, link.choice, link.chosen_at = alarm, choice, now
            link.save(update_fields=["alarm", "choice", "chosen_at"])
            record(actor, "calendar_link.chosen", link)
    return link


def mark_changed(*, person: Person, now: datetime, **_facts: Any) -> None:
    """A step: the calendars of this person say the same in another language, so devices ask for them again."""
    require_write()
    CalendarLink.objects.working().filter(person=person).update(chosen_at=now)


def fit(taste: Taste, *, actor: Person, now: datetime) -> Taste:
    """The same without what does not exist, or not for this person."""
    promotions = Promotion.objects.visible_to(actor, now).filter(pk__in=taste.promotions)
    dates = Event.objects.filter(pk__in=taste.without_dates, ends_at__gt=now).soonest_first()
    return replace(
        taste,
        promotions=tuple(promotions.values_list("pk", flat=True)),
        branches=tuple(Branch.objects.filter(pk__in=taste.branches).values_list("pk", flat=True)),
        without_dates=tuple(dates.values_list("pk", flat=True)[:MOST_DATES]),
    )


def lock_link(actor: Person, link_id: int) -> CalendarLink | None:
    """A step: this person's link, locked, while it works."""
    require_write()
    return CalendarLink.objects.working().select_for_update(of=("self",)).filter(person=actor, pk=link_id).first()


def note_use(*, link: CalendarLink, today: date) -> None:
    """The day of the last use, written at most once a day."""
    if link.used_on != today:
        CalendarLink.objects.filter(pk=link.pk).update(used_on=today)


def choose_invitations(*, actor: Person, wanted: bool) -> None:
    """Whether one is invited to dates by mail; harmless when repeated."""
    with write():
        MailedEntries.objects.update_or_create(person=actor, defaults={"invited": wanted})


def choose_entries(*, actor: Person, choice: str) -> None:
    """When mails about a seat put it into one's calendar; harmless when repeated. Raises LinkRefusal."""
    if choice not in MailedEntries.Choice:
        raise LinkRefusal("choice", _("Please choose one of the three."))
    with write():
        MailedEntries.objects.update_or_create(person=actor, defaults={"choice": choice})
