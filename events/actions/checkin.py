"""At the door: whoever is there says so with the letters on the wall or the word that was said; the team one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.actions.desk import check_noting, let_in, note
from events.actions.lives import LifeRefusal, lock_for
from events.actions.schedule import lock_events
from events.actions.seats import SeatRefusal, lock_registration, take_seat
from events.actions.words import new_word
from events.models import Event, Registration, SpokenWord
from events.models.roll import roll
from events.policies import may_check_in, may_run
from hub.db import require_write, write
from hub.errors import Refusal
from hub.limits import forgive, spend
from hub.live.commands import check_cid, digest, recall, remember
from hub.models import Entry, Person
from hub.search.fold import fold
from hub.words import dates
from hub.words.clocks import by_clocks

# Consonants, without those that look or sound like a figure or like one another too much; so no word comes out.
LETTERS, LENGTH = "BCDFGHJKMNPRSTVWXZ", 6
# Letters are known from when they are printed, so that whoever is early is told when to come back.
BEFORE, AFTER = timedelta(days=30), timedelta(days=2)
MINUTES = timedelta(minutes=5)
# Wrong tries: from one place, where a whole room may sit, and from everywhere.
FROM_ONE, FROM_ALL = 20, 600
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
Attendance = Registration.Attendance


class CheckInRefusal(Refusal):
    """Nobody is noted: a wrong code, the wrong hour, no seat."""


@dataclass(frozen=True)
class Claim:
    """Who says that they are there: somebody known by their key, or by first name and address."""

    person_id: int = 0
    first_name: str = ""
    email: str = ""

    def fits(self, person: Person) -> bool:
        """Whether this is that person."""
        if self.person_id:
            return person.pk == self.person_id
        same = bool(self.email) and person.email.casefold() == self.email.casefold()
        return same and fold(person.first_name) == fold(self.first_name)


@dataclass(frozen=True)
class Arrival:
    """Who is noted as present; where they were `already`, when that was, as far as the journal knows."""

    registration: Registration
    already: bool
    at: datetime | None


@dataclass(frozen=True)
class Mark:
    """What the team notes of one person: present, absent, or "" for not noted; `cid` is its key.

    A phone without network lets it stand in for marks of the same person that it may have sent or not: `over`, {key: mark};
    `was` is what stood before the first of these.
    """

    person_id: int
    mark: str
    cid: str
    was: str | None = None
    over: Mapping[str, str] = field(default_factory=dict)

    def wanted(self, event_id: int, mark: str) -> str:
        """What the key of one of these marks stands for."""
        return digest("door", event=event_id, person=self.person_id, mark=mark)


def wall_code(event: Event) -> str:
    """The six letters that hang on the wall of this event; the same for ever, and nobody can work them out."""
    number = int.from_bytes(salted_hmac("events.wall", str(event.uid)).digest()[:8])
    letters = ""
    for _place in range(LENGTH):
        number, index = divmod(number, len(LETTERS))
        letters += LETTERS[index]
    return letters


def opened_by(typed: str, now: datetime) -> tuple[Event, str] | None:
    """The event that these letters or this word belong to, and which of the two it was."""
    letters = "".join(letter for letter in typed.upper() if letter.isalpha())
    if len(letters) == LENGTH:
        near = Event.objects.no_drafts().between(now - AFTER, now + BEFORE)
        found = next((one for one in near.soonest_first() if wall_code(one) == letters), None)
        if found is not None:
            return found, "wall"
    heard = SpokenWord.objects.valid(now).select_related("event").order_by("pk")
    return next(((one.event, "word") for one in heard if fold(one.word) == fold(typed)), None)


def check_in(
    *, actor: Person | None, claim: Claim, typed: str, address: str, now: datetime, event_id: int | None = None
) -> Arrival:
    """Notes as present whoever says so with what they read on the wall or heard; repeated, it answers that they were already.

    `address` is where they say it from: every try is counted before it is compared, and given back where it was right.
    Raises CheckInRefusal or TooMany.
    """
    tries = {f"checkin:{address}": (FROM_ONE, QUARTER), "checkin": (FROM_ALL, HOUR)}
    message = _("Too many codes have been tried. Please wait a quarter of an hour, or tell the team at the desk.")
    for key, (limit, per) in tries.items():
        spend(key, limit=limit, per=per, now=now, message=message)
    opened = opened_by(typed, now)
    if opened is None:
        raise CheckInRefusal("code", _("This code opens nothing. Please compare it with the wall, or listen again."))
    found, how = opened
    if event_id is not None and found.pk != event_id:
        raise CheckInRefusal("other", _("This code belongs to another event: %(title)s.") % {"title": found.title})
    with write():
        event = lock_events(found.pk)[found.pk]
        check_hour(event, now)
        row = row_of(event, claim)
        changed = note(event, {row.person_id: Attendance.PRESENT}, actor=actor, now=now, how=how)
    for key in tries:
        forgive(key, now=now)
    seat = Registration.objects.select_related("event__branch", "person").get(event=event, person=row.person_id)
    return Arrival(seat, not changed, noted_at(seat))


def noted_at(registration: Registration) -> datetime | None:
    """When they were noted as present, on the wall of the event; nothing where they are not, or the journal has forgotten it."""
    if registration.attendance != Attendance.PRESENT:
        return None
    facts = {"target_type": registration._meta.label_lower, "target_id": registration.pk}
    last = Entry.objects.filter(verb="registration.attended", **facts).order_by("-pk").first()
    return last.at.astimezone(ZoneInfo(registration.event.zone)) if last else None


def check_hour(event: Event, now: datetime) -> None:
    """Raises CheckInRefusal where nobody can say yet, or any more, that they are there."""
    if event.status != Event.Status.PUBLISHED:
        raise CheckInRefusal("cancelled", _("This event does not take place: %(title)s.") % {"title": event.title})
    if may_check_in(event, now):
        return
    when = dates.moment(event.start, (get_language() or "fr")[:2], year=False) + by_clocks(event.clock)
    words = {"title": event.title, "when": when}
    if event.starts_at > now:
        message = _(
            "It is too early: %(title)s begins on %(when)s. You can say that you are there from an hour before."
        )
        raise CheckInRefusal("early", message % words)
    message = _("%(title)s, on %(when)s, is over. Were you there? Tell the team, who can note it.")
    raise CheckInRefusal("over", message % words)


def row_of(event: Event, claim: Claim) -> Registration:
    """Their row on the roll; raises CheckInRefusal, the same for a wrong name as for somebody who has no seat."""
    row = next((one for one in roll(event) if claim.fits(one.person)), None)
    if row is not None:
        return row
    held = Registration.objects.concerned().filter(event=event).select_related("person")
    if any(claim.fits(one.person) for one in held):
        raise CheckInRefusal(
            "waiting", _("You are on the waiting list. Tell the team at the desk: they can let you in.")
        )
    message = _("We do not find you on the list of %(title)s. Tell the team at the desk: they can let you in.")
    raise CheckInRefusal("no_seat", message % {"title": event.title})


def mark_one(*, actor: Person, event_id: int, mark: Mark, now: datetime) -> str:
    """The team notes one person, and hears what stands; the same key again changes nothing.

    Whoever takes back what never arrived, or had changed nothing, changes nothing either: another phone may have noted it
    meanwhile. Raises LifeRefusal, CheckInRefusal or CommandRefusal.
    """
    for cid in (mark.cid, *mark.over):
        check_cid(cid)
    wanted = mark.wanted(event_id, mark.mark)
    with write():
        event = lock_open(actor, event_id, now)
        row = next((row for row in roll(event) if row.person_id == mark.person_id), None)
        if recall(actor, mark.cid, wanted) is not None:
            return row.attendance if row else ""
        if row is None or mark.mark not in ("", *Attendance.values):
            raise CheckInRefusal("gone", _("This person is not on the list any more."))
        counted = stand_in(actor, event_id, mark, now)
        stands = mark.mark if counted or mark.mark != mark.was or not mark.over else row.attendance
        changed = note(event, {mark.person_id: stands}, actor=actor, now=now, how="door")
        remember(actor, mark.cid, wanted, {"changed": changed}, now=now)
    return stands


def stand_in(actor: Person, event_id: int, mark: Mark, now: datetime) -> bool:
    """A step: the marks it stands in for count no more, should one still be under way; whether one of them had changed anything."""
    require_write()
    counted = False
    for cid, before in mark.over.items():
        wanted = mark.wanted(event_id, before)
        known = recall(actor, cid, wanted)
        if known is None:
            remember(actor, cid, wanted, {}, now=now)
        counted |= bool(known and known.get("changed"))
    return counted


def lock_open(actor: Person, event_id: int, now: datetime) -> Event:
    """A step: the event, locked, if this person may note now who is there; raises LifeRefusal."""
    require_write()
    event = lock_for(actor, event_id, now, begun=True)
    check_noting(event, now)
    return event


def admit(*, actor: Person, registration_id: int, now: datetime) -> Registration:
    """The team lets in whoever waits, or had given their seat back: before it begins, where a seat is left.

    Raises LifeRefusal or SeatRefusal.
    """
    with write():
        event, held = lock_registration(registration_id)
        if not may_run(actor, event, now):
            raise LifeRefusal("forbidden", _("Only the team of this branch can change this event."))
        event = lock_open(actor, event.pk, now)
        if event.starts_at <= now:
            return let_in(actor=actor, event=event, person=held.person, mode=held.mode, now=now)
        try:
            take_seat(actor=actor, event=event, person=held.person, mode=held.mode, now=now, quiet=True)
        except SeatRefusal as full:
            message = _("Every seat is taken. Wait until it begins: whoever is there then can be let in.")
            raise SeatRefusal(full.code, message) from full
        note(event, {held.person_id: Attendance.PRESENT}, actor=actor, now=now, how="door")
    return held


def say_word(*, actor: Person, event_id: int, now: datetime) -> SpokenWord:
    """A new word for five minutes, instead of the one before. Raises LifeRefusal."""
    with write():
        event = lock_open(actor, event_id, now)
        facts = {"word": new_word(event.language), "until": now + MINUTES}
        return SpokenWord.objects.update_or_create(event=event, defaults=facts)[0]
