"""Empties the outbox: claims a notice, sends it outside any transaction, then says how it went."""

import logging
import smtplib
from datetime import datetime, timedelta
from functools import cache

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils.translation import override

from hub.db import write
from hub.mail.message import NoticeKind, compose
from hub.models import Notice
from hub.parts import parts

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=2)
GIVE_UP_AFTER = timedelta(hours=48)
BATCH = 100
ADDRESS_REFUSED = range(550, 555)


@cache
def kinds() -> dict[str, NoticeKind]:
    """Every kind of notice the apps declare, by code."""
    return {kind.code: kind for kind in parts("notice_kinds")}


def deliver_due(*, now: datetime) -> int:
    """Sends what is due, at most a batch; answers how many left. One bad address stops nobody else's."""
    connection = get_connection()
    sent = 0
    for _ in range(BATCH):
        notice = claim_one(now=now)
        if notice is None:
            break
        sent += deliver(notice, connection, now=now)
    connection.close()
    return sent


def claim_one(*, now: datetime) -> Notice | None:
    """Takes the oldest due notice for two minutes; another worker takes the next one."""
    with write():
        notice = Notice.objects.due(now).order_by("due_at", "pk").select_for_update(skip_locked=True).first()
        if notice is not None:
            notice.claimed_until = now + CLAIM
            notice.tries += 1
            notice.save(update_fields=["claimed_until", "tries"])
    return notice


def deliver(notice: Notice, connection: BaseEmailBackend, *, now: datetime) -> bool:
    """Sends one claimed notice and writes down what came of it; True when the server took it."""
    try:
        message = write_message(notice)
    except Exception as error:  # one notice that cannot be written holds up nobody else's
        logger.exception("notice %s cannot be written", notice.pk)
        postpone(notice, error, now=now)
        return False
    if message is None:
        settle(notice, Notice.State.DROPPED, now=now)
        return False
    try:
        connection.send_messages([message])
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        connection.close()
        postpone(notice, error, now=now)
        return False
    settle(notice, Notice.State.SENT, now=now)
    return True


def write_message(notice: Notice) -> EmailMultiAlternatives | None:
    """The message in its reader's language; None where there is nothing left to say."""
    with override(notice.person.language):
        mail = kinds()[notice.kind].build(notice)
        return compose(notice, mail) if mail is not None else None


def settle(notice: Notice, state: str, *, now: datetime) -> None:
    """Ends a notice; what it carried in secret (a sign-in code) is forgotten."""
    facts = {} if kinds()[notice.kind].secret else notice.facts
    with write():
        Notice.objects.filter(pk=notice.pk).update(state=state, sent_at=now, claimed_until=None, error="", facts=facts)


def postpone(notice: Notice, error: Exception, *, now: datetime) -> None:
    """Tries again later, twice as late each time; gives up on a refused address or after two days."""
    refused = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code in ADDRESS_REFUSED for code, _ in error.recipients.values()
    )
    hopeless = refused or isinstance(error, UnicodeError) or now - notice.created_at > GIVE_UP_AFTER
    wait = min(timedelta(seconds=15 * 2**notice.tries), timedelta(hours=1))
    logger.warning("notice %s was not taken: %s", notice.pk, type(error).__name__)
    with write():
        Notice.objects.filter(pk=notice.pk).update(
            state=Notice.State.FAILED if hopeless else F("state"),
            claimed_until=None,
            due_at=now + wait,
            error=type(error).__name__,
        )
