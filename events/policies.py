"""Who may do what with an event: pure predicates on rows read under the lock."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from community.models import Audience, Membership
from events.models import Event, EventReminder, Outing, Registration
from hub.policies import branches_of_team

# An offer lasts a quarter of the time that is left, within these bounds, and never ends while people sleep.
SHARE, LEAST, MOST, QUARTER = 4, timedelta(minutes=30), timedelta(hours=72), 15
MORNING, EVENING = time(9), time(21)
DOORS = timedelta(hours=1)
# From so long before the beginning until so long after the end a phone that is signed in opens its list without network.
PACKED, KEPT = timedelta(days=1), timedelta(hours=12)
# Whoever was there can still say so themselves for as long after the end; the team at any time.
LINGER = timedelta(hours=1)
# How long after its end one still writes in the discussion of an event.
TALKS_ON = timedelta(days=30)
# How long after its end photos of it are added.
GATHERS = timedelta(days=60)
# Applicants have no account to write with, and whoever is trained has a promotion's room.
WITHOUT_ROOM = (Event.Kind.INFORMATION, Event.Kind.TRAINING)
# When those who come are reminded: applicants a little later, as they have known for less long.
BEFORE = {
    EventReminder.Step.WEEK: timedelta(days=7),
    EventReminder.Step.DAY: timedelta(days=1),
    EventReminder.Step.HOURS: timedelta(hours=2),
}
BEFORE_SESSION = {EventReminder.Step.DAYS: timedelta(days=3), EventReminder.Step.HOURS: timedelta(hours=3)}
# Nobody is reminded between these hours on the wall of the event; a morning's reminder leaves time to get there.
WAKING, BEDTIME, DUSK, WAY = time(8), time(21), time(20), timedelta(minutes=45)


def may_offer(event: Event, now: datetime) -> bool:
    """Nobody gets a seat from the waiting list of what does not take place, or has begun."""
    return event.status == Event.Status.PUBLISHED and event.starts_at > now


def offer_ends(event: Event, now: datetime) -> datetime:
    """Until when a seat offered now is kept."""
    return kept_until(event.starts_at, event.zone, now)


def kept_until(begins: datetime, zone: str, now: datetime) -> datetime:
    """Until when what is offered now is kept: shorter as the beginning comes nearer, and never past it."""
    length = min(MOST, max(LEAST, (begins - now) / SHARE))
    wall = (now + length).astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    wall += timedelta(minutes=-wall.minute % QUARTER)
    if wall.time() >= EVENING:
        wall = datetime.combine(wall.date() + timedelta(days=1), MORNING, wall.tzinfo)
    elif wall.time() < MORNING:
        wall = datetime.combine(wall.date(), MORNING, wall.tzinfo)
    return min(wall.astimezone(ZoneInfo("UTC")), begins)


def has_seats(event: Event, now: datetime) -> bool:
    """Until it begins; a training day is its promotion's, whose roster says who comes."""
    return event.status == Event.Status.PUBLISHED and event.kind != Event.Kind.TRAINING and event.starts_at > now


def may_act_alone(event: Event, now: datetime) -> bool:
    """Until its deadline one registers and gives back by oneself, afterwards the team does it for whoever calls.

    An offer is answered, and a line left, at any time: that asks nothing of anybody.
    """
    return event.closes_at is None or event.closes_at > now


def may_register(event: Event, now: datetime) -> bool:
    """Whoever sees it, while it has seats to give and its deadline has not passed."""
    return has_seats(event, now) and may_act_alone(event, now)


def may_answer(event: Event, now: datetime) -> bool:
    """Say perhaps or no to it, and be asked for an answer; whoever does not know us yet has a call to apply to."""
    return may_register(event, now) and event.kind != Event.Kind.INFORMATION


def may_note_attendance(event: Event, now: datetime) -> bool:
    """From an hour before it begins, when the first people come in."""
    return event.status == Event.Status.PUBLISHED and event.starts_at - DOORS <= now


def may_keep_list(event: Event, now: datetime) -> bool:
    """Have who is expected on one's phone: where there is no network at the door, it was opened at home."""
    during = event.starts_at - PACKED <= now < event.ends_at + KEPT
    return event.status == Event.Status.PUBLISHED and during


def may_check_in(event: Event, now: datetime) -> bool:
    """Say oneself that one is there: while the doors are open, and shortly after the end."""
    return may_note_attendance(event, now) and now < event.ends_at + LINGER


def has_album(event: Event) -> bool:
    """Where people meet."""
    return event.mode != Event.Mode.ONLINE


def is_pictured(registration: Registration) -> bool:
    """Whether photos may be taken where this person takes part: there, and not from home."""
    return has_album(registration.event) and registration.mode != Event.Mode.ONLINE


def may_see_album(person: Any, event: Event, now: datetime) -> bool:
    """Who took part, as far as is known, and the team; of a training day its whole promotion; once it has begun."""
    if not person.is_authenticated or not is_album_open(event, now):
        return False
    absent = Registration.Attendance.ABSENT
    mine = Registration.objects.coming().filter(event=event, person=person.pk).exclude(attendance=absent)
    return mine.exists() or may_run(person, event, now) or is_trained_in(person, event, now)


def is_album_open(event: Event, now: datetime) -> bool:
    """Whether there are photos to see: once it has begun, and if it takes place."""
    return event.starts_at <= now and event.status == Event.Status.PUBLISHED


def is_trained_in(person: Any, event: Event, now: datetime) -> bool:
    """Whether this is a training day of a promotion of theirs: they meet for four days, and read its room together."""
    if event.kind != Event.Kind.TRAINING or event.promotion_id is None:
        return False
    return Membership.objects.current(now).filter(promotion=event.promotion_id, person=person.pk).exists()


def takes_photos(event: Event, now: datetime) -> bool:
    """Whether photos can still be added."""
    return is_album_open(event, now) and now <= event.ends_at + GATHERS


def may_see_by_link(registration: Registration, now: datetime) -> bool:
    """Whoever holds the link to the photos of somebody who took part: they themselves, and those they brought along."""
    came = registration.state == Registration.State.CONFIRMED
    present = came and registration.attendance != Registration.Attendance.ABSENT
    return present and is_pictured(registration) and is_album_open(registration.event, now)


def may_run(person: Any, event: Event, now: datetime) -> bool:
    """The team of its branch, and administrators."""
    return event.branch_id in branches_of_team(person, on=timezone.localdate(now))


def may_call_off(person: Any, outing: Outing) -> bool:
    """Whoever proposed it, as long as it is their promotion's alone: what the team has shown to others is the team's."""
    return outing.event.audience == Audience.PROMOTION and outing.post.author_id == person.pk


def may_open_room(event: Event, now: datetime) -> bool:
    """A discussion of its own: for what takes place and is not a promotion's, which has a room already."""
    fit = event.kind not in WITHOUT_ROOM and event.promotion_id is None
    return fit and event.status == Event.Status.PUBLISHED and now < event.ends_at + TALKS_ON


def reminder_hours(event: Event) -> dict[str, datetime]:
    """{step: when its mails may leave}, earliest first."""
    steps = BEFORE_SESSION if event.kind == Event.Kind.INFORMATION else BEFORE
    return {step.value: waking_hour(event, event.start - before) for step, before in steps.items()}


def waking_hour(event: Event, at: datetime) -> datetime:
    """The hour itself by day; from the evening it is brought forward, from the night put off to the morning if there is time."""
    wall = at.astimezone(ZoneInfo(event.zone))
    if wall.time() >= BEDTIME:
        return wall.replace(hour=DUSK.hour, minute=0)
    if wall.time() >= WAKING:
        return wall
    morning = wall.replace(hour=WAKING.hour, minute=0)
    evening = wall.replace(hour=DUSK.hour, minute=0) - timedelta(days=1)
    return morning if morning + WAY <= event.starts_at else evening
