"""Proposals: a convivial date that a member wishes for their branch, until its team has answered."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.policies import team_branches


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Words about proposals."""

    def waiting(self) -> "ProposalQuerySet":
        """Those without an answer."""
        return self.filter(state=Proposal.State.WAITING)

    def for_team(self, person: Any, now: datetime) -> "ProposalQuerySet":
        """Those of the branches this person works for."""
        return self.filter(branch__in=team_branches(person, on=timezone.localdate(now)))

    def newest_first(self) -> "ProposalQuerySet":
        """The order of every list of them."""
        return self.order_by("-created_at", "-pk")


class Proposal(models.Model):
    """What, when and where, in its proposer's words; `begins` is a wall time like 2026-12-03T17:00 of the branch."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting for an answer")
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="+")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proposals")
    what = models.CharField(max_length=10)
    begins = models.CharField(max_length=16)
    place = models.CharField(max_length=120)
    words = models.TextField(blank=True, max_length=1000)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    event = models.OneToOneField("events.Event", on_delete=models.CASCADE, null=True, related_name="proposal")
    created_at = models.DateTimeField(editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="agreed", event__isnull=False)
                | (~models.Q(state="agreed") & models.Q(event=None)),
                name="proposal_agreed_has_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.begins} ({self.state})"
