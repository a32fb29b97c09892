"""What events show elsewhere: one's own, a promotion's training days, the team's next session."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Promotion
from events.models import Event, Registration
from events.models.seats import count_seats
from hub.acts import Act
from hub.models import Person
from hub.panels import Panel
from hub.policies import branches_of_team


def my_events_panel(person: Person, now: datetime) -> Panel | None:
    """What I am registered for, the next first; a seat that waits for my answer says so."""
    mine = Registration.objects.concerned().filter(person=person, event__ends_at__gt=now)
    rows = mine.select_related("event__branch").order_by("event__starts_at", "pk")[:5]
    return Panel("events/panels/mine.html", {"registrations": list(rows)})


def training_panel(promotion: Promotion, now: datetime) -> Panel | None:
    """The training days of a promotion that are still to come."""
    days = Event.objects.published().of_kind(Event.Kind.TRAINING).filter(promotion=promotion).upcoming(now)
    rows = list(days.soonest_first())
    return Panel("events/panels/training.html", {"days": rows}) if rows else None


def next_session_panel(person: Person, now: datetime) -> Panel | None:
    """Who is registered for the next information session of my branches."""
    keys = branches_of_team(person, on=timezone.localdate(now))
    sessions = Event.objects.published().of_kind(Event.Kind.INFORMATION).filter(branch__in=keys, ends_at__gt=now)
    event = sessions.select_related("branch").soonest_first().first()
    if event is None:
        return Panel("events/panels/next_session.html", {"event": None})
    rows = Registration.objects.coming().filter(event=event).select_related("person")
    registrations = list(rows.by_name())
    seats = [{"mode": mode, "seats": seat} for (_event, mode), seat in count_seats([event]).items()]
    return Panel("events/panels/next_session.html", {"event": event, "registrations": registrations, "seats": seats})


def calendar_step(_person: Person) -> list[Act]:
    """For whoever has just come in."""
    return [Act(_("have the dates in my own calendar"), reverse("agenda:links"))]


def space_nav_items(person: Person) -> list[dict[str, Any]]:
    """In the members' menu."""
    return [{"url": reverse("agenda:agenda"), "label": _("Agenda")}]
