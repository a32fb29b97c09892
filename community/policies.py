"""Who may do what in a promotion and in rooms: pure predicates on rows read under the lock."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from community.models import Delay, Discussion, JourneyMove, Membership, Poll, Post, Promotion, Question, Report, Room
from community.models.journeys import ALONE, ROSTER
from community.models.promotions import ORDER_ROLES, OWN_ROLES
from hub.acts import UNDO_FOR
from hub.models import Branch, Person, Role
from hub.models.people import PersonQuerySet
from hub.policies import branches_of_team, team_branches


def may_change_roster(person: Any, promotion: Promotion, now: datetime) -> bool:
    """Référents and coordinators of the branch, and administrators."""
    return promotion.branch_id in branches_of_team(person, on=timezone.localdate(now), kinds=ORDER_ROLES)


def may_read(person: Any, room_id: int, now: datetime) -> bool:
    """Whether a room is open to somebody, as the database stands."""
    return Room.objects.visible_to(person, now).filter(pk=room_id).exists()


def may_moderate(person: Any, room_id: int, now: datetime) -> bool:
    """Who keeps order in a room: référents and coordinators of the branch, and the référents of its promotion."""
    led = Q(promotion__in=Promotion.objects.moderated_by(person, now))
    team = Q(branch__in=team_branches(person, on=timezone.localdate(now), kinds=ORDER_ROLES))
    return Room.objects.filter(led | team, pk=room_id).exists()


def may_undo_stage(move: JourneyMove, person: Any, now: datetime) -> bool:
    """Whoever made a move takes it back for ten minutes; what a roster or an undo did stays.

    Where a mentor has left by themselves, whoever looks after them does.
    """
    made = move.actor_id is not None and move.actor_id == person.pk and move.why != ROSTER
    mine = made or (move.why == ALONE and move.actor_id != person.pk)
    return mine and bool(move.before) and move.undoes_id is None and move.at <= now < move.at + UNDO_FOR


def may_undo_delay(delay: Delay, person: Any, now: datetime) -> bool:
    """Whoever put a call off takes it back for ten minutes."""
    return delay.actor_id == person.pk and delay.at <= now < delay.at + UNDO_FOR


def may_leave(roles: Iterable[str]) -> bool:
    """Whether somebody in these roles in a promotion may leave it by themselves."""
    held = set(roles)
    return bool(held) and held <= set(OWN_ROLES)


def may_invite(person: Any, promotion: Promotion, now: datetime, *, team: bool = False) -> bool:
    """Those who keep order in its room, until it is archived; `team` where one knows already that they keep the roster.

    Letting people in by a code is a référent's of the roster alone as well; the rows of the roster are the team's.
    """
    return may_write_in(promotion.room) and (team or may_moderate(person, promotion.room_id, now))


def receivers_of(level: str, room: Room, now: datetime) -> PersonQuerySet:
    """Who hears of a report at this level, before those it concerns are left out."""
    people, day = Person.objects.active(), timezone.localdate(now)
    if level == Report.Level.REFERENT:
        referents = Membership.objects.current(now).filter(promotion__room=room, role=Membership.Role.REFERENT)
        return people.filter(pk__in=referents.values("person"))
    if level == Report.Level.COORDINATOR:
        roles = Role.objects.current(day).filter(Q(branch=room.branch_id) | Q(branch=None))
        return people.filter(pk__in=roles.filter(kind=Role.Kind.COORDINATOR).values("person"))
    return people.filter(is_superuser=True)


def route_report(room: Room, without: set[int], now: datetime) -> tuple[str, list[Person]]:
    """The first level at which somebody is left who is not concerned, and who hears there.

    A référent who is concerned takes the report past all référents of the promotion: they work together. The same
    holds for the coordinators. At the top, whoever is left hears it; where nobody is, those of the team who are left
    below. What nobody can hear waits for the administrators.
    """
    for level in (Report.Level.REFERENT, Report.Level.COORDINATOR):
        people = list(receivers_of(level, room, now).order_by("pk"))
        if people and not any(person.pk in without for person in people):
            return level, people
    for level in (Report.Level.ADMIN, Report.Level.COORDINATOR, Report.Level.REFERENT):
        people = list(receivers_of(level, room, now).exclude(pk__in=without).order_by("pk"))
        if people:
            return level, people
    return Report.Level.ADMIN, []


def may_write_in(room: Room) -> bool:
    """Whoever reads a room may write in it, until it is archived."""
    return not room.is_archived


def may_change_post(person: Any, post: Post) -> bool:
    """One's own words, while they stand; also those that one has written for somebody."""
    return person.pk in {post.author_id, post.written_by_id} and post.stands


def may_delete_post(person: Any, post: Post) -> bool:
    """One's own words, also while the team hides them."""
    return person.pk in {post.author_id, post.written_by_id} and post.deleted_at is None


def may_read_hidden(person: Any, post: Post, now: datetime) -> bool:
    """The text of a hidden message: its author, and those who keep order in the room."""
    return post.author_id == person.pk or may_moderate(person, post.room_id, now)


def may_rename(person: Any, discussion: Discussion, room: Room, *, moderates: bool) -> bool:
    """Whoever opened it, as long as one writes there, and those who keep order, who hide messages as well.

    The room's first one keeps its name.
    """
    opened = discussion.opened_by_id == person.pk and may_write_in(room)
    return bool(discussion.title) and (opened or moderates)


def may_close_poll(person: Any, poll: Poll, *, leads: bool) -> bool:
    """Whoever asked, and those who lead the promotion; what has been settled stays so."""
    return poll.chosen_id is None and (poll.post.author_id == person.pk or leads)


def may_accept(person: Any, question: Question, *, leads: bool) -> bool:
    """Whoever asked, and those who lead the promotion."""
    return question.post.author_id == person.pk or leads


def may_set_ladder(person: Any, branches: Iterable[Branch], now: datetime) -> set[int]:
    """The keys of those of these branches whose coordinator one is, administrators of all; one query."""
    mine = branches_of_team(person, on=timezone.localdate(now), kinds=(Role.Kind.COORDINATOR,))
    return {one.pk for one in branches}.intersection(mine)
