"""The ladder of unanswered questions: when a branch asks whom, and which steps were taken for a question."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models.questions import Question

# Two working weeks: who waits longer hears by other ways.
MOST_HOURS = 240


class Step(models.IntegerChoices):
    """Who is asked, one after the other."""

    PEERS = 1, _("members who can help")
    REFERENT = 2, _("the référent")
    COORDINATOR = 3, _("the branch’s coordinator")


class Ladder(models.Model):
    """After how many working hours each step is taken in the promotions of a branch; one without a row has these."""

    branch = models.OneToOneField("hub.Branch", on_delete=models.CASCADE, related_name="ladder")
    active = models.BooleanField(default=True)
    first = models.PositiveSmallIntegerField(default=24)
    second = models.PositiveSmallIntegerField(default=48)
    third = models.PositiveSmallIntegerField(default=72)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    first__gte=1,
                    second__gt=models.F("first"),
                    third__gt=models.F("second"),
                    third__lte=MOST_HOURS,
                ),
                name="ladder_rises",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id}: {self.first}, {self.second}, {self.third}"

    @property
    def waits(self) -> dict[Step, timedelta]:
        """{step: the working time before it, since the question was asked}."""
        hours = {Step.PEERS: self.first, Step.REFERENT: self.second, Step.COORDINATOR: self.third}
        return {step: timedelta(hours=number) for step, number in hours.items()}


class Rung(models.Model):
    """A step that was taken for a question: once, even where nobody was found for it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="rungs", db_index=False)
    step = models.PositiveSmallIntegerField(choices=Step)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "step"], name="rung_once"),
        ]

    def __str__(self) -> str:
        return f"step {self.step} of question {self.question_id}"


class ToldQuerySet(models.QuerySet["Told"]):
    """Words about who was asked."""

    def peers_since(self, at: datetime) -> "ToldQuerySet":
        """Those asked as peers, later than that."""
        return self.filter(rung__step=Step.PEERS, rung__at__gt=at)


class Told(models.Model):
    """Somebody who was asked at a step; the same person once for a question, whatever they are there."""

    rung = models.ForeignKey(Rung, on_delete=models.CASCADE, related_name="told", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects = ToldQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rung", "person"], name="told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.rung_id}"
