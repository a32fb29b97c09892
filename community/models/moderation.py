"""What the team does about messages and people: hidden messages, and what members have reported."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.promotions import Promotion
from community.models.rooms import HideReason, Post, Room
from hub.models import Role
from hub.policies import team_branches


class Hiding(models.Model):
    """A message that the team has taken out of sight; its text stands here alone until it is shown again."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="hiding")
    reason = models.CharField(_("reason"), max_length=12, choices=HideReason)
    # In the team's own words, for the author; the journal has the code alone.
    words = models.TextField(blank=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    hidden_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="hiding_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.reason}"


class ReportQuerySet(models.QuerySet["Report"]):
    """Words about reports."""

    def visible_to(self, person: Any, now: datetime) -> "ReportQuerySet":
        """Those that a member of the team looks into; whoever is reported, or wrote the message, sees none of it."""
        if not person.is_authenticated:
            return self.none()
        own = Promotion.objects.moderated_by(person, now).values("pk")
        coordinated = team_branches(person, on=timezone.localdate(now), kinds=[Role.Kind.COORDINATOR])
        seen = models.Q(level=Report.Level.REFERENT, room__promotion__in=own) | models.Q(
            level__in=[Report.Level.REFERENT, Report.Level.COORDINATOR], room__branch__in=coordinated
        )
        if person.is_superuser:
            seen = ~models.Q(pk=None)
        return self.filter(seen).exclude(person=person.pk).exclude(post__written_by=person.pk)

    def open(self) -> "ReportQuerySet":
        """Those that nobody has handled yet."""
        return self.filter(handled_at__isnull=True)


class Report(models.Model):
    """What a member tells the team about a message or a person; it never reaches the one it is about."""

    class Reason(models.TextChoices):
        """Why."""

        HURTFUL = "hurtful", _("it hurts somebody")
        PRIVATE = "private", _("it says too much about somebody, a young person for instance")
        ADVERT = "advert", _("it is advertising, or a swindle")
        DANGER = "danger", _("I am worried about somebody")
        OTHER = "other", _("something else")

    class Level(models.TextChoices):
        """Who looks into it: the promotion's référents; those above where it is none, or a référent is concerned."""

        REFERENT = "referent"
        COORDINATOR = "coordinator"
        ADMIN = "admin"

    class Outcome(models.TextChoices):
        """What was done."""

        TALKED = "talked", _("we talked with those concerned")
        HIDDEN = "hidden", _("the message was hidden")
        REMOVED = "removed", _("the person was taken off the roster")
        NOTHING = "nothing", _("there was nothing to do")

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="reports")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="reports")
    # Whom it is about: the author of the message, or the person.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    level = models.CharField(max_length=12, choices=Level)
    reason = models.CharField(max_length=12, choices=Reason)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField(editable=False)
    handled_at = models.DateTimeField(null=True, editable=False)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    # What the team notes for itself.
    note = models.TextField(blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reporter", "post"],
                condition=models.Q(handled_at__isnull=True, post__isnull=False),
                name="report_of_post_open_once",
            ),
            models.UniqueConstraint(
                fields=["reporter", "person", "room"],
                condition=models.Q(handled_at__isnull=True, post__isnull=True),
                name="report_of_person_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(handled_at__isnull=True, outcome="")
                | (models.Q(handled_at__isnull=False) & ~models.Q(outcome="")),
                name="report_handled_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} in {self.room_id}"
