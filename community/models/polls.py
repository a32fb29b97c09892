"""Polls: what is asked beside a post, the dates or the words one can choose from, and who chose which."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models.rooms import Post


def dates_of_poll() -> "PollOptionQuerySet":
    """The dates that the poll of an outer query asks about."""
    return PollOption.objects.filter(poll=models.OuterRef("pk"), starts_at__isnull=False)


class PollQuerySet(models.QuerySet["Poll"]):
    """Words about polls."""

    def about_dates(self) -> "PollQuerySet":
        """Those an app above can make something of."""
        return self.filter(models.Exists(dates_of_poll()))

    def about_words(self) -> "PollQuerySet":
        """The others."""
        return self.exclude(models.Exists(dates_of_poll()))


class Poll(models.Model):
    """The dates or the words that a post asks about; the question is the post's own text."""

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

    objects = PollQuerySet.as_manager()

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
    """Words about what one can choose from."""

    def counted(self, now: datetime) -> "PollOptionQuerySet":
        """The dates still to come, the soonest first, each with `count`, how many can."""
        rows = self.filter(starts_at__gt=now).select_related("poll__post")
        return rows.annotate(count=models.Count("votes")).order_by("starts_at", "pk")


class Stance(models.TextChoices):
    """What one answers to a bare proposal."""

    AGREE = "agree", _("I agree")
    DISAGREE = "disagree", _("I do not agree")
    NONE = "none", _("No opinion")


class PollOption(models.Model):
    """One date, one answer in its author's words, or one of the three to a bare proposal.

    Of a date, wall time in the poll's zone is the truth, the instant is computed.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    wall_start = models.CharField(max_length=16, blank=True, default="")
    starts_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    text = models.CharField(max_length=120, blank=True, default="")
    stance = models.CharField(max_length=8, choices=Stance, blank=True, default="")

    objects = PollOptionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "wall_start", "text", "stance"], name="poll_option_once"),
            models.CheckConstraint(
                name="poll_option_is_one_thing",
                condition=(models.Q(starts_at__isnull=False, text="", stance="") & ~models.Q(wall_start=""))
                | (models.Q(starts_at__isnull=True, wall_start="", stance="") & ~models.Q(text=""))
                | (models.Q(starts_at__isnull=True, wall_start="", text="") & ~models.Q(stance="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wall_start or self.text or self.stance} of {self.poll_id}"

    @property
    def label(self) -> str:
        """The answer in words; empty for a date."""
        return self.text or str(self.get_stance_display())

    @property
    def start(self) -> datetime:
        """Of a date: as the clocks on the wall show it, aware of its zone; raises ValueError for words."""
        if self.starts_at is None:
            raise ValueError(self)
        return self.starts_at.astimezone(ZoneInfo(self.poll.zone))

    def has_passed(self, now: datetime) -> bool:
        """Whether it is a date, and over."""
        return self.starts_at is not None and self.starts_at <= now


class Vote(models.Model):
    """One person can on one date, or chose these words; the keys rise in the order in which people said so."""

    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["option", "person"], name="vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.option_id}"
