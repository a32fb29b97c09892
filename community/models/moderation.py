"""What the team does about messages: hidden ones, with why, and what is kept for those who may still read them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models.rooms import HideReason, Post


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
