"""Announcements: posts of those who lead, and who has said that they read them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from community.models.rooms import Post


class Announcement(models.Model):
    """A post that everybody should see; its first line is its title."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="announcement")
    asks = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"announcement {self.post_id}"


class Acknowledgement(models.Model):
    """One person has said that they read it."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["announcement", "person"], name="acknowledged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} has read {self.announcement_id}"
