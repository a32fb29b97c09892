"""One application as the team sees it: facts, what comes next, history, private notes; and what the team does with it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.actions.pipeline import (
    choose_for,
    erase_note,
    mark_contact,
    move_on,
    note_came,
    read_file,
    withdraw_for,
    write_note,
    write_number,
)
from cms.actions.undo import undo_call, undo_move
from cms.forms import SessionChoice
from cms.history import history_of, undoable
from cms.links import status_path
from cms.models import Application, Call, offered_sessions
from cms.models.applications import State
from cms.models.offered import Way, ways_from
from cms.policies import may_choose_session, may_withdraw
from cms.tabs import BY_WORD
from cms.team_forms import LaterForm, NoteForm, NumberForm, StepBackForm
from cms.views.rows import crumbs, load, path_of, rows_of
from events.models.seats import count_seats
from hub.answers import INVALID, UNTRIED, Malformed, Tried, attempt, read_number, signed_in

ACTS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "reached": (mark_contact, {"outcome": "reached"}),
    "message": (mark_contact, {"outcome": "message"}),
    "came": (note_came, {"came": True}),
    "absent": (note_came, {"came": False}),
    "propose": (move_on, {"to": State.INTERVIEW_PROPOSED}),
    "done": (move_on, {"to": State.INTERVIEW_DONE}),
}


def show(request: HttpRequest, application: Application, tried: Tried = UNTRIED, **forms: Any) -> HttpResponse:
    """The file, with what was typed and what came of it; reading it leaves a line in the journal."""
    now = timezone.now()
    read_file(actor=request.user, application=application, now=now)
    context = {
        "application": application,
        "person": application.person,
        "row": rows_of([application], now)[0],
        "history": history_of(application),
        "notes": application.notes.select_related("author").order_by("-at", "-pk"),
        "done": undoable(request.user, now, application=application),
        "may_withdraw": may_withdraw(application),
        "may_redirect": application.may_become(State.REDIRECTED),
        "status_path": status_path(application),
        "refusal": tried.refusal,
        "unread": application.messages.waiting(for_team=True).count(),
        "tab": {"word": ""},
        "note_form": NoteForm(),
        "number_form": NumberForm(initial={"phone": application.person.phone}),
        "later_form": LaterForm(today=timezone.localdate(now)),
        "back_form": StepBackForm(),
        "told": getattr(tried.done, "left", []),
        "crumbs": crumbs(application.person.full_name, call=application.call),
    }
    return render(request, "cms/team/file.html", {**context, **forms}, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD"])
def file(request: HttpRequest, application_id: int) -> HttpResponse:
    """Everything about one application."""
    return show(request, load(request, application_id, timezone.now()))


def back_to(request: HttpRequest, application: Application) -> HttpResponse:
    """To the list one came from, else to the file."""
    word = request.POST.get("tab", "")
    if word not in BY_WORD:
        return redirect(path_of(application))
    if request.POST.get("sheet"):
        return redirect("cms:call_sheet")
    if request.POST.get("everywhere"):
        return redirect(reverse("cms:applications"))
    return redirect(f"{reverse('cms:pipeline', args=[application.call_id])}?etape={word}")


@never_cache
@signed_in
@require_POST
def act(request: HttpRequest, application_id: int) -> HttpResponse:
    """One press: called, came, proposed, done."""
    now = timezone.now()
    application = load(request, application_id, now)
    known = ACTS.get(request.POST.get("act", ""))
    if known is None:
        return redirect(path_of(application))
    tried = attempt(known[0], actor=request.user, application_id=application_id, now=now, **known[1])
    return back_to(request, application) if tried.ok else show(request, load(request, application_id, now), tried)


@never_cache
@signed_in
@require_POST
def undo(request: HttpRequest, application_id: int, transition_id: int) -> HttpResponse:
    """Takes the last move back, and says what could not be."""
    now = timezone.now()
    application = load(request, application_id, now)
    if not application.transitions.filter(pk=transition_id).exists():
        return redirect(path_of(application))
    tried = attempt(undo_move, actor=request.user, transition_id=transition_id, now=now)
    if tried.ok and not tried.done.left:
        return back_to(request, application)
    return show(request, load(request, application_id, now), tried)


@never_cache
@signed_in
@require_POST
def undo_contact(request: HttpRequest, application_id: int, contact_id: int) -> HttpResponse:
    """Takes back that somebody was called."""
    now = timezone.now()
    application = load(request, application_id, now)
    if not application.contacts.filter(pk=contact_id).exists():
        return back_to(request, application)
    tried = attempt(undo_call, actor=request.user, contact_id=contact_id, now=now)
    return back_to(request, application) if tried.ok else show(request, load(request, application_id, now), tried)


def fill(request: HttpRequest, application_id: int, name: str, form: Form, deed: Callable[..., Any]) -> HttpResponse:
    """One of the file's forms: what was written goes to the action, or back on the page under `name`."""
    now, tried = timezone.now(), INVALID
    application = load(request, application_id, now)
    if form.is_valid():
        tried = attempt(deed, actor=request.user, application_id=application_id, now=now, **form.cleaned_data)
    return redirect(path_of(application)) if tried.ok else show(request, application, tried, **{name: form})


@never_cache
@signed_in
@require_POST
def later(request: HttpRequest, application_id: int) -> HttpResponse:
    """They asked to be called on another day."""
    form = LaterForm(request.POST, today=timezone.localdate())
    call = partial(mark_contact, outcome="later")
    return fill(request, application_id, "later_form", form, lambda day, **who: call(call_on=day, **who))


@never_cache
@signed_in
@require_POST
def number(request: HttpRequest, application_id: int) -> HttpResponse:
    """Where they are called from now on."""
    return fill(request, application_id, "number_form", NumberForm(request.POST), write_number)


@never_cache
@signed_in
@require_POST
def note(request: HttpRequest, application_id: int) -> HttpResponse:
    """Adds private words, or takes one's own out."""
    now = timezone.now()
    application, form, tried = load(request, application_id, now), NoteForm(request.POST), INVALID
    facts = {"actor": request.user, "application_id": application_id, "now": now}
    try:
        erased = read_number(request.POST, "erase")
    except Malformed:
        erased = 0
    if erased is not None:
        tried = attempt(erase_note, note_id=erased, **facts)
    elif form.is_valid():
        tried = attempt(write_note, words=form.cleaned_data["words"], **facts)
    return redirect(path_of(application)) if tried.ok else show(request, application, tried, note_form=form)


@never_cache
@signed_in
@require_POST
def withdraw(request: HttpRequest, application_id: int) -> HttpResponse:
    """They step back, and told the team."""
    return fill(request, application_id, "back_form", StepBackForm(request.POST), withdraw_for)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, application_id: int) -> HttpResponse:
    """GET shows the dates with one button each, POST takes one together with the applicant."""
    now = timezone.now()
    application = load(request, application_id, now)
    ways, tried = ways_for(application, now), UNTRIED
    form = SessionChoice(request.POST if request.method == "POST" else None, ways=ways)
    if request.method == "POST":
        tried = INVALID
        if form.is_valid():
            event_id, mode = form.cleaned_data["session"]
            facts = {"application_id": application_id, "event_id": event_id, "mode": mode, "now": now}
            tried = attempt(choose_for, actor=request.user, **facts)
        if tried.ok:
            return redirect(path_of(application))
    context = {"application": application, "ways": ways, "refusal": tried.refusal, "form": form}
    context["may_choose"] = may_choose_session(application, now)
    context["crumbs"] = crumbs(_("Choose a date"), call=application.call, application=application)
    return render(request, "cms/team/session.html", context, status=tried.status)


def ways_for(application: Application, now: datetime) -> list[Way]:
    """The sessions that its call offers, once per way of taking part."""
    call = Call.objects.with_facts().get(pk=application.call_id)
    sessions = offered_sessions([call], now)[call.pk]
    return ways_from(call.branch, sessions, count_seats(sessions, now))
