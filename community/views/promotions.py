"""A promotion's page: its people, what is next, its discussions; and the roster, for its team."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.home import absences_of
from community.actions.promotions import add_to_roster, remove_from_roster
from community.forms import RosterForm
from community.models import Membership, Offer, Post, Promotion
from community.phases import Phase, last_word, phase_of
from community.policies import may_change_roster, may_leave, may_moderate, may_write_in
from community.unread import count_unread
from community.views.leaving import panels_of
from community.views.listed import show_discussions
from community.views.shown import Viewer, show_pins
from hub.acts import in_groups
from hub.answers import signed_in, status_of
from hub.errors import Refusal
from hub.models import Person
from hub.parts import parts
from hub.words.alphabet import by_first_name

# What one can do around a room, by what it is for.
TOOLS = {
    "read": gettext_lazy("To read and to keep"),
    "say": gettext_lazy("To propose and to tell"),
    "people": gettext_lazy("The people"),
    "whole": gettext_lazy("The whole promotion"),
    "help": gettext_lazy("If something is wrong"),
}


def load_promotion(request: HttpRequest, promotion_id: int, now: datetime) -> Promotion:
    """The promotion, if this person may see it; 404 otherwise."""
    rows = Promotion.objects.visible_to(request.user, now).select_related("branch", "room")
    promotion = rows.filter(pk=promotion_id).first()
    if promotion is None:
        raise Http404
    return promotion


def promotion_context(request: HttpRequest, promotion: Promotion, now: datetime) -> dict[str, Any]:
    """What the page shows."""
    viewer = Viewer(request.user, ZoneInfo(promotion.branch.zone), now)
    unread = count_unread(request.user, [promotion.room_id]).get(promotion.room_id, {})
    offers = Offer.objects.shown(now).filter(person=OuterRef("person")).values("words")
    roster = Membership.objects.current(now).filter(promotion=promotion).annotate(offer=Subquery(offers))
    people = by_first_name(roster.select_related("person").order_by("pk"), lambda one: one.person)
    acts = [act for part in parts("room_tools") for act in part(request.user, promotion, now)]
    phase = phase_of(promotion, last_word(promotion), now)
    referents = [one for one in people if one.role == Membership.Role.REFERENT]
    away = absences_of([one.person for one in referents], now)
    mine = [one.role for one in people if one.person_id == request.user.pk]
    return {
        "promotion": promotion,
        "room": promotion.room,
        "may_write": may_write_in(promotion.room),
        "phase": phase,
        # Only these two phases give those who keep order something to do.
        "may_moderate": phase in {Phase.CALM, Phase.ARCHIVED} and may_moderate(request.user, promotion.room_id, now),
        "may_change_roster": may_change_roster(request.user, promotion, now),
        "referents": [(one.person, away.get(one.person_id), one.offer) for one in referents],
        "members": [one for one in people if one.role != Membership.Role.REFERENT],
        "belongs": bool(mine),
        "may_leave": may_leave(mine),
        "leads": Membership.Role.REFERENT in mine,
        "pins": show_pins(promotion.room_id),
        "discussions": show_discussions(promotion.room_id, viewer, unread),
        "unread": sum(unread.values()),
        "since": since(request, promotion, viewer) if unread else "",
        "tools": in_groups(acts, TOOLS),
        "dates": [panel for part in parts("promotion_dates") if (panel := part(request.user, promotion, now))],
        "panels": [panel for part in parts("promotion_panels") if (panel := part(promotion, now))],
        "crumbs": [{"label": promotion.title, "url": None}],
    }


def since(request: HttpRequest, promotion: Promotion, viewer: Viewer) -> str:
    """When the oldest message was written that this person has not read: "hier", "lundi"."""
    first = Post.objects.unread_by(request.user.pk).filter(room=promotion.room_id).in_order().first()
    return viewer.since(first.created_at) if first else ""


@never_cache
@signed_in
@require_safe
def show(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """The promotion."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    context = promotion_context(request, promotion, now)
    return render(request, "community/promotion.html", {**context, "form": RosterForm()})


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """Puts somebody on the roster: a member of the room at once."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    if request.method != "POST":
        return redirect("community:promotion", promotion_id)
    if not may_change_roster(request.user, promotion, now):
        # Before the address is looked for: whether somebody signs in with it is for the team alone.
        raise PermissionDenied
    form = RosterForm(request.POST)
    if form.is_valid():
        person = Person.objects.active().filter(email__iexact=form.cleaned_data["email"]).first()
        try:
            if person is not None:
                role = form.cleaned_data["role"]
                add_to_roster(actor=request.user, promotion_id=promotion.pk, person=person, role=role, now=now)
                return redirect("community:promotion", promotion_id)
            form.add_error("email", _("Nobody signs in with this address."))
        except Refusal as refusal:
            return refused(request, promotion, form, refusal)
    return render(
        request, "community/promotion.html", {**promotion_context(request, promotion, now), "form": form}, status=422
    )


def refused(request: HttpRequest, promotion: Promotion, form: RosterForm, refusal: Refusal) -> HttpResponse:
    """The page again, with the sentence that says why not."""
    form.add_error(None, refusal.message)
    context = {**promotion_context(request, promotion, timezone.now()), "form": form}
    return render(request, "community/promotion.html", context, status=status_of(refusal))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, promotion_id: int, membership_id: int) -> HttpResponse:
    """GET asks; POST takes the person off the roster, and the room ends for them there."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    rows = Membership.objects.filter(pk=membership_id, promotion=promotion).select_related("person")
    membership = rows.first()
    if membership is None or not may_change_roster(request.user, promotion, now):
        raise Http404
    if request.method == "POST":
        remove_from_roster(actor=request.user, membership_id=membership.pk, now=now)
        return redirect("community:promotion", promotion_id)
    panels = panels_of(membership.person, promotion, [membership.pk], now)
    context = {"promotion": promotion, "membership": membership, "panels": panels}
    return render(request, "community/remove.html", context)
