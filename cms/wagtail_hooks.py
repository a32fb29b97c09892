"""What the editor's menus offer beyond pages: the calls; and what the editor tells the rest of the site."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets.button import Button
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.models.pages import PageQuerySet
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.actions.editors import branch_groups, seat_pages
from cms.actions.testimonies import remove_portrait
from cms.dashboard import consents, empty_sessions, ending, old_figures, to_review, untranslated
from cms.editing import branches_of_editor, edits_everything
from cms.models import BranchPage, Call, CallPage, ResourcePage, Testimony
from cms.models.advice import AdvicePanel
from cms.own_branches import OwnBranches, OwnBranchForm, OwnEdit
from cms.ready import unready
from cms.shelf import taken
from cms.standing import Shown
from cms.templatetags.addresses import place
from cms.testimony_forms import TestimonyForm
from cms.views import openings, sheets, starting
from hub.live.bell import ring
from hub.models import Person
from hub.person_topic import PersonTopic
from hub.templatetags.words import foreign


class PageLinks(PageLinkHandler):
    """Links to pages in a text: their addresses in the reader's language, all with one query."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """The pages as they lie in the tree: an address asks for nothing more."""
        keys = [int(attrs.get("id", 0)) for attrs in attrs_list]
        pages = taken(Page, keys)
        return [pages.get(key) for key in keys]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags; one that leads to another language carries the words that the style puts behind it."""
        return [opening(place(page)) if page else "<a>" for page in cls.get_many(attrs_list)]


def opening(at: Shown) -> SafeString:
    """The opening tag of a link to a page."""
    if not at.other:
        return format_html('<a href="{}">', at.url)
    return format_html('<a href="{}" hreflang="{}" data-in="{}">', at.url, at.other, foreign(at.other))


class FileLinks(DocumentLinkHandler):
    """Links to files in a text."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Any]:
        """The files, all that a page names with one query."""
        keys = [int(attrs.get("id", 0)) for attrs in attrs_list]
        files = taken(cls.get_model(), keys)
        return [files.get(key) for key in keys]


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: Any) -> None:
    """In place of Wagtail's own, which ask for each text again, and three times for the pages."""
    features.register_link_type(PageLinks)
    features.register_link_type(FileLinks)


class BranchViewSet(SnippetViewSet):
    """Rows of a branch: its editors see and change theirs."""

    edit_view_class = OwnEdit

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those of the list."""
        return OwnBranches(self.model).own(request.user).select_related("branch").order_by("-pk")


class CallViewSet(BranchViewSet):
    """Calls as editors manage them: dates and places; the words are on their pages."""

    model = Call
    icon = "group"
    menu_label = _("Calls")
    menu_order = 150
    add_to_admin_menu = True
    list_display: ClassVar = ["__str__", "branch", "opens_at", "deadline", "total"]
    list_filter: ClassVar = ["branch"]
    edit_handler = ObjectList(
        [
            FieldPanel("branch"),
            FieldPanel("promotion"),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("deadline")]),
            FieldPanel("total"),
            FieldPanel("cancelled_at"),
        ],
        base_form_class=OwnBranchForm,
    )


class TestimonyViewSet(BranchViewSet):
    """Testimonies: kept once, so that they are withdrawn once."""

    model = Testimony
    icon = "openquote"
    menu_label = _("Testimonies")
    menu_order = 160
    add_to_admin_menu = True
    list_display: ClassVar = ["name", "branch", "consent_on", "withdrawn_on"]
    list_filter: ClassVar = ["branch"]
    search_fields: ClassVar = ["name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("age")]),
            AdvicePanel(),
            FieldPanel("quote"),
            FieldPanel("detail"),
            FieldPanel("portrait"),
            FieldPanel("portrait_alt"),
            FieldPanel("branch"),
            FieldRowPanel([FieldPanel("consent_on"), FieldPanel("withdrawn_on")]),
        ],
        base_form_class=TestimonyForm,
    )


for model in (Call, Testimony):
    register_permission_policy(model, OwnBranches(model))
register_snippet(CallViewSet)
register_snippet(TestimonyViewSet)


@hooks.register("register_page_header_buttons")
def poster_button(page: Page, user: Person, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Beside a call that visitors can read: its poster to print, which also says its short address."""
    if isinstance(page.specific_deferred, CallPage) and page.live:
        with override(page.locale.language_code):
            url = reverse("cms:poster", args=[page.specific.call_id])
        yield Button(_("Poster and short address"), url, icon_name="print", priority=40)


@hooks.register("insert_global_admin_js")
def progress_of_uploads() -> str:
    """How much of a file is sent, in the dialogs where one chooses it."""
    sending, sent = _("{percent} % sent"), _("All is sent. It is now checked and stored: a few seconds more.")
    script = '<script src="{}" data-sending="{}" data-sent="{}"></script>'
    return format_html(script, static("cms/admin/uploads.js"), sending, sent)


@hooks.register("register_admin_urls")
def our_urls() -> list[URLPattern]:
    """Where a call is opened, seen and handed in, where other pages begin, and where sheets are confirmed."""
    call = "appels/<int:call_id>/"
    return [
        path("appels/nouveau/", openings.new_call, name="call_new"),
        path(call, openings.desk, name="call_desk"),
        path(f"{call}publier/", openings.hand_in_call, name="call_hand_in"),
        path(f"{call}apercus/", openings.looks, name="call_looks"),
        path(f"{call}apercu/<int:page_id>/<slug:moment>/", openings.look, name="call_look"),
        path("commencer/", starting.kinds, name="pages_new"),
        path("commencer/<slug:word>/", starting.new_pages, name="pages_start"),
        path("toujours-vrai/", sheets.still_true, name="still_true"),
        path("toujours-vrai/<int:page_id>/", sheets.confirm, name="sheet_confirm"),
    ]


@hooks.register("construct_homepage_panels")
def what_to_do(request: HttpRequest, panels: list[Any]) -> None:
    """First on the editor's home page."""
    now = timezone.now()
    own, whole = branches_of_editor(request.user, now), edits_everything(request.user, now)
    panels[:0] = [
        ending(own, now),
        empty_sessions(own, now),
        old_figures(own, request.user, now),
        to_review(own, now, everything=whole),
        untranslated(own, everything=whole),
        consents(request.user, now),
    ]


@hooks.register("register_admin_menu_item")
def still_true_item() -> MenuItem:
    """In the editor's menu."""
    return MenuItem(_("Still true?"), reverse_lazy("still_true"), icon_name="rotate", order=170)


@hooks.register("register_admin_menu_item")
def new_call_item() -> MenuItem:
    """In the editor's menu."""
    return MenuItem(_("New call"), reverse_lazy("call_new"), icon_name="plus", order=140)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_copy_page")
def give_at_once(request: HttpRequest, page: Page, copy: Page | None = None) -> None:
    """A page of a branch is its editors' from the moment it is one, not from the next round of the clock."""
    if isinstance((copy or page).specific_deferred, (BranchPage, CallPage, ResourcePage)):
        seat_pages(branch_groups())


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def withdraw_at_once(request: HttpRequest, row: Any) -> None:
    """A portrait goes with the words: from everywhere, with its files; an editor hears of one that others name."""
    left = remove_portrait(actor=request.user, testimony_id=row.pk) if isinstance(row, Testimony) else None
    if left is not None:
        text = _(
            "The picture “%(title)s” is used elsewhere: it stays in the library, and is shown nowhere any more. "
            "Take it from where it is used, then delete it."
        )
        way = messages.button(reverse("wagtailimages:image_usage", args=[left.pk]), _("See where it is used"))
        messages.warning(request, text % {"title": left.title}, buttons=[way])


@hooks.register("register_admin_menu_item")
def new_pages_item() -> MenuItem:
    """In the editor's menu."""
    return MenuItem(_("New page"), reverse_lazy("pages_new"), icon_name="doc-empty", order=145)


@hooks.register("before_bulk_action")
def only_what_is_ready(request: HttpRequest, kind: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Several pages are published at once only where each of them could be published by itself; else why not."""
    if kind != "publish" or action.model is not Page:
        return None
    below = action.cleaned_form.cleaned_data["include_descendants"]
    drafts = [draft for page in objects if below for draft in page.get_descendants().not_live().specific()]
    lacks = unready([*(page.specific for page in objects), *drafts], timezone.now())
    for sentence in lacks:
        messages.error(request, sentence)
    return redirect(action.next_url) if lacks else None


@hooks.register("construct_translated_pages_to_cascade_actions")
def sisters_follow(pages: list[Page], action: str) -> dict[Page, PageQuerySet]:
    """A page's translations go where it goes; one that is taken back takes its aliases back itself."""
    found = {page: Page.objects.translation_of(page, inclusive=False) for page in pages}
    return {page: same.filter(alias_of=None) if action == "unpublish" else same for page, same in found.items()}


@hooks.register("after_edit_user")
@hooks.register("after_delete_user")
def look_again(request: HttpRequest, person: Person) -> None:
    """Somebody who was deactivated, or got another password, loses their open sockets at once.

    The address says who it was: whoever has been deleted has no key any more.
    """
    ring(PersonTopic.key(int(request.resolver_match.kwargs["pk"])))


@hooks.register("after_bulk_action")
def look_at_all_again(request: HttpRequest, action_type: str, people: list[Any], action: BulkAction) -> None:
    """The same for several who were chosen in the list; other lists have nothing to do with sockets."""
    if action.model is Person:
        for person in people:
            ring(PersonTopic.key(person.pk))
