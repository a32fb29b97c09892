"""Asks which dates suit or what people think, takes the answers, and closes; all under the lock of the room."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from community.actions.posts import lock_post
from community.actions.rooms import RoomRefusal, Written
from community.models import Poll, PollOption, Post, Room, Stance, Vote
from community.policies import may_close_poll, may_moderate
from hub.db import require_write, write
from hub.live.log import publish
from hub.models import Person

FEWEST, MOST = 2, 8
WALL = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class NewPoll:
    """The dates of a new poll as wall times like 2026-12-03T18:30, the last day to vote, and a name for the date."""

    starts: tuple[str, ...]
    last_day: date | None = None
    title: str = ""
    stands_alone = False

    def facts(self) -> dict[str, Any]:
        """Two polls are the same if they ask the same."""
        return {"poll": list(self.starts), "until": self.last_day and self.last_day.isoformat(), "title": self.title}

    def words(self) -> list[str]:
        """What its author wrote beside the question, which is the post's own text."""
        return [self.title]

    def attach(self, post: Post, *, actor: Person, now: datetime) -> None:
        """A step, under the room's lock; raises RoomRefusal where the dates make no poll."""
        require_write()
        if not FEWEST <= len(set(self.starts)) == len(self.starts) <= MOST:
            raise RoomRefusal("dates", _("Give two to eight dates, all different."))
        zone = zone_of(post)
        starts = {wall: instant(wall, zone) for wall in sorted(self.starts)}
        if min(starts.values()) <= now:
            raise RoomRefusal("past", _("One of these dates has passed already."))
        closes_at = end_of(self.last_day, zone, now)
        poll = Poll.objects.create(post=post, title=self.title, zone=zone, closes_at=closes_at)
        PollOption.objects.bulk_create(
            PollOption(poll=poll, wall_start=wall, starts_at=starts_at) for wall, starts_at in starts.items()
        )


@dataclass(frozen=True)
class NewProposal:
    """The answers in words of a new poll, none where people say whether they agree, and the last day to answer."""

    answers: tuple[str, ...] = ()
    last_day: date | None = None
    stands_alone = False

    def facts(self) -> dict[str, Any]:
        """Two polls are the same if they ask the same."""
        return {"answers": list(self.answers), "until": self.last_day and self.last_day.isoformat()}

    def words(self) -> list[str]:
        """What its author wrote beside the question, which is the post's own text."""
        return list(self.answers)

    def attach(self, post: Post, *, actor: Person, now: datetime) -> None:
        """A step, under the room's lock; raises RoomRefusal where the answers make no poll."""
        require_write()
        different = {one.casefold() for one in self.answers}
        if self.answers and not FEWEST <= len(different) == len(self.answers) <= MOST:
            raise RoomRefusal("answers", _("Give two to eight answers, all different, or none."))
        zone = zone_of(post)
        poll = Poll.objects.create(post=post, zone=zone, closes_at=end_of(self.last_day, zone, now))
        options = [PollOption(poll=poll, text=one) for one in self.answers]
        PollOption.objects.bulk_create(options or [PollOption(poll=poll, stance=one) for one in Stance.values])


def zone_of(post: Post) -> str:
    """Where the post's branch is."""
    return Room.objects.select_related("branch").get(pk=post.room_id).branch.zone


def end_of(last_day: date | None, zone: str, now: datetime) -> datetime | None:
    """The first instant after the last day to answer, None where there is none; raises RoomRefusal once it is over."""
    if last_day is None:
        return None
    closes_at = datetime.combine(last_day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    if not now < closes_at:
        raise RoomRefusal("closing", _("The last day to answer has passed already."))
    return closes_at


def instant(wall: str, zone: str) -> datetime:
    """The instant of a wall time; where clocks show it twice the first, where they skip it the later."""
    naive = datetime.strptime(wall, WALL)  # noqa: DTZ007  # wall time is naive by nature
    return naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def lock_poll(actor: Person, post_id: int, now: datetime) -> Poll:
    """A step: enters the room and reads the poll of that post under its lock; raises RoomRefusal."""
    post = lock_post(actor, post_id, now)
    poll = Poll.objects.filter(post=post).first() if post.stands else None
    if poll is None:
        raise RoomRefusal("not_found", _("This message has been deleted."))
    poll.post = post
    return poll


def answer_poll(*, actor: Person, post_id: int, option_id: int, yes: bool, now: datetime) -> Written:
    """One can, or cannot, on one of the dates; or chooses these words in place of others, or takes the choice back.

    The same again changes nothing. Raises RoomRefusal once it is closed.
    """
    with write():
        poll = lock_poll(actor, post_id, now)
        option = PollOption.objects.filter(poll=poll, pk=option_id).first()
        if option is None:
            raise RoomRefusal("not_found", _("This page does not exist, or is not open to you."))
        if not poll.is_open(now):
            raise RoomRefusal("closed", _("This poll is closed."))
        if option.has_passed(now):
            raise RoomRefusal("past", _("This date has passed already."))
        if not (give(option, actor, now) if yes else Vote.objects.filter(option=option, person=actor).delete()[0]):
            return Written(poll.post.room.key, target=post_id)
        return tell(poll, actor=actor, now=now)


def give(option: PollOption, person: Person, now: datetime) -> bool:
    """A step, under the room's lock: one vote, once, and in words the only one; answers whether it is new."""
    require_write()
    if option.starts_at is None:
        Vote.objects.filter(option__poll=option.poll_id, person=person).exclude(option=option).delete()
    _vote, created = Vote.objects.get_or_create(option=option, person=person, defaults={"at": now})
    return created


def tell(poll: Poll, *, actor: Person, now: datetime) -> Written:
    """A step, under the room's lock: open pages fetch the poll anew."""
    key = poll.post.room.key
    return Written.as_event(key, publish(key, "vote", actor=actor, target=poll.post_id, now=now))


def close_poll(*, actor: Person, post_id: int, now: datetime) -> Written:
    """Nobody votes any more; harmless when repeated. Raises RoomRefusal."""
    with write():
        poll = lock_own(actor, post_id, now)
        if not poll.is_open(now):
            return Written(poll.post.room.key, target=post_id)
        poll.closed_at, poll.closed_by = now, actor
        poll.save(update_fields=["closed_at", "closed_by"])
        return tell(poll, actor=actor, now=now)


def reopen_poll(*, actor: Person, post_id: int, now: datetime) -> Written:
    """One can vote again, without a last day where that has passed; harmless when repeated. Raises RoomRefusal."""
    with write():
        poll = lock_own(actor, post_id, now)
        if poll.is_open(now):
            return Written(poll.post.room.key, target=post_id)
        poll.closed_at = poll.closed_by = None
        if poll.closes_at is not None and poll.closes_at <= now:
            poll.closes_at = None
        poll.save(update_fields=["closed_at", "closed_by", "closes_at"])
        return tell(poll, actor=actor, now=now)


def lock_own(actor: Person, post_id: int, now: datetime) -> Poll:
    """A step: the poll, locked, for whoever may close it; raises RoomRefusal."""
    poll = lock_poll(actor, post_id, now)
    if not may_close_poll(actor, poll, leads=may_moderate(actor, poll.post.room_id, now)):
        raise RoomRefusal("forbidden", _("Only the person who asked, or the référent, can close or reopen a poll."))
    return poll


def settle_poll(poll: Poll, option: PollOption, *, actor: Person, now: datetime) -> None:
    """A step, under the room's lock: this is the date; closed for good."""
    require_write()
    poll.chosen = option
    if poll.closed_at is None:
        poll.closed_at, poll.closed_by = now, actor
    poll.save(update_fields=["chosen", "closed_at", "closed_by"])
    tell(poll, actor=actor, now=now)
