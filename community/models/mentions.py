"""Mentions: whom a post names, so that each is told once."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from community.models.rooms import Post


class Mention(models.Model):
    """A post names a person."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "person"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"
