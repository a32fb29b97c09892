"""The members' library: sheets for a stage of the journey, a branch or a promotion, by the audience rule."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from cms.models.pages import BodyPage
from community.models import Audience, reach_of


class ResourceQuerySet(PageQuerySet):
    """Words about sheets."""

    def visible_to(self, person: Any, now: datetime) -> "ResourceQuerySet":
        """The published ones that the audience rule shows this person; editors see them all, as in the editor."""
        if person.has_perm("wagtailadmin.access_admin"):
            return self.live()
        return self.live().filter(reach_of(person, now).shown())


class ResourceIndexPage(BodyPage):
    """The library."""

    template = "cms/resources.html"
    view = "cms.views.resources.library"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.ResourcePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("library")


class ResourcePage(BodyPage):
    """One sheet of the library; the files it offers are for whoever may read it."""

    class Theme(models.TextChoices):
        """What a sheet is about, in the order of the library."""

        BOND = "bond", _("The duo, from the first meeting on")
        JOB = "job", _("Finding a job")
        RIGHTS = "rights", _("Rights and papers")
        TRAINING = "training", _("The training")
        TOOLS = "tools", _("Tools of the association")

    theme = models.CharField(_("theme"), max_length=10, choices=Theme)
    summary = models.CharField(_("in a sentence or two"), max_length=240)
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.MENTORS)
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
    reviewed_on = models.DateField(_("last checked on"))

    template = "cms/resource.html"
    view = "cms.views.resources.sheet"
    parent_page_types: ClassVar = ["cms.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    objects = PageManager.from_queryset(ResourceQuerySet)()

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("theme"), FieldPanel("reviewed_on")]),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldRowPanel([FieldPanel("branch"), FieldPanel("promotion")])],
            heading=_("Who may read it"),
        ),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*BodyPage.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("sheet of the library")

    def clean(self) -> None:
        """A sheet for a branch or a promotion says for which."""
        super().clean()
        if self.audience == Audience.BRANCH and self.branch is None:
            raise ValidationError({"branch": _("Choose the branch it is for.")})
        if self.audience == Audience.PROMOTION and self.promotion is None:
            raise ValidationError({"promotion": _("Choose the promotion it is for.")})
