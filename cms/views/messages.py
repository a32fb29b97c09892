"""The conversation attached to an application: on the applicant's signed page, and in the team's file."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.actions.messages import mark_seen, write_message
from cms.actions.pipeline import read_file
from cms.links import status_path
from cms.message_forms import MessageForm
from cms.models import Application
from cms.views.rows import crumbs, load
from cms.views.status import find
from hub.anonymous import anonymous_form
from hub.answers import INVALID, UNTRIED, Tried, attempt, signed_in
from hub.models import Person


def new_form() -> MessageForm:
    """An empty one, with a key of its own."""
    return MessageForm(initial={"key": uuid.uuid4()})


def context_of(application: Application, form: MessageForm, tried: Tried, *, for_team: bool) -> dict[str, Any]:
    """What both sides see."""
    said = list(application.messages.select_related("author").oldest_first())
    waiting = [one for one in said if one.from_team != for_team and one.seen_at is None]
    return {
        "application": application,
        "person": application.person,
        "branch": application.call.branch,
        "said": said,
        "waiting": len(waiting),
        "for_team": for_team,
        "form": form,
        "refusal": tried.refusal,
    }


def take(request: HttpRequest, actor: Person | None, application: Application) -> tuple[MessageForm, Tried]:
    """A message, or “read”; the form comes back with what was typed where it cannot be."""
    form, now = MessageForm(request.POST), timezone.now()
    facts: dict[str, Any] = {"actor": actor, "application_id": application.pk, "now": now}
    if request.POST.get("act") == "seen":
        return form, attempt(mark_seen, **facts)
    if not form.is_valid():
        return form, INVALID
    return form, attempt(write_message, words=form.cleaned_data["words"], key=form.cleaned_data["key"], **facts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def conversation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the applicant's conversation, POST adds to it."""
    application = find(token)
    with override(application.person.language):
        form, tried = (new_form(), UNTRIED) if request.method != "POST" else take(request, None, application)
        if request.method == "POST" and tried.ok:
            return redirect(request.path)
        context = context_of(application, form, tried, for_team=False)
        context["status_path"] = status_path(application)
        return render(request, "cms/messages.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, application_id: int) -> HttpResponse:
    """GET shows the conversation to the team, POST answers; reading it leaves a line in the journal."""
    now = timezone.now()
    application = load(request, application_id, now)
    form, tried = (new_form(), UNTRIED) if request.method != "POST" else take(request, request.user, application)
    if request.method == "POST" and tried.ok:
        return redirect(request.path)
    read_file(actor=request.user, application=application, now=now)
    context = context_of(application, form, tried, for_team=True)
    context["crumbs"] = crumbs(_("Messages"), call=application.call, application=application)
    return render(request, "cms/team/messages.html", context, status=tried.status)
