"""Tells by mail whoever leaves a roster without having said so: taken off by the team, or when their time is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from community.models import Membership
from hub.actions.notify import notify, notify_all
from hub.acts import UNDO_FOR
from hub.db import require_write, write
from hub.models import Notice

# Long enough before the end of a godparent's time to read on, and to keep a copy.
TOLD_BEFORE = timedelta(days=7)


def tell_removed(rows: Iterable[Membership], *, now: datetime) -> None:
    """A step: the team has taken them off; the mail leaves when a slip can no longer be undone."""
    require_write()
    for one in rows:
        # What began and ended at the same instant has left no row.
        if one.pk is not None:
            key = f"member.removed:{one.pk}"
            due_at = now + UNDO_FOR
            notify(person=one.person, kind="member.removed", target_id=one.pk, key=key, due_at=due_at, now=now)


def announce_terms(*, now: datetime) -> int:
    """Tells those whose time ends by itself within a week, once; answers how many. Harmless when repeated."""
    told = Notice.objects.filter(kind="member.term", target_id=OuterRef("pk"))
    ending = Membership.objects.current(now).filter(ends_at__lte=now + TOLD_BEFORE).exclude(Exists(told))
    rows = list(ending.exclude(person__email="").select_related("person").order_by("pk"))
    if rows:
        with write():
            to = [(one.person, one.pk, f"member.term:{one.pk}") for one in rows]
            notify_all(to=to, kind="member.term", now=now)
    return len(rows)
