"""At the door, for the team: the list with one button per person, also without network, the sheet, the word to say."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.checkin import Mark, admit, mark_one, say_word, wall_code
from events.models import Event, Registration, SpokenWord
from events.models.roll import roll
from events.policies import DOORS, KEPT, may_keep_list, may_note_attendance
from events.views.backstage import crumbs, load
from events.views.checkin import JUST, load_pass
from hub.answers import attempt, read_input, read_number, refuse, signed_in, wants_json
from hub.errors import Refusal
from hub.links import absolute
from hub.live.commands import new_cid
from hub.qr import draw_code
from hub.storage import pack

Attendance = Registration.Attendance
# As many taps of one person in a row are listened to.
MOST_OVER = 20
WORKER = pack((settings.BASE_DIR / "events/static/events/js/door_worker.js").read_bytes())


def door_context(event: Event, now: Any) -> dict[str, Any]:
    """What the page at the door shows."""
    rows = roll(event)
    for row in rows:
        row.cid = new_cid()
    return {
        "event": event,
        "registrations": rows,
        "came": sum(row.attendance == Attendance.PRESENT for row in rows),
        "may_note": may_note_attendance(event, now),
        "may_keep": may_keep_list(event, now),
        "opens": event.starts_at - DOORS,
        "shown_at": now.astimezone(ZoneInfo(event.zone)),
        "kept_until": event.ends_at + KEPT,
        "word": SpokenWord.objects.valid(now).filter(event=event).select_related("event").first(),
        "crumbs": crumbs(_("At the door"), event=event),
        "refusal": "",
    }


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET lists who is expected, each with a button; POST notes one of them, from a form or from a phone's outbox."""
    now = timezone.now()
    event = load(request, event_id, now)
    if request.method != "POST":
        return render(request, "events/door.html", door_context(event, now))
    try:
        data = read_input(request)
        mark = read_mark(request, data)
        stands = mark_one(actor=request.user, event_id=event_id, mark=mark, now=now)
    except Refusal as refusal:
        if wants_json(request):
            return refuse(refusal)
        context = {**door_context(event, now), "refusal": refusal.message}
        return render(request, "events/door.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if wants_json(request):
        there = [row.person_id for row in roll(event) if row.attendance == Attendance.PRESENT]
        return JsonResponse({"person": mark.person_id, "mark": stands, "there": there})
    if data.get("token"):
        return redirect(f"{reverse('events:pass', args=[data['token']])}{JUST}")
    return redirect(f"{reverse('agenda:door', args=[event_id])}#p{mark.person_id}")


def read_mark(request: HttpRequest, data: dict[str, str]) -> Mark:
    """What a form or a phone says of one person; `over` holds "key=mark" of each mark this one stands in for. Raises Malformed."""
    cid = request.headers.get("Idempotency-Key") or data.get("cid", "")
    told = (one.partition("=") for one in data.get("over", "").split()[-MOST_OVER:])
    over = {key: before for key, _sign, before in told if key != cid}
    return Mark(read_number(data, "person") or 0, data.get("mark", ""), cid, data.get("was"), over)


@never_cache
@signed_in
@require_POST
def let_in(request: HttpRequest, event_id: int) -> HttpResponse:
    """Whoever shows the square of a seat they do not have comes in all the same, where that can be."""
    now = timezone.now()
    event = load(request, event_id, now)
    token = request.POST.get("token", "")
    registration = load_pass(token)
    tried = attempt(admit, actor=request.user, registration_id=registration.pk, now=now)
    if tried.ok:
        return redirect(f"{reverse('events:pass', args=[token])}{JUST}")
    context = {**door_context(event, now), "refusal": tried.refusal}
    return render(request, "events/door.html", context, status=tried.status)


@never_cache
@signed_in
@require_POST
def word(request: HttpRequest, event_id: int) -> HttpResponse:
    """A new word for five minutes."""
    now = timezone.now()
    event = load(request, event_id, now)
    tried = attempt(say_word, actor=request.user, event_id=event_id, now=now)
    if tried.ok:
        return redirect(f"{reverse('agenda:door', args=[event_id])}#mot")
    context = {**door_context(event, now), "refusal": tried.refusal}
    return render(request, "events/door.html", context, status=tried.status)


@never_cache
@signed_in
@require_safe
def poster(request: HttpRequest, event_id: int) -> HttpResponse:
    """The sheet for the wall: a square and six letters, to print or to show on a screen."""
    event = load(request, event_id, timezone.now())
    code = wall_code(event)
    link = absolute(reverse("events:wall", args=[code]))
    context = {
        "event": event,
        "letters": code,
        "qr": draw_code(link),
        "door": f"{urlsplit(settings.HUB_URL).netloc}{reverse('events:wall_door')}",
        "crumbs": crumbs(_("Sheet for the wall"), event=event),
    }
    return render(request, "events/poster.html", context)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens a page at the door without network. It stands here and not with the other files, as a
    browser lets it serve pages below its own address alone.
    """
    return HttpResponse(WORKER, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page that such a phone shows before its own list: the same for everybody, with nobody on it."""
    return render(request, "events/door_shell.html")
