"""Kinds of page that know something of what they are about: a branch, testimonies, questions, the law."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page
from wagtail.search import index

from cms.models.advice import AdvicePanel
from cms.models.pages import BodyPage
from cms.models.publishing import BranchPageForm


class BranchIndexPage(BodyPage):
    """The list of branches."""

    template = "cms/branches.html"
    view = "cms.views.kinds.branches"
    dated = titled = True
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.BranchPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of branches")


class BranchPage(BodyPage):
    """A branch in one language: the words are the page's; place, hours, calls and dates are the branch's."""

    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="pages", verbose_name=_("branch"))
    lead = models.CharField(_("introduction"), max_length=300)

    template = "cms/branch.html"
    view = "cms.views.kinds.branch"
    dated = titled = True
    parent_page_types: ClassVar = ["cms.BranchIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("branch"),
        FieldPanel("lead"),
        AdvicePanel(),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*BodyPage.search_fields, index.SearchField("lead")]
    base_form_class = BranchPageForm

    class Meta:
        verbose_name = _("branch page")


class TestimoniesPage(BodyPage):
    """All that people agreed to be quoted with; nobody has to add them here."""

    template = "cms/testimonies.html"
    view = "cms.views.kinds.testimonies"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of testimonies")


class JourneyPage(BodyPage):
    """How one becomes a mentor; it ends on the next sessions."""

    template = "cms/journey.html"
    view = "cms.views.kinds.journey"
    dated = True
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of the way to a duo")


class QuestionsPage(BodyPage):
    """Questions and answers; it ends on the phone."""

    template = "cms/questions.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page of questions")

    def clean(self) -> None:
        """Refuses a page of questions without a question, but for a draft that has no body yet."""
        super().clean()
        if self.body and not any(one.block_type == "accordion" for one in self.body):
            raise ValidationError({"body": _("Add a block of questions and answers.")})


class LegalPage(BodyPage):
    """What the law asks for: it says when it was last read through."""

    updated_on = models.DateField(_("last read through on"))

    template = "cms/legal.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("updated_on"), AdvicePanel(), FieldPanel("body")]

    class Meta:
        verbose_name = _("legal page")


class AccessibilityPage(BodyPage):
    """The accessibility statement: its fixed parts are computed, so that none is forgotten."""

    class Conformity(models.TextChoices):
        """How far the site follows the rules, as the law names it."""

        NONE = "none", _("not conformant")
        PARTLY = "partly", _("partly conformant")
        FULLY = "fully", _("fully conformant")

    conformity = models.CharField(_("state"), max_length=6, choices=Conformity, default=Conformity.PARTLY)
    tested_on = models.DateField(_("last checked on"))
    tested_by = models.CharField(_("checked by"), max_length=160, help_text=_("Who checked it, and with what."))

    template = "cms/accessibility.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("conformity"), FieldPanel("tested_on")]),
        FieldPanel("tested_by"),
        AdvicePanel(),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
