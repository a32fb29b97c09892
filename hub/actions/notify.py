"""Puts notices into the outbox, inside the transaction of the action that causes them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

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
    """Writes one notice, as `notify_all` does for many."""
    notify_all(to=[(person, target_id, key)], kind=kind, now=now, due_at=due_at, facts=facts)


def notify_all(
    *,
    to: Iterable[tuple[Person, int | None, str | None]],
    kind: str,
    now: datetime,
    due_at: datetime | None = None,
    facts: dict[str, str | int] | None = None,
) -> None:
    """Writes a notice to each (person, target, key), as many in one statement as the database takes.

    The same key twice writes it once, a person without an address gets none. The worker is woken on commit.
    """
    require_write()
    rest = {"kind": kind, "created_at": now, "due_at": due_at or now, "facts": facts or {}}
    notices = [Notice(person=person, target_id=target, key=key, **rest) for person, target, key in to if person.email]
    if notices:
        Notice.objects.bulk_create(notices, batch_size=1000, ignore_conflicts=True)
        transaction.on_commit(outbox.wake, robust=True)


def add_to_waiting(notices: QuerySet[Notice], target_id: int) -> bool:
    """A step: has the first of these that no worker has ever held speak of one more target; False where there is none."""
    require_write()
    notice = notices.filter(state=Notice.State.WAITING, tries=0).order_by("pk").select_for_update().first()
    if notice is None:
        return False
    notice.facts = {**notice.facts, "also": f"{notice.facts.get('also', '')} {target_id}".strip()}
    notice.save(update_fields=["facts"])
    return True


def recall(notices: QuerySet[Notice], *, now: datetime) -> bool:
    """A step: drops those of these notices that no worker holds; True where one has left, or is leaving."""
    require_write()
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lt=now)
    notices.filter(unclaimed, state=Notice.State.WAITING).update(state=Notice.State.DROPPED)
    return notices.filter(state__in=[Notice.State.WAITING, Notice.State.SENT]).exists()
