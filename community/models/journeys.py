"""What follows a confirmed training: each mentor's journey, and every move in it with who, when and why."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.promotions import ORDER_ROLES, Membership, Promotion
from hub.policies import team_branches


class Stage(models.TextChoices):
    """Where a mentor stands; what comes before belongs to the application."""

    TRAINING = "training", _("in training")
    TRAINED = "trained", _("trained, without a duo")
    DUO = "duo", _("in a duo")
    PAUSE = "pause", _("taking a break")
    ALUMNI = "alumni", _("accompanies nobody any more")
    LEFT = "left", _("has left")


ALLOWED: dict[str, frozenset[str]] = {
    Stage.TRAINING: frozenset({Stage.TRAINED, Stage.LEFT}),
    # A day can be missing after all: they go on training until somebody says otherwise.
    Stage.TRAINED: frozenset({Stage.DUO, Stage.PAUSE, Stage.ALUMNI, Stage.TRAINING, Stage.LEFT}),
    # A duo that ends leads to the next one, to a break, or to the end of accompanying.
    Stage.DUO: frozenset({Stage.TRAINED, Stage.PAUSE, Stage.ALUMNI, Stage.LEFT}),
    Stage.PAUSE: frozenset({Stage.TRAINED, Stage.DUO, Stage.ALUMNI, Stage.LEFT}),
    Stage.ALUMNI: frozenset({Stage.TRAINED, Stage.DUO, Stage.LEFT}),
    # Back on a roster: from where its training stands.
    Stage.LEFT: frozenset({Stage.TRAINING, Stage.TRAINED}),
}


# Why a move was made, where nobody typed it: by the roster, by whoever left of their own accord, by the clock, …
ROSTER, ALONE, TRAINING_OVER, UNDONE, TEAM = "roster", "left alone", "training over", "undone", "team"
CODES = frozenset({ROSTER, ALONE, TRAINING_OVER, UNDONE, TEAM})


class IllegalStageError(ValueError):
    """A mentor cannot come from where they stand to there."""


class JourneyQuerySet(models.QuerySet["Journey"]):
    """Words about journeys."""

    def visible_to(self, person: Any, now: datetime) -> "JourneyQuerySet":
        """Those of the mentors whose promotions one's branches look after; of who is on no roster today, those of before."""
        team = team_branches(person, on=timezone.localdate(now), kinds=ORDER_ROLES)
        ever = Membership.objects.mentors()
        theirs = ever.filter(promotion__branch__in=team)
        today = models.Q(person__in=theirs.current(now).values("person"))
        nowhere = ~models.Exists(ever.current(now).filter(person=models.OuterRef("person")))
        return self.filter(today | models.Q(nowhere, person__in=theirs.values("person")))

    def in_duo(self) -> "JourneyQuerySet":
        """Those of mentors who accompany somebody at this moment."""
        return self.filter(stage=Stage.DUO)

    def trained_by(self, now: datetime) -> "JourneyQuerySet":
        """Those still in training whose promotion's last day has ended since they began it."""
        over = Membership.objects.current(now).mentors().filter(person=models.OuterRef("person"))
        over = over.filter(promotion__trained_at__lte=now, promotion__trained_at__gt=models.OuterRef("since"))
        return self.filter(models.Exists(over), stage=Stage.TRAINING)

    def longest_first(self) -> "JourneyQuerySet":
        """By who has been at their stage longest."""
        return self.order_by("since", "pk")


class Journey(models.Model):
    """One mentor's way from the first training day to the last duo, whatever promotions they belong to."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="journey")
    stage = models.CharField(max_length=10, choices=Stage)
    since = models.DateTimeField()
    # The day for which the team has put off a call; any move ends it.
    call_on = models.DateField(null=True)

    objects = JourneyQuerySet.as_manager()
    # The stage it was read at; of what is new, none.
    stood = ""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["stage", "since"], name="journey_by_stage")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.stage}"

    def save(self, *args: Any, back: bool = False, **options: Any) -> None:
        """Keeps it, unless it has moved as none may; `back` where a move is taken back. Raises IllegalStageError."""
        moved = self.stood and self.stage != self.stood
        if moved and not back and self.stage not in ALLOWED[self.stood]:
            message = f"{self.stood} → {self.stage}"
            raise IllegalStageError(message)
        super().save(*args, **options)
        self.stood = self.stage

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """As it was read, and where it stood then."""
        one = super().from_db(db, field_names, values, **more)
        one.stood = one.__dict__.get("stage", "")
        return one

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        """As it stands now, which others may have moved."""
        super().refresh_from_db(*args, **options)
        self.stood = self.stage

    def ends_with(self, promotion: Promotion, now: datetime) -> bool:
        """Whether it is over once they leave this promotion: the last whose roster they are on as a mentor."""
        on = Membership.objects.current(now).mentors().filter(person=self.person_id)
        return set(on.values_list("promotion", flat=True)) == {promotion.pk}

    def put_off_to(self) -> date | None:
        """The day for which the team has put off a call since they stand here; one query."""
        theirs = self.delays.filter(at__gte=self.since).order_by("-at", "-pk")
        return theirs.values_list("until", flat=True).first()

    def may_become(self, stage: str) -> bool:
        """Whether the next move may lead there."""
        return stage in ALLOWED[self.stage]


class JourneyMove(models.Model):
    """One move of a mentor: from, to, who, when, why; `was_since` is what an undo needs."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="moves")
    before = models.CharField(max_length=10, choices=Stage, blank=True)
    after = models.CharField(max_length=10, choices=Stage)
    # Nobody: the clock.
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=300)
    was_since = models.DateTimeField(null=True)
    undoes = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="undone_by")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(why=""), name="journey_move_says_why")]
        indexes: ClassVar = [models.Index(fields=["journey", "at"], name="journey_move_of")]

    def __str__(self) -> str:
        return f"{self.journey_id}: {self.before} → {self.after}"


class Delay(models.Model):
    """The team puts off a call to a mentor: who, when, until which day, and why; gone after some months."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="delays")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["journey", "at"], name="delay_of"),
            models.Index(fields=["at"], name="delay_age"),
        ]

    def __str__(self) -> str:
        return f"{self.journey_id}: until {self.until}"
