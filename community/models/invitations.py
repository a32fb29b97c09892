"""Invitations: six letters that put whoever proves their address on a promotion's roster, until they are withdrawn."""

from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words about invitations."""

    def open(self, now: datetime) -> "InvitationQuerySet":
        """Neither past their time nor withdrawn."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)

    def newest_first(self) -> "InvitationQuerySet":
        """The order of every list of them."""
        return self.order_by("-created_at", "-pk")


class Invitation(models.Model):
    """A code for one promotion; a new one withdraws the one before."""

    promotion = models.ForeignKey("community.Promotion", on_delete=models.CASCADE, related_name="invitations")
    code = models.CharField(max_length=6, unique=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField()
    revoked_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True, editable=False
    )
    # Where those who come introduce themselves.
    discussion = models.ForeignKey(
        "community.Discussion", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["promotion"], condition=models.Q(revoked_at__isnull=True), name="invitation_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="invitation_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} to {self.promotion_id}"

    def last_day(self, zone: ZoneInfo) -> date:
        """The last day on which it works: it ends at a midnight there."""
        return (self.expires_at - timedelta(seconds=1)).astimezone(zone).date()


class Knock(models.Model):
    """Somebody who typed the code and has not proven their address yet."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="knocks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Whether the person was written down for this alone, and goes when nobody comes.
    made_guest = models.BooleanField(default=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invitation", "person"], name="knock_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.invitation_id}"
