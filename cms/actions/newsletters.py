"""Writes a branch's newsletter: tried on oneself first, then one mail for each reader, once however often it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from cms.models import Newsletter, Subscription
from cms.models.newsletter import SubscriptionQuerySet
from cms.policies import looks_after
from hub.actions.notify import notify, notify_all
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person

KEEP_NEWSLETTERS = timedelta(days=365)


class NewsletterRefusal(Refusal):
    """The newsletter of a branch is written by its team, for people who read it."""


@dataclass(frozen=True)
class Written:
    """What the page holds: subject and words by language, and the key of the page itself."""

    subject: dict[str, str]
    words: dict[str, str]
    key: UUID


def readers_of(branch_id: int) -> SubscriptionQuerySet:
    """Those who get it, with their people."""
    return Subscription.objects.confirmed().filter(branch=branch_id).select_related("person").order_by("pk")


def keep(actor: Person, branch_id: int, written: Written, now: datetime) -> Newsletter:
    """A step: the newsletter as the page has it; as it was sent, once it was. Raises NewsletterRefusal."""
    require_write()
    Branch.objects.select_for_update().get(pk=branch_id)
    found = Newsletter.objects.filter(key=written.key).first()
    if branch_id not in looks_after(actor, now) or (found is not None and found.branch_id != branch_id):
        raise NewsletterRefusal("forbidden", _("Only the team of this branch writes its newsletter."))
    if found is not None and found.sent_at is not None:
        return found
    kept = found or Newsletter(key=written.key, branch_id=branch_id)
    kept.author, kept.at = actor, now
    kept.subject, kept.words = written.subject, written.words
    kept.save()
    return kept


def try_newsletter(*, actor: Person, branch_id: int, written: Written, now: datetime) -> Newsletter:
    """Mails it to its author alone, once a minute at most. Raises NewsletterRefusal."""
    with write():
        kept = keep(actor, branch_id, written, now)
        key = f"newsletter.trial:{kept.pk}:{now:%Y%m%d%H%M}"
        notify(person=actor, kind="newsletter.trial", target_id=kept.pk, key=key, now=now)
    return kept


def send_newsletter(*, actor: Person, branch_id: int, written: Written, now: datetime) -> Newsletter:
    """One mail for each reader; the same page again sends nothing more. Raises NewsletterRefusal."""
    with write():
        kept = keep(actor, branch_id, written, now)
        if kept.sent_at is not None:
            return kept
        readers = list(readers_of(branch_id))
        if not readers:
            raise NewsletterRefusal("nobody", _("Nobody gets this newsletter yet."))
        to = [(one.person, one.pk, f"newsletter.letter:{kept.pk}:{one.pk}") for one in readers]
        notify_all(to=to, kind="newsletter.letter", facts={"newsletter": kept.pk}, now=now)
        kept.sent_at, kept.count = now, len(readers)
        kept.save(update_fields=["sent_at", "count"])
        record(actor, "newsletter.sent", kept, people=len(readers))
    return kept


def erase_old_newsletters(*, now: datetime) -> int:
    """Their texts go after a year. Harmless when repeated."""
    old = Newsletter.objects.filter(at__lt=now - KEEP_NEWSLETTERS)
    if not old.exists():
        return 0
    with write():
        gone, _models = old.delete()
    return gone
