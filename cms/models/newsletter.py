"""The newsletter of a branch: who has asked for it, and what was sent."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from hub.words.localised import LocalisedField


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Words about subscriptions."""

    def confirmed(self) -> "SubscriptionQuerySet":
        """Those whose people pressed the button in the mail."""
        return self.filter(confirmed_at__isnull=False)


class Subscription(models.Model):
    """An address that gets a branch's newsletter; the person carries its language, `consent` the words agreed to."""

    branch = models.ForeignKey("hub.Branch", on_delete=models.CASCADE, related_name="subscriptions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subscriptions")
    email_key = models.CharField(max_length=254)
    consent = models.TextField()
    created_at = models.DateTimeField(editable=False)
    confirmed_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["branch", "email_key"], name="subscribed_once_per_branch"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to branch {self.branch_id}"


class Newsletter(models.Model):
    """One text to everybody who gets a branch's newsletter; `key` is the page it was written on, so it is sent once.

    It is not sent before `sent_at` says when: until then its author alone has seen it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    branch = models.ForeignKey("hub.Branch", on_delete=models.CASCADE, related_name="newsletters")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    subject = LocalisedField()
    words = LocalisedField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="newsletter_age")]

    def __str__(self) -> str:
        return f"newsletter {self.pk} of branch {self.branch_id} ({self.count})"
