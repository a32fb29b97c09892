"""Turns the date that a poll settled on into an event, with those who can registered, in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.actions.polls import lock_poll, settle_poll
from community.actions.warn import count, warn
from community.models import Audience, Membership, Poll, PollOption, Post, Promotion, Vote
from community.policies import may_moderate
from events.actions.schedule import WALL, access_at, schedule_event
from events.actions.seats import take_seat
from events.models import Event
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person

NOON, AFTERNOON, EVENING = 11, 15, 17
MINUTES = 120
LONGEST_TITLE = 160


class MeetingRefusal(Refusal):
    """No event can be made of this date, or not by this person."""


@dataclass(frozen=True)
class Meeting:
    """What the event of a poll is: everything but its beginning."""

    title: str
    kind: str
    minutes: int
    place: str
    address: str
    seats: int


def meeting_of(poll: Poll, option: PollOption, promotion: Promotion, now: datetime) -> Meeting:
    """What it will be unless somebody says otherwise: at the branch, for two hours, with room for everybody."""
    hour = option.start.hour
    kind = Event.Kind.PEER_EXCHANGE
    if hour >= EVENING:
        kind = Event.Kind.APERO
    elif NOON <= hour < AFTERNOON:
        kind = Event.Kind.LUNCH
    people = Membership.objects.current(now).filter(promotion=promotion).values("person").distinct().count()
    with override(promotion.language):
        title = poll.title or kind.label.capitalize()
        place = _("Our branch")
    return Meeting(
        title=title[:LONGEST_TITLE],
        kind=kind,
        minutes=MINUTES,
        place=place,
        address=promotion.branch.address,
        seats=max(people, Vote.objects.filter(option=option).count(), 1),
    )


def make_event_of_poll(
    *, actor: Person, post_id: int, option_id: int, meeting: Meeting | None = None, now: datetime, sure: bool = False
) -> Event:
    """The event of this date, as `meeting` says or as usual; those who can have a seat, in the order in which they said so.

    A poll makes one event, whoever asks how often: the constraint is that the event has the poll's uid.
    Raises MeetingRefusal, RoomRefusal, or GuardRefusal unless `sure`.
    """
    room_id = Post.objects.filter(pk=post_id).values_list("room", flat=True).first() or 0
    texts = [meeting.title, meeting.place, meeting.address] if meeting else []
    told = warn(texts, actor=actor, room_id=room_id, sure=sure, now=now)
    with write():
        promotion = lock_promotion(post_id)
        poll = lock_poll(actor, post_id, now)
        if not may_moderate(actor, promotion.room_id, now):
            raise MeetingRefusal("forbidden", _("Only the référent or a coordinator can make an event of a poll."))
        known = Event.objects.filter(uid=poll.uid).first()
        if known is not None:
            return known
        option = (
            PollOption.objects.filter(poll=poll, pk=option_id, starts_at__isnull=False).select_related("poll").first()
        )
        if option is None:
            raise MeetingRefusal("option", _("Choose one of the dates."))
        if option.has_passed(now):
            raise MeetingRefusal("past", _("This date has passed already."))
        event = schedule(option, meeting or meeting_of(poll, option, promotion, now), promotion, actor=actor, now=now)
        seat_voters(option, event, promotion, actor=actor, now=now)
        settle_poll(poll, option, actor=actor, now=now)
        count(room_id, now, sent_anyway=told)
        record(actor, "poll.settled", poll, event=event.pk)
    return event


def lock_promotion(post_id: int) -> Promotion:
    """A step: the promotion whose room holds this post, locked before the room; raises MeetingRefusal."""
    require_write()
    rows = Promotion.objects.select_for_update(of=("self",)).select_related("branch")
    promotion = rows.filter(room__posts=post_id).first()
    if promotion is None:
        raise MeetingRefusal("not_found", _("This page does not exist, or is not open to you."))
    return promotion


def schedule(option: PollOption, meeting: Meeting, promotion: Promotion, *, actor: Person, now: datetime) -> Event:
    """A step: the event, for the promotion alone."""
    branch = promotion.branch
    ends = datetime.strptime(option.wall_start, WALL) + timedelta(minutes=meeting.minutes)  # noqa: DTZ007  # on the wall
    return schedule_event(
        actor=actor,
        branch=branch,
        wall_start=option.wall_start,
        wall_end=ends.strftime(WALL),
        zone=option.poll.zone,
        now=now,
        uid=option.poll.uid,
        kind=meeting.kind,
        title=meeting.title,
        language=promotion.language,
        promotion=promotion,
        audience=Audience.PROMOTION,
        mode=Event.Mode.IN_PERSON,
        place=meeting.place,
        address=meeting.address,
        access=access_at(branch, meeting.address),
        seats_in_person=meeting.seats,
    )


def seat_voters(option: PollOption, event: Event, promotion: Promotion, *, actor: Person, now: datetime) -> None:
    """A step, on an event that nobody else knows yet: first those who said first; who has left meanwhile is left out."""
    require_write()
    seen_at = max(now, timezone.now())
    for vote in Vote.objects.filter(option=option).select_related("person").order_by("pk"):
        if Event.objects.visible_to(vote.person, seen_at).filter(pk=event.pk).exists():
            take_seat(actor=actor, event=event, person=vote.person, mode=event.mode, now=now, wait=True)
