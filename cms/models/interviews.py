"""Hours that the team keeps for interviews; the application that chose one points to it, so none can be chosen twice."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.models import Branch
from hub.models.branches import validate_zone


class InterviewQuerySet(models.QuerySet["Interview"]):
    """Words about interviews."""

    def free(self, branch: Branch, now: datetime) -> "InterviewQuerySet":
        """What an applicant of this branch can choose: from tomorrow on, so that nobody is taken by surprise."""
        tomorrow = now.astimezone(ZoneInfo(branch.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
        rows = self.kept().filter(branch=branch, starts_at__gte=tomorrow + timedelta(days=1), application=None)
        return rows.select_related("branch", "host").soonest_first()

    def kept(self) -> "InterviewQuerySet":
        """Those that the team has not taken back."""
        return self.filter(closed_at=None)

    def soonest_first(self) -> "InterviewQuerySet":
        """The order of every list of them."""
        return self.order_by("starts_at", "pk")


class Interview(models.Model):
    """One hour with one person of the team, in one way of meeting."""

    class Mode(models.TextChoices):
        """How one meets."""

        IN_PERSON = "in_person", _("in person")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="interviews")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interviews")
    zone = models.CharField(max_length=40, validators=[validate_zone])
    wall_start = models.CharField(max_length=16)
    wall_end = models.CharField(max_length=16)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=Mode)
    where = models.CharField(max_length=200, blank=True)
    # Rises with each change of who comes, as calendars must hear of it.
    sequence = models.PositiveIntegerField(default=0)
    # The team took it back: mails may still speak of it, nobody can choose it.
    closed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    modified_at = models.DateTimeField(editable=False)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["host", "starts_at"], condition=models.Q(closed_at=None), name="interview_host_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="interview_ends_after_start"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["branch", "starts_at"], name="interview_branch_start")]

    def __str__(self) -> str:
        return f"{self.branch_id}: {self.wall_start}"

    @property
    def start(self) -> datetime:
        """The start as clocks on the wall show it."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def end(self) -> datetime:
        """The end as clocks on the wall show it."""
        return self.ends_at.astimezone(ZoneInfo(self.zone))
