"""A conversation attached to an application: the other side gets a mail at each message, and answers by its link."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.actions.steps import lock_application, lock_file
from cms.models import Application, Message
from cms.policies import looks_after
from community.models.promotions import ORDER_ROLES
from hub.actions.notify import notify, notify_all
from hub.db import require_write, write
from hub.journal import record
from hub.limits import spend
from hub.models import Person
from hub.policies import who_answers

PER, MOST = timedelta(days=1), 20


def write_message(*, actor: Person | None, application_id: int, words: str, key: uuid.UUID, now: datetime) -> Message:
    """One message, of the applicant where nobody of the team is the actor; the same key twice writes it once.

    Writing answers what the other side had written. Raises ApplicationRefusal, TooMany.
    """
    known = Message.objects.filter(application=application_id, key=key).first()
    if known is not None:
        return known
    message = _("That is many messages for one day. Please call us.")
    spend(f"message:{application_id}:{actor is None}", limit=MOST, per=PER, now=now, message=message)
    with write():
        application = lock_application(application_id) if actor is None else lock_file(actor, application_id, now)
        facts = {"from_team": actor is not None, "author": actor, "words": words, "at": now}
        written, new = Message.objects.get_or_create(application=application, key=key, defaults=facts)
        if new:
            mark(application, for_team=actor is not None, now=now)
            record(actor, "application.written", application, message=written.pk)
            tell(application, written, now)
    return written


def mark_seen(*, actor: Person | None, application_id: int, now: datetime) -> None:
    """This side has read what the other wrote, and there is nothing to answer; harmless when repeated."""
    with write():
        application = lock_application(application_id) if actor is None else lock_file(actor, application_id, now)
        mark(application, for_team=actor is not None, now=now)


def mark(application: Application, *, for_team: bool, now: datetime) -> None:
    """A step: nothing waits for this side any more."""
    require_write()
    application.messages.waiting(for_team=for_team).update(seen_at=now)


def tell(application: Application, written: Message, now: datetime) -> None:
    """A step: a mail to the applicant, or to those who answer for the team."""
    require_write()
    key = f"message:{written.pk}"
    if written.from_team:
        notify(person=application.person, kind="message.to_applicant", target_id=written.pk, key=key, now=now)
        return
    to = [(person, written.pk, f"{key}:{person.pk}") for person in answerers(application, now)]
    notify_all(to=to, kind="message.to_team", now=now)


def answerers(application: Application, now: datetime) -> list[Person]:
    """Who hears of an applicant's message: whoever answered last, while the file is theirs to handle; else all who handle
    the branch's, or the next above where nobody does.
    """
    branch, today = application.call.branch_id, timezone.localdate(now)
    last = application.messages.filter(from_team=True).select_related("author").order_by("-at", "-pk").first()
    author = last.author if last is not None else None
    if author is not None and author.is_active and branch in looks_after(author, now):
        return [author]
    return who_answers(branch, on=today, kinds=ORDER_ROLES)
