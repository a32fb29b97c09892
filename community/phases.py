"""The life of a promotion: in training, open to its alumni, calm, archived; computed, never stored but for the last."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from community.models import Post, Promotion

CALM_AFTER = timedelta(days=60)


class Phase(models.TextChoices):
    """Where a promotion stands."""

    TRAINING = "training", _("in training")
    ALUMNI = "alumni", _("trained: its members stay members")
    CALM = "calm", _("calm")
    ARCHIVED = "archived", _("archived")


def last_word(promotion: Promotion) -> datetime | None:
    """When somebody wrote in its room last; one query."""
    found: datetime | None = Post.objects.filter(room=promotion.room_id).aggregate(at=Max("created_at"))["at"]
    return found


def phase_of(promotion: Promotion, last: datetime | None, now: datetime) -> Phase:
    """The first that holds: archived; calm, 60 days after the last message or the founding; trained; in training."""
    if promotion.room.is_archived:
        return Phase.ARCHIVED
    if (last or promotion.created_at) + CALM_AFTER <= now:
        return Phase.CALM
    if promotion.trained_at is not None and promotion.trained_at <= now:
        return Phase.ALUMNI
    return Phase.TRAINING
