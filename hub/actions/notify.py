"""Puts a notice into the outbox, inside the transaction of the action that causes it."""

from datetime import datetime

from django.db import transaction

from hub import outbox
from hub.db import require_write
from hub.models import Notice, Person


def notify(
    *,
    person: Person,
    kind: str,
    now: datetime,
    target_id: int | None = None,
    key: str | None = None,
    due_at: datetime | None = None,
    facts: dict[str, str | int] | None = None,
) -> None:
    """Writes one notice; the same `key` twice writes it once, a person without an address gets none.

    The worker is woken on commit.
    """
    require_write()
    if not person.email:
        return
    notice = Notice(
        person=person,
        kind=kind,
        target_id=target_id,
        key=key,
        created_at=now,
        due_at=due_at or now,
        facts=facts or {},
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    transaction.on_commit(outbox.wake, robust=True)
