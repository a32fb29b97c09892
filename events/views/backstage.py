"""What the team's pages share: which events are theirs, what a form may choose from, the way back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Promotion
from events.actions.siblings import ALL, FOLLOWING, reached
from events.models import Event, EventSeries
from events.models.events import EventQuerySet
from hub.models import Branch
from hub.policies import branches_of_team


def run_by(request: HttpRequest, now: datetime) -> EventQuerySet:
    """The events of the branches this person works for; 404 for who works for none."""
    keys = branches_of_team(request.user, on=timezone.localdate(now))
    if not keys:
        raise Http404
    return Event.objects.filter(branch__in=keys).select_related("branch", "promotion__branch")


def load(request: HttpRequest, event_id: int, now: datetime) -> Event:
    """One of them; 404 otherwise."""
    event = run_by(request, now).with_further().filter(pk=event_id).first()
    if event is None:
        raise Http404
    return event


def lists_of(request: HttpRequest, now: datetime, also: Iterable[int] = ()) -> dict[str, Any]:
    """What a new event's form chooses from: one's branches, all branches, the promotions that run; 404 for who works for none.

    `also`: the keys of other promotions that a copy is open to.
    """
    run_by(request, now)
    keys = branches_of_team(request.user, on=timezone.localdate(now))
    others = list(Branch.objects.in_order())
    branches = [one for one in others if one.pk in keys]
    return {"branches": branches, "promotions": running(also), "others": others}


def lists_for(event: Event) -> dict[str, Any]:
    """What the form of an event chooses from: the branches; the promotions that run, and those it is for."""
    named = [event.promotion_id or 0, *event.further_promotions]
    return {"event": event, "promotions": running(named), "branches": Branch.objects.in_order()}


def running(also: Iterable[int]) -> QuerySet[Promotion]:
    """The promotions of all branches whose room is open, and those with these keys, branch by branch."""
    fit = Q(room__archived_at=None) | Q(pk__in=list(also))
    return Promotion.objects.filter(fit).select_related("branch").order_by("branch__slug", "number", "pk")


def series_of(event: Event, now: datetime) -> dict[str, Any] | None:
    """The series a date belongs to, and its dates to come; None where it stands by itself, or is the last one."""
    rule = EventSeries.objects.filter(uid=event.series).first() if event.series else None
    dates = list(reached(event, ALL, now)) if rule else []
    if not dates[1:]:
        return None
    following = [one for one in dates if one.starts_at >= event.starts_at]
    return {"rule": rule, "dates": dates, FOLLOWING: len(following)}


def crumbs(*labels: str, event: Event | None = None) -> list[dict[str, Any]]:
    """The way from the team's first page to here."""
    way: list[tuple[str | None, str]] = [(reverse("hub:team"), _("Team")), (reverse("agenda:team"), _("Events"))]
    if event is not None:
        way.append((reverse("agenda:team_event", args=[event.pk]), event.title))
    way += [(None, label) for label in labels]
    return [{"url": url, "label": label} for url, label in way]
