"""Counters of tries, kept in the database so that parallel requests cannot slip through."""

from django.db import models


class Attempt(models.Model):
    """How often something was tried within a window that began at `since`; `key` is a digest."""

    key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key[:8]} × {self.count}"
