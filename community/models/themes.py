"""Themes: what a sheet of the library or an event is about, and what each member looks for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """In the order of the library."""

    BOND = "bond", _("The duo, from the first meeting on")
    JOB = "job", _("Finding a job")
    RIGHTS = "rights", _("Rights and papers")
    TRAINING = "training", _("The training")
    TOOLS = "tools", _("Tools of the association")


class InterestQuerySet(models.QuerySet["Interest"]):
    """Words about what people look for."""

    def kept(self) -> "InterestQuerySet":
        """Not given up."""
        return self.filter(given_up=False)

    def of_kind(self, kind: str) -> "InterestQuerySet":
        """Themes alone, or languages alone."""
        return self.filter(kind=kind)


class Interest(models.Model):
    """A theme or a language that one looks for; given up, the row stays: calendars ask when that was."""

    class Kind(models.TextChoices):
        """What it is."""

        THEME = "theme", _("theme")
        LANGUAGE = "language", _("language")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=10)
    given_up = models.BooleanField(default=False)
    modified_at = models.DateTimeField(editable=False)

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind", "value"], name="interest_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.value}"
