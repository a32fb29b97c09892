"""Pages as editors make them; each names the view that shows it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.body_form import BodyForm
from cms.fields import BodyField, check_years
from cms.models.advice import AdvicePanel
from cms.models.publishing import CallChooser, CallPageForm
from cms.moments import AHEAD, MOMENTS, hour_ahead, hour_at
from cms.shelf import shelf_of
from cms.wording import texts_of
from hub.search.fold import fold


class BodyPage(Page):
    """A page whose content is a body of blocks; `view` is the dotted path of what shows it."""

    body = BodyField(BodyBlock(), blank=True, verbose_name=_("content"))
    view = "cms.views.pages.show"
    # Whether its own template shows calls or dates, whatever its body is made of.
    dated = False
    # Whether its own template writes its title, so that the heading of an introduction would be a second one.
    titled = False

    content_panels: ClassVar = [*Page.content_panels, AdvicePanel(), FieldPanel("body")]
    # Wagtail calls the tab of the address and of search engines “Promotion” in French: here that is a group of mentors.
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar = [*Page.promote_panels, *Page.settings_panels]
    base_form_class = BodyForm
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("body"), index.AutocompleteField("folded")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuses a publication planned for another age."""
        super().clean()
        check_years({"go_live_at": self.go_live_at, "expire_at": self.expire_at})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Notes at once which files the page offers: who may have a file must not wait for a background task.

        As it is stored: a revision is saved through a page that carries the draft.
        """
        super().save(*args, **kwargs)
        ReferenceIndex.create_or_update_for_object(type(self)._default_manager.get(pk=self.pk))

    @property
    def texts(self) -> list[str]:
        """Every text of the body, in its order."""
        return list(texts_of(self.body.stream_block.get_prep_value(self.body)))

    def folded(self) -> str:
        """Every word of the page as visitors' search compares them: without accents or case."""
        return fold(" ".join([self.title, str(getattr(self, "lead", "")), self.search_description, *self.texts]))

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The two widths that everything is looked at in."""
        phone = {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("On a phone")}
        return [phone, {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a computer")}]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hands over to the view."""
        with shelf_of(self):
            answer: HttpResponse = import_string(self.view)(request, self)
        return answer

    @property
    def shows_dates(self) -> bool:
        """Whether it shows calls or dates as they come: by its kind, or by one of its blocks."""
        return self.dated or any(
            one.block_type in {"calls", "sessions"} or (one.block_type == "intro" and one.value.get("next_session"))
            for one in self.body
        )

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Now, and where it shows what time changes, at four moments ahead."""
        ahead = AHEAD.items() if self.shows_dates else ()
        return [("", _("Today")), *((name, label) for name, (label, _later) in ahead)]

    def moment(self, name: str) -> datetime | None:
        """The hour of one of its moments; none for now."""
        return hour_ahead(name, timezone.now()) if name else None

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Hands over to the view as well, at the hour of that moment, which the request carries: Wagtail's own preview
        knows the template, not the lists a view adds.
        """
        vars(request)["shown_at"] = self.moment(mode_name)
        return self.serve(request)


class HomePage(BodyPage):
    """The first page of a language."""

    template = "cms/home.html"
    dated = True
    max_count = 3
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "cms.StandardPage",
        "cms.CallIndexPage",
        "cms.ResourceIndexPage",
        "cms.BranchIndexPage",
        "cms.TestimoniesPage",
        "cms.JourneyPage",
        "cms.QuestionsPage",
        "cms.LegalPage",
        "cms.AccessibilityPage",
    ]

    class Meta:
        verbose_name = _("home page")


class StandardPage(BodyPage):
    """Any page of text."""

    template = "cms/standard.html"
    parent_page_types: ClassVar = ["cms.HomePage", "cms.StandardPage"]
    subpage_types: ClassVar = ["cms.StandardPage"]

    class Meta:
        verbose_name = _("page")


class CallIndexPage(BodyPage):
    """The list of calls."""

    template = "cms/calls.html"
    dated = titled = True
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.CallPage"]

    class Meta:
        verbose_name = _("list of calls")


class CallPage(BodyPage):
    """A call in one language: the words are the page's, the dates and seats are the call's."""

    call = models.ForeignKey("cms.Call", on_delete=models.PROTECT, related_name="pages", verbose_name=_("call"))
    lead = models.CharField(_("introduction"), max_length=300)
    template = "cms/call.html"
    titled = True
    view = "cms.views.calls.show"
    parent_page_types: ClassVar = ["cms.CallIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("call", widget=CallChooser),
        FieldPanel("lead"),
        AdvicePanel(),
        FieldPanel("body"),
    ]
    base_form_class = CallPageForm

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Now, and at four moments of the call's life."""
        return [("", _("Today")), *((name, label) for name, (label, _hour) in MOMENTS.items())]

    def moment(self, name: str) -> datetime | None:
        """That of the call's life."""
        return hour_at(name, self.call, timezone.now()) if self.call_id and name else None

    class Meta:
        verbose_name = _("call page")
