"""Calendar links: one secret per device, kept as a digest, that opens its person's own calendar."""

from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models


def digest_of(secret: str) -> str:
    """What is kept of a secret: 64 hex digits. A secret is long and random, so it needs no salt."""
    return sha256(secret.encode()).hexdigest()


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    """Words about calendar links."""

    def working(self) -> "CalendarLinkQuerySet":
        """Not revoked, and their person may still sign in."""
        return self.filter(revoked_at__isnull=True, person__is_active=True)

    def opened_by(self, secret: str) -> "CalendarLinkQuerySet":
        """The one that this secret opens."""
        return self.working().filter(digest=digest_of(secret))

    def newest_first(self) -> "CalendarLinkQuerySet":
        """The order of every list of them."""
        return self.order_by("-created_at", "-pk")


class CalendarLink(models.Model):
    """A device's way to its person's calendar, until it is revoked."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    used_on = models.DateField(null=True, blank=True, editable=False)
    revoked_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True, blank=True, editable=False
    )

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "revoked_at"], name="link_person_revoked")]

    def __str__(self) -> str:
        return f"{self.name} of {self.person_id}"
