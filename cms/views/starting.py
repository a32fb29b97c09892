"""Beginning pages in the editor: which kind, then what it asks for; drafts in each language from it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.starting import start_pages
from cms.editing import branches_of_editor, edits_everything
from cms.starters.pages import KINDS, Kind
from cms.starting_forms import NewPagesForm
from hub.errors import Refusal


def offered(request: HttpRequest) -> tuple[dict[str, Kind], dict[str, Any]]:
    """The kinds this person may begin, and what a form must know of them; raises Http404 where there is none."""
    now = timezone.now()
    facts = {"branches": branches_of_editor(request.user, now), "everything": edits_everything(request.user, now)}
    if not facts["branches"]:
        raise Http404
    kinds = {word: kind for word, kind in KINDS.items() if kind.of_a_branch or facts["everything"]}
    return kinds, facts


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """The list."""
    return render(request, "cms/admin/new_pages.html", {"kinds": offered(request)[0]})


@require_http_methods(["GET", "HEAD", "POST"])
def new_pages(request: HttpRequest, word: str) -> HttpResponse:
    """The form of one kind; drafts from it."""
    found, facts = offered(request)
    if word not in found:
        raise Http404
    form = NewPagesForm(request.POST if request.method == "POST" else None, word=word, **facts)
    if request.method == "POST" and form.is_valid():
        try:
            pages = start_pages(actor=request.user, chosen=form.chosen(), now=timezone.now())
        except Refusal as refusal:
            form.add_error("branch" if "branch" in form.fields else None, refusal.message)
        else:
            messages.success(
                request, _("The drafts are made, one in each language. Write what stands in [[brackets]].")
            )
            return redirect("wagtailadmin_pages:edit", pages[0].pk)
    return render(request, "cms/admin/new_page.html", {"form": form, "kind": found[word]})
