"""Writes to everybody at one step of a call: a mail for each, counted, and once however often it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal, lock_call
from cms.models import Application, Letter
from cms.models.applications import ApplicationQuerySet
from cms.policies import looks_after
from cms.tabs import BY_WORD
from hub.actions.notify import notify_all
from hub.db import write
from hub.journal import record
from hub.models import Person

KEEP_LETTERS = timedelta(days=182)


@dataclass(frozen=True)
class Draft:
    """What the page holds: to which step, the text, the key of the page itself, and the one language it is for, if any."""

    step: str
    subject: str
    words: str
    key: UUID
    language: str = ""


def readers_of(call_id: int, step: str, language: str = "") -> ApplicationQuerySet:
    """Those at a step whom a mail can reach; where a language is given, those whose mails are in it."""
    rows = Application.objects.filter(call=call_id, state__in=BY_WORD[step].states).exclude(person__email="")
    rows = rows.filter(person__language=language) if language else rows
    return rows.select_related("person").order_by("pk")


def send_letter(*, actor: Person, call_id: int, draft: Draft, now: datetime) -> Letter:
    """One mail for each; the same page again sends nothing more. Raises ApplicationRefusal."""
    with write():
        call = lock_call(call_id)
        if call.branch_id not in looks_after(actor, now) or not BY_WORD[draft.step].open_to_letters:
            raise ApplicationRefusal("forbidden", _("Only the team of this branch handles this application."))
        known = Letter.objects.filter(key=draft.key).first()
        if known is not None:
            return known
        readers = list(readers_of(call_id, draft.step, draft.language))
        if not readers:
            raise ApplicationRefusal("nobody", _("Nobody is at this step any more."))
        letter = Letter.objects.create(
            key=draft.key,
            call=call,
            step=draft.step,
            author=actor,
            at=now,
            subject=draft.subject,
            words=draft.words,
            count=len(readers),
        )
        to = [(one.person, one.pk, f"application.letter:{letter.pk}:{one.pk}") for one in readers]
        notify_all(to=to, kind="application.letter", facts={"letter": letter.pk}, now=now)
        record(actor, "letter.sent", letter, people=len(readers))
    return letter


def erase_old_letters(*, now: datetime) -> int:
    """Their texts go after half a year. Harmless when repeated."""
    old = Letter.objects.filter(at__lt=now - KEEP_LETTERS)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]
