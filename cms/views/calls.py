"""Calls: one call with its form, the post, and the page that confirms."""

from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.apply import Answers, Outcome, apply
from cms.actions.drafts import erase_draft
from cms.forms import AddressForm, ApplicationForm
from cms.models import Call, CallPage
from cms.models.sources import POSTER, known_source
from cms.panels import address
from cms.policies import promise_by
from cms.referents import contact_of
from cms.shelf import shelf_of
from cms.spoken import page_for, place_for
from cms.views.alerts import alert_context
from cms.views.asking import HOUR
from cms.views.head import call_tags
from cms.views.pages import hour_of, page_context
from cms.views.shown import Live, ShownCall, next_call, show_call
from events.models import Event
from hub.anonymous import address_of, anonymous_form, read_stamp, stamp
from hub.errors import Refusal
from hub.limits import TooMany, spend
from hub.links import unseal
from hub.shared import is_visitor
from hub.tags import language

THANKS = "cms.thanks"
# More than the small forms may: a library, or a fair, sends everybody from one address.
MOST_APPLICATIONS = 30


def form_of(shown: ShownCall, data: Any = None, **more: Any) -> ApplicationForm:
    """The form of a call, with the sessions it offers."""
    return ApplicationForm(data, ways=shown.ways, waiting_list=shown.full, **more)


def source_of(request: HttpRequest, call: Call) -> str:
    """Where somebody comes from, as the form or the address carries it; "" where the call knows no such source."""
    return known_source(call.pk, request.POST.get("source") or request.GET.get("source", ""))


def chosen_in(request: HttpRequest, shown: ShownCall) -> str:
    """The way of the session that the address names, with a seat before a full one; "" where the form offers no such session."""
    ways = [way for way in shown.ways if str(way.event.pk) == request.GET.get("seance")]
    return min(ways, key=lambda way: way.full).value if ways else ""


def carried_by(source: str, chosen: str) -> str:
    """What a page's address in another language says as well."""
    facts = {"source": source, "seance": chosen.partition(":")[0]}
    said = urlencode({name: value for name, value in facts.items() if value})
    return f"?{said}" if said else ""


def call_context(
    request: HttpRequest,
    shown: ShownCall,
    form: ApplicationForm,
    *,
    source: str | None = None,
    live: Live | None = None,
) -> dict[str, Any]:
    """What a call's page shows; the same with and without errors. `source` where it is not the request's."""
    page = shown.page
    if source is None:
        source = source_of(request, shown.call)
        chosen = chosen_in(request, shown)
        request.carried = carried_by(source, chosen)  # type: ignore[attr-defined]  # to the other languages
    context = page_context(request, page, live)
    other = None if shown.takes_applications else next_call(shown, context["shown_calls"])
    alert = {} if shown.takes_applications else alert_context(shown.call.branch, AddressForm())
    return {
        **context,
        **alert,
        "may_ask_alert": alert and not (other and other.has_places and other.call.branch_id == shown.call.branch_id),
        "tags": call_tags(shown, context["contact"]),
        "shown": shown,
        "form": form,
        "stamp": stamp(f"apply:{shown.call.pk}"),
        "other": other,
        "draft": request.POST.get("draft", ""),
        "counted_url": "",
        "source": source,
        "carried": f"?source={POSTER}" if source == POSTER else "",
        "referent": shown.call.referent,
        "promise": promise_by(shown.now),
        "post_url": reverse("cms:apply", args=[shown.call.pk]),
        "later_url": reverse("cms:draft_keep", args=[shown.call.pk]),
        "privacy_url": address("vie-privee/"),
    }


def show(request: HttpRequest, page: CallPage) -> HttpResponse:
    """One call; a preview of a draft shows it as it will be once it is published."""
    now, preview = hour_of(request), getattr(request, "is_preview", False)
    live = Live(page, language(), now, own=None if preview else page)
    shown = show_call(page, now, as_published=True) if preview else live.own
    form = form_of(shown, initial={"session": chosen_in(request, shown)})
    context = call_context(request, shown, form, live=live)
    # Whoever has a session may be of the team: their page has nothing that counts.
    counted = shown.takes_applications and is_visitor(request)
    context["counted_url"] = reverse("cms_sharing:seen", args=[shown.call.pk]) if counted else ""
    return render(request, "cms/call.html", context)


def show_form(
    request: HttpRequest,
    shown: ShownCall,
    form: ApplicationForm,
    *,
    status: int = 200,
    source: str | None = None,
    **more: Any,
) -> HttpResponse:
    """A call's page with its form as somebody left it; one that is only in French says so, as `serve` does."""
    spoken = shown.page.locale.language_code
    if spoken != language():
        request.asked_language = language()  # type: ignore[attr-defined]  # read by the frame of the page
    with override(spoken), shelf_of(shown.page):
        context = call_context(request, shown, form, source=source)
        return render(request, "cms/call.html", {**context, **more}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def apply_to_call(request: HttpRequest, call_id: int) -> HttpResponse:
    """Takes the form; a GET leads back to the call."""
    if request.method != "POST":
        source = known_source(call_id, request.GET.get("source", ""))
        return redirect(place_for(call_id).url + (f"?source={source}" if source else ""))
    page = page_for(call_id)
    if request.POST.get("website"):
        return thank(Outcome(call_id, None, "", 0))
    shown = show_call(page, timezone.now())
    form = form_of(shown, request.POST)
    age = read_stamp(f"apply:{call_id}", request.POST.get("stamp", ""))
    if age == "old":
        form.add_error(None, _("This page has been open for a long time. Please send the form once more."))
    if not form.is_valid():
        return show_form(request, shown, form, status=422)
    key, message = f"apply:{address_of(request)}", _("Too many tries. Please wait an hour.")
    try:
        spend(key, limit=MOST_APPLICATIONS, per=HOUR, now=shown.now, message=message)
        outcome = apply(
            call_id=call_id,
            answers=answers_of(form, shown, source_of(request, shown.call)),
            language=get_language() or "fr",
            flagged=age == "fast",
            now=shown.now,
        )
    except Refusal as refusal:
        return show_again(request, page, refusal)
    drop_draft(request)
    return thank(outcome)


def drop_draft(request: HttpRequest) -> None:
    """What was kept for later has been sent."""
    key = unseal("draft", request.POST.get("draft", ""))
    if key is not None:
        erase_draft(draft_id=key)


def answers_of(form: ApplicationForm, shown: ShownCall, source: str) -> Answers:
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
        source=source,
    )


def show_again(request: HttpRequest, page: CallPage, refusal: Refusal) -> HttpResponse:
    """The call as it has become meanwhile, with the sentence and everything that was typed."""
    shown = show_call(page, timezone.now())
    form = form_of(shown, request.POST)
    form.is_valid()
    of_session = "session" in form.fields and not form.has_error("session") and not isinstance(refusal, TooMany)
    form.add_error("session" if of_session else None, refusal.message)
    return show_form(request, shown, form, status=409)


def thank(outcome: Outcome) -> HttpResponse:
    """Sends the browser to the page that confirms; a reload there posts nothing."""
    facts = {"c": outcome.call_id, "e": outcome.event_id, "m": outcome.mode, "w": outcome.place}
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
    now, call = timezone.now(), Call.objects.select_related("branch").filter(pk=facts["c"]).first()
    if call is None:
        raise Http404
    event = Event.objects.select_related("branch").filter(pk=facts["e"]).first()
    context = {
        "call": call,
        "event": event,
        "online": facts["m"] == Event.Mode.ONLINE,
        "place": facts["w"],
        "promise": promise_by(now),
        "contact": contact_of(call, now),
    }
    return render(request, "cms/thanks.html", context)
