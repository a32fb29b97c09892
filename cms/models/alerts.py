"""Who wants to hear when a branch looks for mentors again, and forms that somebody has not finished."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Alert(models.Model):
    """An address to tell, once, that a call of a branch is open; only after a press in a mail sent there."""

    branch = models.ForeignKey("hub.Branch", on_delete=models.CASCADE, related_name="alerts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts")
    email_key = models.CharField(max_length=254)
    created_at = models.DateTimeField(editable=False)
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["branch", "email_key"], name="alert_once_per_branch"),
            models.CheckConstraint(
                condition=models.Q(told_at__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="alert_told_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} about branch {self.branch_id}"


class Draft(models.Model):
    """An application that somebody finishes later, perhaps on another device: what they had typed so far."""

    call = models.ForeignKey("cms.Call", on_delete=models.CASCADE, related_name="drafts")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="draft")
    session = models.CharField(max_length=40, blank=True)
    over_fifty = models.BooleanField(default=False)
    source = models.CharField(max_length=30, blank=True, default="", db_default="", editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["created_at"], name="draft_age")]

    def __str__(self) -> str:
        return f"{self.person_id} to call {self.call_id}"
