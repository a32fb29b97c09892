"""Finds a page by its address and shows it; what blocks show live is read only where a block asks for it."""

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override
from wagtail import hooks
from wagtail.models import Page

from cms.figures import count_all
from cms.models import ResourceIndexPage, ResourcePage
from cms.panels import organisation
from cms.shelf import kept_for_some, near
from cms.standing import Trees, standing
from cms.views.head import page_tags
from cms.views.shown import Live, next_sessions
from cms.written import LANGUAGES, languages_for
from hub.models import Branch
from hub.shared import same_for_visitors
from hub.tags import language

HOME_DEPTH = 2


@same_for_visitors
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at this path of the language's tree; where there is none, the one that stands there in another
    language's, in the language it is written in, which says so.
    """
    asked = language()
    page = page_at(request, asked, path)
    if page is None:
        return answer_nothing(request, path)
    if page.tongue == asked:
        return answer_with(request, page)
    request.asked_language = asked  # type: ignore[attr-defined]  # read by the frame of the page
    with override(page.tongue):
        response = answer_with(request, page)
    if response.status_code == HTTPStatus.OK:
        response["Content-Language"] = page.tongue
    return response


def page_at(request: HttpRequest, asked: str, path: str) -> Any:
    """What is read at this path, as `Trees.page_at` says, with its `tongue`: two queries, in whatever language it is;
    four more at most for each translation that Wagtail keeps for some, or that is a sheet.
    """
    order = languages_for(asked)
    found = standing().filter(url_path__in=[f"/{code}/{path}" for code in order])
    there = min(found, key=lambda one: order.index(one.tongue), default=None)
    if there is None or there.tongue == asked:
        return there and there.specific
    # A page and its translations are of one kind: these come whole.
    same = standing(there.specific_class).filter(translation_key=there.translation_key)
    return Trees(asked, same.annotate(kept=kept_for_some()), partial(may_read, request)).page_at(path)


def may_read(request: HttpRequest, page: Any) -> bool:
    """Whether neither one of Wagtail's restrictions, of which it knows whether there are any, nor the audience of a sheet
    keeps a live page from whoever asks.
    """
    if isinstance(page, ResourcePage):
        sheets = ResourcePage.objects.visible_to(request.user, timezone.now())
        if not sheets.filter(pk=page.pk).exists():
            return False
    return not page.kept or all(one.accept_request(request) for one in page.get_view_restrictions())


def answer_nothing(request: HttpRequest, path: str) -> HttpResponse:
    """404; but below the library whoever is signed out is asked who they are, as for a sheet that is not for them."""
    above = path.rstrip("/").rpartition("/")[0]
    libraries = ResourceIndexPage.objects.live().filter(url_path__in=[f"/{code}/{above}/" for code in LANGUAGES])
    if above and not request.user.is_authenticated and libraries.exists():
        return ask_who(request)
    raise Http404


def ask_who(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, in the language of the address, and then back."""
    with override(getattr(request, "asked_language", "") or language()):
        return redirect_to_login(request.get_full_path())


def answer_with(request: HttpRequest, page: Page) -> HttpResponse:
    """The page, unless one of Wagtail's restrictions answers first."""
    for check in hooks.get_hooks("before_serve_page"):
        answer = check(page, request, (), {})
        if isinstance(answer, HttpResponse):
            return answer
    response: HttpResponse = page.serve(request)
    return response


def crumbs(page: Page) -> list[dict[str, Any]]:
    """The way from the home page to this one; a page's path in the tree is its address."""
    above = [one for one in near(page) if one.depth >= HOME_DEPTH and page.is_descendant_of(one)]
    trail = [{"label": one.title, "url": one.url_path} for one in sorted(above, key=lambda one: one.path)]
    return [*trail, {"label": page.title, "url": None}]


def hour_of(request: HttpRequest) -> datetime:
    """The hour a page is shown at: now, or the one that a preview asks for."""
    asked: datetime | None = getattr(request, "shown_at", None)
    return asked or timezone.now()


def page_context(request: HttpRequest, page: Page, live: Live | None = None) -> dict[str, Any]:
    """What every page template finds: itself, the way to it, and the live lists, where they have not been read yet."""
    now = hour_of(request)
    contact, live = SimpleLazyObject(organisation), live or Live(page, language(), now)
    return {
        **page.get_context(request),
        "crumbs": SimpleLazyObject(lambda: crumbs(page)),
        "tags": SimpleLazyObject(lambda: page_tags(page, contact)),
        "contact": contact,
        "now": now,
        "shown_calls": SimpleLazyObject(lambda: live.calls),
        "every_branch": SimpleLazyObject(lambda: list(Branch.objects.in_order())),
        "counts": SimpleLazyObject(lambda: count_all(now)),
        "dates": SimpleLazyObject(lambda: live.dates),
        "shown_sessions": SimpleLazyObject(lambda: next_sessions(now)),
    }


def show(request: HttpRequest, page: Page) -> HttpResponse:
    """Any page of blocks."""
    return render(request, page.get_template(request), page_context(request, page))
