"""Outings: the page that proposes one, the answer to one, and what stands under its message in the room."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.models import Audience, Membership, Post, Promotion
from community.policies import may_write_in
from community.views.posts import place_of
from community.views.promotions import load_promotion
from events.actions.outings import answer_outing, call_off_outing, propose_outing, show_to_branch
from events.models import Consent, Event, OpenBranch, Outing, Registration
from events.models.consents import answers_of
from events.outing_forms import OutingForm
from events.policies import may_call_off, may_offer, may_register
from events.told import told_of
from events.views.agenda import event_context, load_event
from hub.acts import Act
from hub.answers import UNTRIED, SeeOther, attempt, is_sure, keeps_draft, read_input, signed_in, status_of
from hub.errors import Refusal
from hub.live.commands import new_cid
from hub.models import Person
from hub.panels import Panel
from hub.policies import branches_of_team
from hub.words import dates

NAMED = 6


def outing_tool(_person: Person, promotion: Promotion, _now: datetime) -> list[Act]:
    """Beside the discussions, and under the field one writes in."""
    if not may_write_in(promotion.room):
        return []
    hint = _("Three fields, filled already: whoever comes says so with one tap.")
    return [Act(_("Propose a coffee"), reverse("agenda:propose", args=[promotion.pk]), hint, "say")]


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """GET shows three filled fields; POST makes the event and its message."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    crumbs = [{"label": promotion.title, "url": reverse("community:promotion", args=[promotion.pk])}]
    crumbs.append({"label": _("Propose a coffee"), "url": None})
    context: dict[str, Any] = {"promotion": promotion, "cid": new_cid(), "refusal": None, "crumbs": crumbs}
    if request.method != "POST":
        if not may_write_in(promotion.room):
            raise Http404
        return render(request, "events/propose.html", {**context, "form": OutingForm.filled(promotion, now)})
    typed, form, status = read_input(request), OutingForm(request.POST), 422
    if form.is_valid():
        facts = {"promotion": promotion, "new": form.outing(), "cid": typed.get("cid", ""), "sure": is_sure(typed)}
        try:
            written = propose_outing(actor=request.user, now=now, **facts)
            return SeeOther(place_of(Post.objects.get(pk=written.target)))
        except Refusal as refusal:
            context["refusal"], status = refusal, status_of(refusal)
    return render(request, "events/propose.html", {**context, "form": form}, status=status)


@never_cache
@signed_in
@require_POST
def answer(request: HttpRequest, event_id: int) -> HttpResponse:
    """`come` or not any more; back to the message, or to the event with the reason why not."""
    load_event(request, event_id)
    coming = request.POST.get("come") == "1"
    try:
        outing = answer_outing(actor=request.user, event_id=event_id, coming=coming, now=timezone.now())
    except Refusal as refusal:
        context = {**event_context(request, event_id), "refusal": refusal.message}
        return render(request, "events/event.html", context, status=status_of(refusal))
    return SeeOther(place_of(outing.post))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, event_id: int) -> HttpResponse:
    """GET asks whoever proposed it, and says who is told; POST cancels it, and leads back to the message."""
    load_event(request, event_id)
    outing = Outing.objects.select_related("event", "post").filter(event=event_id).first()
    if outing is None or not may_call_off(request.user, outing):
        raise Http404
    tried = UNTRIED
    if request.method == "POST":
        tried = attempt(call_off_outing, actor=request.user, event_id=event_id, now=timezone.now())
        if tried.ok:
            return SeeOther(place_of(outing.post))
    told = told_of([outing.event])
    context = {"event": outing.event, "told": told, "place": place_of(outing.post), "refusal": tried.refusal}
    return render(request, "events/call_off.html", context, status=tried.status)


def beside_deleted(person: Person, post: Post, now: datetime) -> list[Act]:
    """`deletion_notes`: the date stays when its message goes; whoever may calls it off."""
    outing = Outing.objects.select_related("event", "post").filter(post=post).first()
    if outing is None or not may_offer(outing.event, now):
        return []
    hint = _("The date that it proposes stays in the agenda, with those who come.")
    url = reverse("agenda:call_off", args=[outing.event_id]) if may_call_off(person, outing) else ""
    return [Act(_("Cancel this event"), url, hint)]


@never_cache
@signed_in
@require_POST
def widen(request: HttpRequest, event_id: int) -> HttpResponse:
    """The whole branch sees it from now on; back to the message, which says so."""
    load_event(request, event_id)
    try:
        show_to_branch(actor=request.user, event_id=event_id, now=timezone.now())
    except Refusal as refusal:
        context = {**event_context(request, event_id), "refusal": refusal.message}
        return render(request, "events/event.html", context, status=status_of(refusal))
    post = Post.objects.filter(outing__event=event_id).first()
    return SeeOther(place_of(post) if post else reverse("agenda:event", args=[event_id]))


def of_posts(posts: Sequence[Post], viewer: Any) -> dict[int, Panel]:
    """{message: its event, who comes, and the button}; only of what they see, in as many queries for many messages as for one."""
    if not Outing.objects.filter(post__in=posts).exists():
        return {}
    seen = Event.objects.open_to(viewer.person, viewer.now)
    further = Exists(OpenBranch.objects.filter(event=OuterRef("event")))
    rows = Outing.objects.filter(post__in=posts, event__in=seen).annotate(further=further)
    outings = list(rows.select_related("event__branch", "post").order_by("pk"))
    coming: dict[int, list[Person]] = {}
    held = Registration.objects.coming().filter(event__in=[one.event_id for one in outings])
    for registration in held.select_related("person").order_by("created_at", "pk"):
        coming.setdefault(registration.event_id, []).append(registration.person)
    team = branches_of_team(viewer.person, on=timezone.localdate(viewer.now))
    known = named_in(posts[0].room_id, {person.pk for people in coming.values() for person in people}, viewer.now)
    return {one.post_id: panel_of(one, coming.get(one.event_id, []), viewer, team, known) for one in outings}


def named_in(room: int, people: set[int], now: datetime) -> set[int]:
    """Those whose names a promotion's room may read: its own members, and whoever agreed to be named; two queries."""
    members = Membership.objects.current(now).filter(promotion__room=room, person__in=people)
    agreed = answers_of(people, Consent.Purpose.NAME)
    return {*members.values_list("person", flat=True), *(key for key, answer in agreed.items() if answer.given)}


def panel_of(outing: Any, people: list[Person], viewer: Any, team: list[int], known: set[int]) -> Panel:
    """One proposal as this person sees it, read with whether it is open `further`; those who are not `known` there are counted."""
    event = outing.event
    runs = event.branch_id in team and event.starts_at > viewer.now
    names = [person.peer_name for person in people if person.pk in known][:NAMED]
    context = {
        "event": event,
        "cancelled": event.status == Event.Status.CANCELLED,
        "open": may_register(event, viewer.now),
        "coming": viewer.person.pk in {person.pk for person in people},
        "number": len(people),
        "names": dates.enumerate_words(names, viewer.lang),
        "others": len(people) - len(names),
        "may_widen": runs and event.audience == Audience.PROMOTION and event.status == Event.Status.PUBLISHED,
        "further": outing.further,
        "shown": event.audience == Audience.BRANCH,
        "may_call_off": not runs and may_call_off(viewer.person, outing) and may_offer(event, viewer.now),
        "may_run": runs,
    }
    return Panel("events/panels/outing.html", context)
