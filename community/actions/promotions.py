"""Steps of a promotion's life: its founding, and its roster."""

from datetime import datetime

from community.models import Membership, Promotion
from hub.db import require_write
from hub.journal import record
from hub.models import Branch, Person


def found_promotion(*, actor: Person | None, branch: Branch, number: int, language: str, now: datetime) -> Promotion:
    """A step: the row that everything of a promotion hangs on."""
    require_write()
    promotion = Promotion.objects.create(branch=branch, number=number, language=language, created_at=now)
    record(actor, "promotion.opened", promotion)
    return promotion


def enrol(*, actor: Person | None, promotion: Promotion, person: Person, role: str, now: datetime) -> Membership:
    """A step: puts a person on the roster; harmless when they are on it already."""
    require_write()
    membership, created = Membership.objects.get_or_create(
        promotion=promotion, person=person, role=role, ends_at=None, defaults={"starts_at": now}
    )
    if created:
        record(actor, "member.add", membership)
    return membership
