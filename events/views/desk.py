"""The team's desk for one event: somebody phoned, one person's seat, who came, the sheet on paper."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.desk import export_roll, note_attendance, register_caller
from events.door_forms import read_numbers
from events.models import Event, Registration
from events.models.roll import Memory, remember, roll
from events.policies import may_note_attendance, may_see_by_link
from events.sheets import in_sheet_order
from events.team_forms import CallerForm
from events.views.acts import act_on, choices_of
from events.views.albums import album_link
from events.views.backstage import crumbs, load
from hub.answers import INVALID, UNTRIED, attempt, signed_in
from hub.spreadsheets import write_table
from hub.words.phones import readable

EMPTY_LINES = 6
Attendance = Registration.Attendance


def remembered(rows: list[Registration], event: Event, now: datetime) -> list[Registration]:
    """The same rows, each with what the branch remembers of its person as `memory`."""
    memories = remember([row.person_id for row in rows], event, now)
    for row in rows:
        row.memory = memories.get(row.person_id, Memory())
    return rows


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def caller(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks who; POST registers them, and says with which seat."""
    now = timezone.now()
    event = load(request, event_id, now)
    form, tried, done = CallerForm(event=event), UNTRIED, None
    if request.method == "POST":
        form, tried = CallerForm(request.POST, event=event), INVALID
        if form.is_valid():
            facts = {"caller": form.caller(), "mode": form.cleaned_data["mode"], "guests": form.brings, "now": now}
            tried = attempt(register_caller, actor=request.user, event_id=event_id, **facts)
        if tried.ok:
            form, done = CallerForm(event=event), tried.done
    begun = event.starts_at <= now
    label = _("Somebody came without a seat") if begun else _("Somebody phoned")
    context = {"event": event, "form": form, "refusal": tried.refusal, "done": done, "begun": begun, "label": label}
    context["crumbs"] = crumbs(label, event=event)
    return render(request, "events/caller.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, event_id: int, registration_id: int) -> HttpResponse:
    """GET shows one person's seat; POST takes the offered one for them, gives it back, or changes it.

    Once it has been given back, as by a second press, there is only the event to show.
    """
    now = timezone.now()
    event = load(request, event_id, now)
    rows = Registration.objects.filter(event=event).select_related("person")
    found = rows.filter(pk=registration_id).first()
    if found is None:
        raise Http404
    if found.state == Registration.State.WITHDRAWN:
        return redirect("agenda:team_event", event_id)
    found.event = event
    remembered([found], event, now)
    tried = UNTRIED
    if request.method == "POST":
        tried = act_on(found, request.POST, actor=request.user, now=now, as_team=True)
        if tried.ok:
            return redirect("agenda:team_event", event_id)
    context = {"event": event, "registration": found, "refusal": tried.refusal, "may_change": event.starts_at > now}
    context["album"] = album_link(found) if may_see_by_link(found, now) else ""
    context |= {**choices_of(found, now), "crumbs": crumbs(found.person.full_name, event=event)}
    return render(request, "events/registration.html", context, status=tried.status)


def marks_of(request: HttpRequest, event: Event) -> dict[int, str]:
    """{person key: mark} for whatever the form changes.

    Two can note at once: a mark that somebody else has set since this page was shown stays.
    """
    came, was = set(request.POST.getlist("came")), set(request.POST.getlist("was"))
    marks: dict[int, str] = {}
    for one in roll(event):
        key = str(one.person_id)
        if key in came:
            marks[one.person_id] = Attendance.PRESENT
        elif "absent" in request.POST and (key in was or one.attendance != Attendance.PRESENT):
            marks[one.person_id] = Attendance.ABSENT
        elif key in was:
            marks[one.person_id] = ""
    return marks


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET lists who is expected, those of `numeros` ticked; POST notes who came, and on request that the others did not."""
    now = timezone.now()
    event = load(request, event_id, now)
    tried = UNTRIED
    if request.method == "POST":
        marks = marks_of(request, event)
        tried = attempt(note_attendance, actor=request.user, event_id=event_id, marks=marks, now=now)
        if tried.ok:
            return redirect("agenda:attendance", event_id)
    context = attendance_context(event, now, tried.refusal, request.GET.get("numeros", ""))
    return render(request, "events/attendance.html", context, status=tried.status)


def attendance_context(event: Event, now: datetime, refusal: str, numbers: str) -> dict[str, Any]:
    """What the page of who came shows; `numbers` of the sheet are ticked, and not saved yet."""
    rows = remembered(in_sheet_order(event), event, now)
    ticked, wrong = read_numbers(numbers, len(rows))
    left = {number for number, row in enumerate(rows, start=1) if row.gone and number in ticked}
    ticked, wrong = ticked - left, [*wrong, *(str(number) for number in sorted(left))]
    return {
        "numbers": numbers,
        "ticked": {row.person_id for number, row in enumerate(rows, start=1) if number in ticked},
        "wrong": wrong,
        "event": event,
        "registrations": rows,
        "came": sum(one.attendance == Attendance.PRESENT for one in rows),
        "absent": sum(one.attendance == Attendance.ABSENT for one in rows),
        "may_note": may_note_attendance(event, now),
        "refusal": refusal,
        "crumbs": crumbs(_("Who came"), event=event),
    }


@never_cache
@signed_in
@require_safe
def sheet(request: HttpRequest, event_id: int) -> HttpResponse:
    """The list to sign, in large type, to be printed: names alone, and lines for whoever walks in."""
    event = load(request, event_id, timezone.now())
    context = {"event": event, "registrations": in_sheet_order(event), "lines": range(EMPTY_LINES)}
    return render(request, "events/sheet.html", {**context, "crumbs": crumbs(_("Sheet to sign"), event=event)})


@never_cache
@signed_in
@require_POST
def export(request: HttpRequest, event_id: int) -> HttpResponse:
    """The roll as a file for a spreadsheet."""
    now = timezone.now()
    event = load(request, event_id, now)
    rows = export_roll(actor=request.user, event_id=event_id, now=now)
    names = [
        _("Last name"),
        _("First name"),
        _("E-mail"),
        _("Phone"),
        _("How"),
        _("Guests"),
        _("State"),
        _("Attendance"),
    ]
    answer = HttpResponse(
        write_table([names, *(cells_of(row) for row in rows)]), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{event.wall_start[:10]}-{event.pk}.csv"'
    return answer


def cells_of(row: Registration) -> list[str]:
    """One line of the file."""
    person = row.person
    state = row.get_state_display() if row.pk else _("on the roster")
    phone = readable(person.phone)
    return [
        *(person.last_name, person.first_name, person.email, phone),
        *(str(row.get_mode_display()), str(row.guests), str(state), str(row.get_attendance_display())),
    ]
