"""Outings: proposed in a room with its message, joined from there, called off, shown to the whole branch by its team."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from community.actions.posts import write_post
from community.actions.rooms import Written
from community.models import Audience, Post, Promotion
from community.policies import may_read
from events.actions.lives import LifeRefusal, keep, lock_for, turn_to
from events.actions.replies import note_answer
from events.actions.schedule import WALL, ScheduleRefusal, instant, lock_events, schedule_event
from events.actions.seats import SeatRefusal, free_seat, lock_open, take_seat
from events.models import Event, Outing, Registration
from events.policies import may_call_off
from hub.db import write
from hub.journal import record
from hub.live.log import publish
from hub.models import Person
from hub.words import dates

SEATS = 60
LASTS = timedelta(hours=2)
# What one proposes: its name, the question in the room, and the kind of event it is.
WHAT = {
    "coffee": (gettext_lazy("Coffee"), gettext_lazy("Who is in for a coffee, %(when)s?"), Event.Kind.OUTING),
    "apero": (gettext_lazy("Apéro"), gettext_lazy("Who is in for an apéro, %(when)s?"), Event.Kind.APERO),
    "lunch": (gettext_lazy("Lunch"), gettext_lazy("Who is in for lunch, %(when)s?"), Event.Kind.LUNCH),
    "walk": (gettext_lazy("Walk"), gettext_lazy("Who is in for a walk, %(when)s?"), Event.Kind.OUTING),
}


@dataclass(frozen=True)
class NewOuting:
    """The event beside the message: `begins` is a wall time like 2026-12-03T17:00."""

    what: str
    begins: str
    place: str
    stands_alone = False

    def facts(self) -> dict[str, Any]:
        """What makes two proposals the same."""
        return {"outing": asdict(self)}

    def words(self) -> list[str]:
        """What its author wrote."""
        return [self.place]

    def attach(self, post: Post, *, actor: Person, now: datetime) -> None:
        """A step: the event of the promotion, with whoever proposes it."""
        promotion = Promotion.objects.select_related("branch").get(room=post.room_id)
        if instant(self.begins, promotion.branch.zone) <= now:
            raise ScheduleRefusal("past", _("This time has passed already."))
        name, _question, kind = WHAT[self.what]
        ends = datetime.strptime(self.begins, WALL) + LASTS  # noqa: DTZ007  # wall time is naive by nature
        with override(promotion.language):
            title = _("%(what)s of promotion %(name)s") % {"what": name, "name": promotion.name}
        event = schedule_event(
            actor=actor,
            branch=promotion.branch,
            wall_start=self.begins,
            wall_end=ends.strftime(WALL),
            now=now,
            kind=kind,
            title=title,
            promotion=promotion,
            audience=Audience.PROMOTION,
            language=promotion.language,
            mode=Event.Mode.IN_PERSON,
            place=self.place,
            seats_in_person=SEATS,
        )
        Outing.objects.create(post=post, event=event)
        take_seat(actor=actor, event=event, person=actor, mode=Event.Mode.IN_PERSON, now=now)


def propose_outing(
    *, actor: Person, promotion: Promotion, new: NewOuting, cid: str, now: datetime, sure: bool = False
) -> Written:
    """A message in the promotion's room and its event, or neither; the same `cid` again answers the first.

    Raises ScheduleRefusal, GuardRefusal, RoomRefusal, TooMany or CommandRefusal.
    """
    if new.what not in WHAT:
        raise ScheduleRefusal("what", _("Choose what you propose."))
    begins = datetime.strptime(new.begins, WALL)  # noqa: DTZ007  # wall time is naive by nature
    with override(promotion.language):
        question = str(WHAT[new.what][1]) % {"when": dates.moment(begins, promotion.language, year=False)}
        body = _("%(question)s Where: %(place)s") % {"question": question, "place": new.place}
    return write_post(actor=actor, room_id=promotion.room_id, body=body, cid=cid, parts=[new], sure=sure, now=now)


def answer_outing(*, actor: Person, event_id: int, coming: bool, now: datetime) -> Outing:
    """Comes, or does not come any more; the room's open pages hear of it. Harmless when repeated. Raises SeatRefusal."""
    with write():
        event = lock_open(actor, event_id, now)
        outing = Outing.objects.filter(event=event_id).select_related("post__room").first()
        if outing is None:
            raise SeatRefusal("closed", _("One cannot register for this event any more."))
        if coming:
            take_seat(actor=actor, event=event, person=actor, mode=event.modes[0], now=now, wait=True)
        else:
            for held in Registration.objects.filter(event=event, person=actor).select_related("person"):
                free_seat(actor=actor, event=event, registration=held, now=now)
                if held.said:
                    note_answer(held, Registration.Said.NO, actor=actor, now=now)
        publish(outing.post.room.key, "vote", actor=actor, target=outing.post_id, now=now)
    return outing


def call_off_outing(*, actor: Person, event_id: int, now: datetime) -> Outing:
    """Whoever proposed it cancels it: those who come get a mail, and the room's open pages hear of it.

    Harmless when repeated. Raises LifeRefusal.
    """
    with write():
        event = lock_events(event_id).get(event_id)
        outing = Outing.objects.filter(event=event_id).select_related("post__room").first()
        if outing is None or event is None or not may_read(actor, outing.post.room_id, now):
            raise LifeRefusal("forbidden", _("Only whoever proposed this, or the team, can cancel it."))
        outing.event = event
        if not may_call_off(actor, outing):
            raise LifeRefusal("forbidden", _("Only whoever proposed this, or the team, can cancel it."))
        if event.starts_at <= now:
            raise LifeRefusal("begun", _("This event has begun: it can no longer be changed."))
        turn_to(actor=actor, event=event, status=Event.Status.CANCELLED, now=now)
        publish(outing.post.room.key, "vote", actor=actor, target=outing.post_id, now=now)
    return outing


def show_to_branch(*, actor: Person, event_id: int, now: datetime) -> Event:
    """The team puts it into the agenda of the whole branch; harmless when repeated. Raises LifeRefusal.

    Not where another branch is named, to all of which it would open as well: that is said in the form of the event.
    """
    with write():
        event = lock_for(actor, event_id, now)
        if event.audience == Audience.PROMOTION and event.further_branches:
            raise LifeRefusal(
                "further", _("This event is open to people of another branch too: say on the team’s page who may come.")
            )
        if event.audience == Audience.PROMOTION:
            # All of it, however far they have come.
            event.audience, event.stage = Audience.BRANCH, ""
            keep(event, now=now, weighty=False)
            record(actor, "event.shown_to_branch", event)
    return event
