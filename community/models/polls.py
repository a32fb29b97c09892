"""Polls about dates: what is asked beside a post, the dates one can choose from, and who can on which."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from community.models.rooms import Post


class Poll(models.Model):
    """The dates that a post asks about; the question is the post's own text."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="poll")
    # What an app above knows the date by that comes of this poll.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=120, blank=True)
    zone = models.CharField(max_length=40)
    # The first instant at which nobody votes any more, where the author set one.
    closes_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    closed_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # The date that was settled on, once an app above has made something of it.
    chosen = models.ForeignKey("community.PollOption", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"poll of {self.post_id}"

    @property
    def last_day(self) -> date | None:
        """The last day on which one can vote, as the branch counts days."""
        at = self.closes_at
        return at and (at - timedelta(microseconds=1)).astimezone(ZoneInfo(self.zone)).date()

    def is_open(self, now: datetime) -> bool:
        """Whether one can vote: neither closed nor settled, and its last day is not over."""
        running = self.closes_at is None or now < self.closes_at
        return running and self.closed_at is None and self.chosen_id is None


class PollOptionQuerySet(models.QuerySet["PollOption"]):
    """Words about dates one can choose from."""

    def counted(self, now: datetime) -> "PollOptionQuerySet":
        """Those still to come, the soonest first, each with `count`, how many can."""
        rows = self.filter(starts_at__gt=now).select_related("poll__post")
        return rows.annotate(count=models.Count("votes")).order_by("starts_at", "pk")


class PollOption(models.Model):
    """One date; wall time in the poll's zone is the truth, the instant is computed."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    wall_start = models.CharField(max_length=16)
    starts_at = models.DateTimeField()

    objects = PollOptionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "wall_start"], name="poll_option_once"),
        ]

    def __str__(self) -> str:
        return f"{self.wall_start} of {self.poll_id}"

    @property
    def start(self) -> datetime:
        """As the clocks on the wall show it, aware of its zone."""
        return self.starts_at.astimezone(ZoneInfo(self.poll.zone))


class Vote(models.Model):
    """One person can on one date; the keys rise in the order in which people said so."""

    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["option", "person"], name="vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.option_id}"
