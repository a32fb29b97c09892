"""What events show elsewhere: one's own, a promotion's training days, the team's next session, what came of a poll."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Poll, PollOption, Post, Promotion, Room
from community.policies import may_moderate, may_write_in
from events.actions.outings import WHAT
from events.actions.partings import lost_with
from events.models import Event, EventPhoto, Proposal, Registration
from events.models.seats import count_seats
from events.policies import has_album, takes_photos
from events.talks import talks_of
from hub.acts import Act
from hub.models import Person
from hub.panels import Panel
from hub.policies import branches_of_team


def my_events_panel(person: Person, now: datetime) -> Panel | None:
    """What I am registered for, the next first; a seat that waits for my answer says so."""
    mine = Registration.objects.concerned().filter(person=person, event__ends_at__gt=now)
    rows = mine.select_related("event__branch").order_by("event__starts_at", "pk")[:5]
    return Panel("events/panels/mine.html", {"registrations": list(rows)})


def talks_panel(person: Person, now: datetime) -> Panel | None:
    """The discussions of the dates for which I have a seat; nothing where none is open."""
    talks = talks_of(person, now)
    return Panel("events/panels/talks.html", {"talks": talks}) if talks else None


def training_panel(promotion: Promotion, now: datetime) -> Panel | None:
    """The training days of a promotion that are still to come, and the photos of the others; one query."""
    rows = Event.objects.published().of_kind(Event.Kind.TRAINING).filter(promotion=promotion)
    shown = Count("photos", filter=Q(photos__removed_at=None))
    found: list[Any] = list(rows.annotate(pictures=shown).select_related("branch").soonest_first())
    days = [day for day in found if day.starts_at > now]
    albums = [day for day in found if has_album(day) and day not in days and (day.pictures or takes_photos(day, now))]
    return Panel("events/panels/training.html", {"days": days, "albums": albums}) if days or albums else None


def leaving_panel(person: Person, promotion: Promotion, leaving: list[int], now: datetime) -> Panel | None:
    """Before these memberships of a promotion end: its dates at which something is given back with them."""
    lost = lost_with(person, promotion, leaving, now).values("event")
    events = list(Event.objects.published().filter(pk__in=lost).select_related("branch").soonest_first())
    return Panel("events/panels/leaving.html", {"events": events}) if events else None


def next_session_panel(person: Person, now: datetime) -> Panel | None:
    """Who is registered for the next information session of my branches."""
    keys = branches_of_team(person, on=timezone.localdate(now))
    sessions = Event.objects.published().of_kind(Event.Kind.INFORMATION).filter(branch__in=keys, ends_at__gt=now)
    event = sessions.select_related("branch").soonest_first().first()
    if event is None:
        return Panel("events/panels/next_session.html", {"event": None})
    rows = Registration.objects.coming().filter(event=event).select_related("person")
    registrations = list(rows.by_name())
    seats = [{"mode": mode, "seats": seat} for (_event, mode), seat in count_seats([event], now).items()]
    return Panel("events/panels/next_session.html", {"event": event, "registrations": registrations, "seats": seats})


def proposals_panel(person: Person, now: datetime) -> Panel | None:
    """Convivial dates that members propose, and that wait for this member of the team; nothing where none does."""
    rows = Proposal.objects.for_team(person, now).waiting().select_related("branch", "proposer")
    waiting = [(one, WHAT[one.what][0]) for one in rows.order_by("created_at", "pk")[:5]]
    return Panel("events/panels/proposals.html", {"waiting": waiting}) if waiting else None


def asked_out_panel(person: Person, now: datetime) -> Panel | None:
    """Events of whose photos somebody wants to be out, for this member of the team; nothing where none is."""
    keys = branches_of_team(person, on=timezone.localdate(now))
    waiting = EventPhoto.objects.asked_out().filter(event__branch__in=keys)
    events = list(Event.objects.filter(pk__in=waiting.values("event")).select_related("branch").soonest_first()[:5])
    return Panel("events/panels/asked_out.html", {"events": events}) if events else None


def calendar_step(_person: Person) -> list[Act]:
    """For whoever has just come in."""
    return [Act(_("have the dates in my own calendar"), reverse("agenda:links"))]


def space_nav_items(person: Person) -> list[dict[str, Any]]:
    """In the members' menu."""
    return [{"url": reverse("agenda:agenda"), "label": _("Agenda")}]


def of_polls(posts: list[Post], viewer: Any) -> dict[int, Panel]:
    """Below a poll: the event it became; for those who lead, the button that makes one once it is closed."""
    polls = list(Poll.objects.filter(post__in=posts).select_related("post"))
    if not polls:
        return {}
    seen = Event.objects.visible_to(viewer.person, viewer.now).filter(uid__in=[poll.uid for poll in polls])
    events = {event.uid: event for event in seen}
    panels = {
        poll.post_id: Panel("events/panels/poll.html", {"event": events[poll.uid]})
        for poll in polls
        if poll.uid in events
    }
    ready = [poll for poll in polls if poll.chosen_id is None and not poll.is_open(viewer.now)]
    room = Room.objects.get(pk=posts[0].room_id)
    if not ready or not may_write_in(room) or not may_moderate(viewer.person, room.pk, viewer.now):
        return panels
    dates: list[Any] = list(PollOption.objects.filter(poll__in=ready).counted(viewer.now))
    for poll in ready:
        options = [option for option in dates if option.poll_id == poll.pk]
        most = max((option.count for option in options), default=0)
        winners = [option for option in options if option.count == most > 0]
        if winners:
            panels[poll.post_id] = Panel("events/panels/poll.html", {"poll": poll, "options": winners})
    return panels


def acts_of_message(person: Person, post: Post) -> list[Act]:
    """For those who lead: an event of a poll, while it has become none."""
    poll = Poll.objects.about_dates().filter(post=post, chosen=None).first() if post.more and post.stands else None
    if poll is None or not may_write_in(post.room):
        return []
    if not may_moderate(person, post.room_id, timezone.now()):
        return []
    hint = _("With those who can on that date registered.")
    return [Act(_("Make an event of it"), reverse("agenda:of_poll", args=[post.pk]), hint)]
