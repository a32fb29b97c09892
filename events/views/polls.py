"""The event that comes of a poll: made with one press where the date is clear, or on a page of its own."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.models import Poll, PollOption, Post, Promotion, Room
from community.policies import may_moderate
from events.actions.polls import make_event_of_poll, meeting_of
from events.models import Event
from events.poll_forms import MeetingForm
from hub.answers import is_sure, read_input, signed_in, status_of
from hub.errors import Refusal
from hub.words.dates import moment

# Beyond this many digits no key has ever been.
LONG = 19


def load_poll(request: HttpRequest, post_id: int, now: datetime) -> tuple[Poll, Promotion]:
    """The poll about dates of a message, for those who lead its promotion; 404 otherwise."""
    posts = Post.objects.standing().filter(pk=post_id, room__in=Room.objects.visible_to(request.user, now))
    rows = Poll.objects.about_dates().filter(post__in=posts)
    poll = rows.select_related("post").first()
    promotion = poll and Promotion.objects.select_related("branch").filter(room=poll.post.room_id).first()
    if poll is None or promotion is None or not may_moderate(request.user, promotion.room_id, now):
        raise Http404
    return poll, promotion


def name_options(options: list[PollOption]) -> list[tuple[str, str]]:
    """Each date in words, with how many can."""
    lang = (get_language() or "fr")[:2]
    found = []
    for one in options:
        people = ngettext("%(number)s person can", "%(number)s people can", one.count) % {"number": one.count}
        found.append((str(one.pk), f"{moment(one.start, lang, year=False)} ({people})"))
    return found


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, post_id: int) -> HttpResponse:
    """GET shows the form, POST makes the event; once it is made, both lead to it. A date alone is enough."""
    now = timezone.now()
    poll, promotion = load_poll(request, post_id, now)
    made = Event.objects.filter(uid=poll.uid).first()
    if made is not None:
        return redirect("agenda:event", made.pk)
    options = list(PollOption.objects.filter(poll=poll).counted(now))
    if not options:
        raise Http404
    best = max(options, key=lambda one: one.count)
    values = MeetingForm.values_of(meeting_of(poll, best, promotion, now), best.pk)
    form = MeetingForm(initial=values, options=name_options(options))
    refused: Refusal | None = None
    status = 200
    if request.method == "POST":
        form, status = MeetingForm(request.POST, options=name_options(options)), 422
        try:
            event = create(request, form, post_id, now)
            if event is not None:
                return redirect("agenda:event", event.pk)
        except Refusal as refusal:
            refused, status = refusal, status_of(refusal)
    context: dict[str, Any] = {"form": form, "refusal": refused, "poll": poll, "place": place_of(poll)}
    return render(request, "events/meeting.html", context, status=status)


def create(request: HttpRequest, form: MeetingForm, post_id: int, now: datetime) -> Event | None:
    """The event; as usual where the message's own button was pressed, None where the form needs a change."""
    option = request.POST.get("option", "")
    known = int(option) if option.isascii() and option.isdigit() and len(option) < LONG else 0
    facts = {"actor": request.user, "post_id": post_id, "option_id": known, "now": now}
    if "title" not in request.POST:
        return make_event_of_poll(**facts)
    facts["sure"] = is_sure(read_input(request))
    return make_event_of_poll(**facts, meeting=form.meeting()) if form.is_valid() else None


def place_of(poll: Poll) -> str:
    """The message of the poll."""
    return reverse("community:message", args=[poll.post.room_id, poll.post_id])
