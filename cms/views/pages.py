"""Finds a page by its address and shows it; what blocks show live is read only where a block asks for it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from cms.views.shown import listed_calls, next_sessions

HOME_DEPTH = 2


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at this path of the language's tree: two queries instead of one per level."""
    found = Page.objects.live().filter(url_path=f"/{get_language()}/{path}").order_by("pk")
    page = found.specific().first()
    if page is None:
        raise Http404
    for check in hooks.get_hooks("before_serve_page"):
        answer = check(page, request, (), {})
        if isinstance(answer, HttpResponse):
            return answer
    return page.serve(request)


def crumbs(request: HttpRequest, page: Page) -> list[dict[str, Any]]:
    """The way from the home page to this one."""
    above = page.get_ancestors().filter(depth__gte=HOME_DEPTH).order_by("path") if page.depth > HOME_DEPTH else []
    trail = [{"label": one.title, "url": one.get_url(request)} for one in above]
    return [*trail, {"label": page.title, "url": None}]


def page_context(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What every page template finds: itself, the way to it, and the live lists."""
    now = timezone.now()
    language = get_language() or "fr"
    return {
        **page.get_context(request),
        "crumbs": SimpleLazyObject(lambda: crumbs(request, page)),
        "now": now,
        "shown_calls": SimpleLazyObject(lambda: listed_calls(language, now)),
        "shown_sessions": SimpleLazyObject(lambda: next_sessions(now)),
    }


def show(request: HttpRequest, page: Page) -> HttpResponse:
    """Any page of blocks."""
    return render(request, page.get_template(request), page_context(request, page))
