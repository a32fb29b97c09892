"""Calls: one call with its form, the post, and the page that confirms."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.apply import Answers, Outcome, apply
from cms.forms import ApplicationForm
from cms.models import Call, CallPage
from cms.panels import address
from cms.policies import promise_by
from cms.views.pages import page_context
from cms.views.shown import ShownCall, next_call, show_call
from community.models import Membership
from events.models import Event
from hub.anonymous import anonymous_form, read_stamp, stamp
from hub.errors import Refusal
from hub.models import Person

THANKS = "cms.thanks"


def form_of(shown: ShownCall, data: Any = None) -> ApplicationForm:
    """The form of a call, with the sessions it offers."""
    return ApplicationForm(data, sessions=shown.sessions, seats=shown.seats, waiting_list=shown.full)


def referent_of(shown: ShownCall) -> Person | None:
    """The person who looks after the promotion, where one is named."""
    roster = Membership.objects.current(shown.now).filter(promotion=shown.call.promotion_id)
    first = roster.filter(role=Membership.Role.REFERENT).select_related("person").order_by("pk").first()
    return first.person if first else None


def call_context(request: HttpRequest, shown: ShownCall, form: ApplicationForm) -> dict[str, Any]:
    """What a call's page shows; the same with and without errors."""
    page = shown.page
    return {
        **page_context(request, page),
        "shown": shown,
        "form": form,
        "stamp": stamp(f"apply:{shown.call.pk}"),
        "other": None if shown.takes_applications else next_call(shown, get_language() or "fr"),
        "referent": referent_of(shown),
        "promise": promise_by(shown.now),
        "post_url": reverse("cms:apply", args=[shown.call.pk]),
        "privacy_url": address("vie-privee/"),
    }


def show(request: HttpRequest, page: CallPage) -> HttpResponse:
    """One call."""
    shown = show_call(page, timezone.now())
    return render(request, "cms/call.html", call_context(request, shown, form_of(shown)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def apply_to_call(request: HttpRequest, call_id: int) -> HttpResponse:
    """Takes the form; a GET leads back to the call."""
    pages = CallPage.objects.live().filter(call=call_id, locale__language_code=get_language())
    page = pages.order_by("-pk").first()
    if page is None:
        raise Http404
    if request.method != "POST":
        return redirect(page.get_url(request))
    if request.POST.get("website"):
        return thank(Outcome(call_id, None, "", 0))
    shown = show_call(page, timezone.now())
    form = form_of(shown, request.POST)
    age = read_stamp(f"apply:{call_id}", request.POST.get("stamp", ""))
    if age == "old":
        form.add_error(None, _("This page has been open for a long time. Please send the form once more."))
    if not form.is_valid():
        return render(request, "cms/call.html", call_context(request, shown, form), status=422)
    try:
        outcome = apply(
            call_id=call_id,
            answers=answers_of(form, shown),
            language=get_language() or "fr",
            flagged=age == "fast",
            now=shown.now,
        )
    except Refusal as refusal:
        return show_again(request, page, refusal)
    return thank(outcome)


def answers_of(form: ApplicationForm, shown: ShownCall) -> Answers:
    """What was typed, as the action takes it."""
    data = form.cleaned_data
    event_id, mode = data.get("session") or (None, "")
    return Answers(
        first_name=data["first_name"],
        last_name=data["last_name"],
        email=data["email"],
        phone=data["phone"],
        over_fifty=data["over_fifty"],
        event_id=event_id,
        mode=mode,
        for_waiting_list=shown.full,
    )


def show_again(request: HttpRequest, page: CallPage, refusal: Refusal) -> HttpResponse:
    """The call as it has become meanwhile, with the sentence and everything that was typed."""
    shown = show_call(page, timezone.now())
    form = form_of(shown, request.POST)
    form.is_valid()
    form.add_error("session" if "session" in form.fields and not form.has_error("session") else None, refusal.message)
    return render(request, "cms/call.html", call_context(request, shown, form), status=409)


def thank(outcome: Outcome) -> HttpResponse:
    """Sends the browser to the page that confirms; a reload there posts nothing."""
    facts = {"c": outcome.call_id, "e": outcome.event_id, "m": outcome.mode, "w": outcome.waiting}
    token = signing.dumps(facts, salt=THANKS, compress=True)
    return redirect(reverse("cms:thanks", args=[token]))


@never_cache
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """What was asked for, and what happens next; it names nobody."""
    try:
        facts = signing.loads(token, salt=THANKS, max_age=7 * 24 * 3600)
    except signing.BadSignature as error:
        raise Http404 from error
    call = Call.objects.select_related("branch").filter(pk=facts["c"]).first()
    if call is None:
        raise Http404
    event = Event.objects.select_related("branch").filter(pk=facts["e"]).first()
    context = {
        "call": call,
        "event": event,
        "online": facts["m"] == Event.Mode.ONLINE,
        "waiting": facts["w"],
        "promise": promise_by(timezone.now()),
    }
    return render(request, "cms/thanks.html", context)
