"""Testimonies: somebody's own words and portrait, shown wherever a page names them, for as long as that person agrees."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Value
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from hub.words.localised import Localised, LocalisedField


class TestimonyQuerySet(models.QuerySet["Testimony"]):
    """Words about testimonies."""

    def shown(self) -> "TestimonyQuerySet":
        """Those whose people still agree."""
        return self.filter(withdrawn_on=None)


class Testimony(models.Model):
    """What one person said; pages, drafts and old versions point here and keep no copy."""

    name = models.CharField(_("first name"), max_length=40)
    age = models.PositiveSmallIntegerField(
        _("age"), null=True, blank=True, validators=[MinValueValidator(18), MaxValueValidator(110)]
    )
    detail = LocalisedField(_("former trade, branch"), blank=True)
    quote = LocalisedField(
        _("their words"), help_text=_("Without quotation marks. Where a language lacks, French shows.")
    )
    portrait = models.ForeignKey(
        "cms.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("Beside their words, by the same agreement: the day they take it back, both are gone."),
    )
    portrait_alt = LocalisedField(
        _("what the portrait shows"),
        blank=True,
        db_default=Value({}, models.JSONField()),
        help_text=_("For whoever does not see it. Without a word of yours: “Portrait of” and the first name."),
    )
    branch = models.ForeignKey(
        "hub.Branch", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )
    consent_on = models.DateField(_("agreed to be quoted on"))
    withdrawn_on = models.DateField(
        _("took their agreement back on"),
        null=True,
        blank=True,
        help_text=_("As soon as a day stands here, their words are gone from every page, draft and old version."),
    )

    objects = TestimonyQuerySet.as_manager()

    class Meta:
        verbose_name = _("testimony")
        verbose_name_plural = _("testimonies")

    def __str__(self) -> str:
        state = _("withdrawn") if self.withdrawn_on else str(self.quote)[:60]
        return f"{self.name}: {state}"

    @property
    def texts(self) -> list[str]:
        """Their words, in each language."""
        return list(self.quote.values())

    @property
    def shown(self) -> bool:
        """Whether its words may be read."""
        return self.withdrawn_on is None

    @property
    def face(self) -> Any:
        """Their portrait, while they agree to be quoted and whoever is on it to be shown; else None."""
        return self.portrait if self.portrait_id and self.shown and self.portrait and self.portrait.shown else None

    @property
    def face_alt(self) -> Localised:
        """What the portrait shows, in the language that it can be said in."""
        if str(self.portrait_alt):
            return Localised(self.portrait_alt)
        return Localised({(get_language() or "fr")[:2]: gettext("Portrait of %(name)s") % {"name": self.name}})

    def clean(self) -> None:
        """Refuses days that lie ahead, and a withdrawal before the agreement."""
        today = date.today()  # noqa: DTZ011  # a day, as the editor's calendar shows it
        errors = {}
        if self.consent_on and self.consent_on > today:
            errors["consent_on"] = _("This day lies ahead: write the day they agreed.")
        if self.withdrawn_on and self.withdrawn_on > today:
            errors["withdrawn_on"] = _("This day lies ahead: write the day they told you.")
        elif self.withdrawn_on and self.consent_on and self.withdrawn_on < self.consent_on:
            errors["withdrawn_on"] = _("This is before the day they agreed.")
        if errors:
            raise ValidationError(errors)
