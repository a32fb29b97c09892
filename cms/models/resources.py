"""The library: sheets for everybody, a stage of the journey, some branches or promotions, by the audience rule."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from cms.body_form import BodyForm
from cms.editing import EDITORS, refuse_others_branch
from cms.models.advice import AdvicePanel
from cms.models.pages import BodyPage
from cms.models.whom import WhomPanel, settle
from community.models import (
    STAGES,
    Audience,
    Further,
    Promotion,
    Reach,
    Theme,
    reach_of,
    stage_within_named,
)
from hub.models import Branch, Person, Role
from hub.policies import team_branches
from hub.search.field import WordsField
from hub.search.fold import fold
from hub.words.dates import in_words

# From which step of an application on a sheet is of use; nothing: from the beginning.
SINCE = [
    ("session", _("the information session")),
    ("interview", _("the interview")),
    ("training", _("the training")),
]
YEAR = timedelta(days=365)


def in_a_year() -> date:
    """When a new sheet is to be read again."""
    return timezone.localdate() + YEAR


class SheetForm(BodyForm):
    """Offers, as keepers, the people who hold a role in the team; beside its own, the branches and the promotions that run."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "keeper" in self.fields:
            team = Role.objects.current(timezone.localdate()).values("person")
            keepers: Any = self.fields["keeper"]
            keepers.queryset = Person.objects.active().filter(pk__in=team).order_by("first_name", "last_name", "pk")
        if "also_promotions" in self.fields:
            branches: Any = self.fields["also_branches"]
            branches.queryset = Branch.objects.in_order()
            promotions: Any = self.fields["also_promotions"]
            ticked = [one.pk for one in self.instance.also_promotions.all()]
            fit = models.Q(room__archived_at=None) | models.Q(pk__in=ticked)
            rows = Promotion.objects.filter(fit).select_related("branch")
            promotions.queryset = rows.order_by("branch__slug", "number", "pk")

    def clean(self) -> dict[str, Any]:
        """Keeps the sheet in a branch of whoever changes it, and its promotion as well.

        Another promotion is of its own branch or of one that it names, so that the team of its members reads it too.
        """
        cleaned: dict[str, Any] = super().clean()
        homes = {cleaned.get("branch"), *cleaned.get("also_branches", ())}
        if any(one.branch not in homes for one in cleaned.get("also_promotions", ())):
            self.add_error("also_promotions", _("Tick the branch of each promotion that you tick as well."))
        settle(self, cleaned)
        if "branch" in cleaned:
            refuse_others_branch(self, "branch", cleaned["branch"])
        if cleaned.get("promotion"):
            refuse_others_branch(self, "promotion", cleaned["promotion"].branch)
        return cleaned


def further() -> Further:
    """The branches and promotions that sheets are for beside their own."""
    same = {"resourcepage": models.OuterRef("pk")}
    return Further(
        ResourcePage.also_branches.through.objects.filter(**same),
        ResourcePage.also_promotions.through.objects.filter(**same),
    )


def of_branches(keys: Any) -> models.Q:
    """Sheets of one of these branches: their own, their promotion's, or one of those beside."""
    also = models.Exists(further().branches.filter(branch__in=keys))
    return models.Q(branch__in=keys) | models.Q(promotion__branch__in=keys) | models.Q(also)


def of_promotion(key: int) -> models.Q:
    """Sheets for this promotion, be it their own or one beside."""
    return models.Q(promotion=key) | models.Q(models.Exists(further().promotions.filter(promotion=key)))


class ResourceQuerySet(PageQuerySet):
    """Words about sheets."""

    def visible_to(self, person: Any, now: datetime) -> "ResourceQuerySet":
        """The published ones that the audience rule shows this person, those they keep true, and those they edit.

        Editors of the whole site see them all; those of a branch see its own, those of its promotions, and those open to it.
        """
        if person.is_superuser:
            return self.live()
        shown = reach_of(person, now).shown(further())
        if person.is_authenticated:
            today = timezone.localdate(now)
            own = team_branches(person, on=today, kinds=EDITORS)
            whole = Role.objects.of(person).current(today).filter(kind__in=EDITORS, branch=None)
            shown |= of_branches(own) | models.Q(models.Exists(whole)) | models.Q(keeper=person)
        return self.live().filter(shown)

    def for_applicants(self, branch_id: int, steps: Collection[str]) -> "ResourceQuerySet":
        """The published ones for who applies to this branch and has come to these steps: read by their signed link alone."""
        shown = Reach(applying=Branch.objects.filter(pk=branch_id)).shown(further())
        rows: ResourceQuerySet = self.live().public().filter(shown, audience=Audience.APPLICANTS)
        return rows.filter(from_step__in=["", *steps])

    def kept_by(self, person: Person) -> "ResourceQuerySet":
        """The published ones that this person keeps true."""
        return self.live().filter(keeper=person)

    def due(self, today: date) -> "ResourceQuerySet":
        """The published ones that somebody should read again by that day."""
        return self.live().filter(review_on__lte=today)


class ResourceIndexPage(BodyPage):
    """The library."""

    template = "cms/resources.html"
    view = "cms.views.resources.library"
    titled = True
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.ResourcePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("library")


class ResourcePage(BodyPage):
    """One sheet of the library; the files it offers are for whoever may read it."""

    theme = models.CharField(_("theme"), max_length=10, choices=Theme)
    summary = models.CharField(_("in a sentence or two"), max_length=240)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.MENTORS)
    stage = models.CharField(
        _("how far they have come"),
        max_length=10,
        choices=STAGES,
        blank=True,
        default="",
        db_default="",
        help_text=_("Where it is for a branch or a promotion: for these of its mentors alone."),
    )
    from_step = models.CharField(
        _("from which step on"),
        max_length=10,
        choices=SINCE,
        blank=True,
        default="",
        db_default="",
        help_text=_("For those who apply: nothing chosen shows it from the beginning."),
    )
    branch = models.ForeignKey(
        "hub.Branch", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("branch")
    )
    promotion = models.ForeignKey(
        "community.Promotion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("promotion"),
    )
    # Beside these two: read by more, looked after by the editors of its own branch alone.
    also_branches = ParentalManyToManyField(
        "hub.Branch",
        blank=True,
        related_name="+",
        verbose_name=_("other branches"),
        help_text=_("Where it is for a branch or for those who apply there: for these as well."),
    )
    also_promotions = ParentalManyToManyField(
        "community.Promotion",
        blank=True,
        related_name="+",
        verbose_name=_("other promotions"),
        help_text=_("Where it is for a promotion: for these as well. For one of another branch, tick that branch too."),
    )
    reviewed_on = models.DateField(_("last checked on"))
    review_on = models.DateField(_("to be checked again on"), default=in_a_year)
    keeper = models.ForeignKey(
        "hub.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who keeps it true"),
    )

    # Not kept in revisions: it follows what is published.
    words = WordsField(serialize=False)

    template = "cms/resource.html"
    view = "cms.views.resources.sheet"
    titled = True
    parent_page_types: ClassVar = ["cms.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    objects = PageManager.from_queryset(ResourceQuerySet)()

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("theme"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_on")]), FieldPanel("keeper")],
            heading=_("Still true?"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("stage"),
                FieldPanel("from_step"),
                FieldRowPanel([FieldPanel("branch"), FieldPanel("promotion")]),
                WhomPanel(),
            ],
            heading=_("Who may read it"),
        ),
        MultiFieldPanel(
            [FieldPanel(name, widget=forms.CheckboxSelectMultiple) for name in ("also_branches", "also_promotions")],
            heading=_("Who else may read it"),
            classname="collapsed",
        ),
        AdvicePanel(),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*BodyPage.search_fields, index.SearchField("summary")]
    base_form_class = SheetForm

    class Meta:
        verbose_name = _("sheet of the library")
        constraints: ClassVar = [
            models.CheckConstraint(condition=stage_within_named(), name="sheet_stage_within_named")
        ]

    @property
    def lead(self) -> str:
        """What it says of itself, to search engines and to visitors' search as well."""
        return self.summary

    @property
    def said(self) -> str:
        """What stands below its title."""
        return " ".join([self.summary, *self.texts])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps at once the words by which people find it, of what is stored, as for its files: a draft has none."""
        super().save(*args, **kwargs)
        stored = ResourcePage.objects.get(pk=self.pk)
        ResourcePage.objects.filter(pk=self.pk).update(words=fold(f"{stored.title} {stored.said}"))

    @property
    def due_words(self) -> str:
        """Who should read it again, and by when."""
        day = in_words(self.review_on, (get_language() or "fr")[:2])
        return f"{self.keeper.full_name}, {day}" if self.keeper else day

    def clean(self) -> None:
        """A sheet for a branch or a promotion says for which."""
        super().clean()
        if self.audience == Audience.BRANCH and self.branch is None:
            raise ValidationError({"branch": _("Choose the branch it is for.")})
        if self.audience == Audience.PROMOTION and self.promotion is None:
            raise ValidationError({"promotion": _("Choose the promotion it is for.")})


def for_visitors(pages: PageQuerySet, now: datetime) -> PageQuerySet:
    """Pages without the sheets that the audience rule keeps from visitors."""
    sheets = ResourcePage.objects.visible_to(AnonymousUser(), now)
    readable: PageQuerySet = pages.filter(models.Q(resourcepage=None) | models.Q(pk__in=sheets.values("pk")))
    return readable
