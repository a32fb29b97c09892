"""A conversation attached to an application: the other side gets a mail at each message, and answers by its link."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.actions.steps import lock_application, lock_file
from cms.models import Application, Message
from community.models.promotions import ORDER_ROLES
from hub.actions.notify import notify, notify_all
from hub.db import require_write, write
from hub.journal import record
from hub.limits import spend
from hub.models import Person, Role

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
    """A step: a mail to the applicant, or to whoever of the team answered last, or else to all who handle the branch."""
    require_write()
    key = f"message:{written.pk}"
    if written.from_team:
        notify(person=application.person, kind="message.to_applicant", target_id=written.pk, key=key, now=now)
        return
    to = [(person, written.pk, f"{key}:{person.pk}") for person in answerers(application, now)]
    notify_all(to=to, kind="message.to_team", now=now)


def answerers(application: Application, now: datetime) -> list[Person]:
    """Who hears of an applicant's message."""
    roles = Role.objects.current(timezone.localdate(now)).filter(
        branch=application.call.branch_id, kind__in=ORDER_ROLES
    )
    team = {person.pk: person for person in Person.objects.active().filter(roles__in=roles).order_by("pk")}
    last = application.messages.filter(from_team=True).order_by("-at", "-pk").values_list("author", flat=True).first()
    return [team[last]] if last in team else list(team.values())
