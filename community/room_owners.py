"""Whose rooms are open to whom: promotions as owners of rooms, and what owners of any kind say of many people at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Membership, Promotion, Room, RoomOwner, room_owners
from hub.models import Person, Role
from hub.models.people import PersonQuerySet
from hub.policies import TEAM_ROLES, branches_among

PROMOTIONS = RoomOwner(
    model=Promotion,
    belonging=Membership.objects.current,
    link="promotion",
    past="promotion__memberships__person",
    page="community:promotion",
    words={
        "readers": _("Everybody in this promotion reads it."),
        "ended": _("This promotion has ended: its room can still be read, but not written in."),
        "closed": _(
            "The team has just archived this promotion: it can still be read. What you were writing is still here."
        ),
        "gone": _("You are no longer a member of this promotion. What you were writing is still here."),
    },
)


@dataclass(frozen=True)
class Host:
    """Whose room it is, as pages and mails say it; `row` is the promotion, or whatever else owns it."""

    row: Any
    owner: RoomOwner

    @property
    def name(self) -> str:
        """Short: "Lille 14"."""
        return self.promotion.name if self.promotion else self.title

    @property
    def title(self) -> str:
        """ "Promotion Lille 14"."""
        return str(self.row.title)

    @property
    def url(self) -> str:
        """Where its page is."""
        return reverse(self.owner.page, args=[self.row.pk])

    @property
    def words(self) -> dict[str, Any]:
        """Who reads what is written here, and why one cannot write any more."""
        return self.owner.words

    @property
    def promotion(self) -> Promotion | None:
        """The promotion, where it is one."""
        return self.row if isinstance(self.row, Promotion) else None


def hosts_of(rooms: Iterable[int]) -> dict[int, Host]:
    """{room: whose it is}; one query where all are of promotions, one more for each other kind."""
    found: dict[int, Host] = {}
    missing = set(rooms)
    for owner in room_owners():
        rows: Any = owner.model._default_manager.select_related("branch").filter(room__in=missing) if missing else []
        found |= {row.room_id: Host(row, owner) for row in rows}
        missing -= found.keys()
    return found


def with_hosts(rows: Iterable[Any]) -> list[tuple[Any, Host]]:
    """Each of these rows about rooms, with whose room it is."""
    rows = list(rows)
    hosts = hosts_of(row.room_id for row in rows)
    return [(row, hosts[row.room_id]) for row in rows]


def host_of(room_id: int) -> Host:
    """Whose this room is."""
    return hosts_of([room_id])[room_id]


def pairs_of(wanted: Iterable[tuple[int, int]], now: datetime) -> set[tuple[int, int]]:
    """Of these pairs (person, room) those where one belongs to the owner and so needs no other right; a query for each
    kind of owner while some are left.
    """
    left, known = set(wanted), set()
    for owner in room_owners():
        rows = owner.belonging(now).filter(person__in={person for person, _room in left}) if left else None
        known |= left & set(rows.values_list("person", owner.room)) if rows is not None else set()
        left -= known
    return known


def pairs_of_team(wanted: Collection[tuple[Person, int]], now: datetime) -> set[tuple[int, int]]:
    """Those of these pairs (person, room), by their keys, where one looks after the branch of the room: with those of
    `pairs_of` what `Room.visible_to` says of each person alone. At most two queries.
    """
    team = branches_among({person for person, _room in wanted}, on=timezone.localdate(now)) if wanted else {}
    asked = {room for person, room in wanted if person.pk in team}
    branches = dict(Room.objects.filter(pk__in=asked).values_list("pk", "branch")) if asked else {}
    known = set()
    for person, room in wanted:
        mine = team.get(person.pk, set())
        if room in branches and (mine is None or branches[room] in mine):
            known.add((person.pk, room))
    return known


def rooms_of_members(owner: RoomOwner, people: Collection[int], now: datetime) -> dict[int, set[int]]:
    """{person: keys of the rooms in which they may write} of those of these people who belong to an owner of this kind;
    one query.
    """
    found: dict[int, set[int]] = {}
    writable = Room.objects.open().values("pk")
    rows = owner.belonging(now).filter(person__in=people, **{f"{owner.room}__in": writable})
    for person, room in rows.values_list("person", owner.room):
        found.setdefault(person, set()).add(room)
    return found


def rooms_of_team(branches: Mapping[int, set[int] | None]) -> dict[int, set[int]]:
    """{person: keys of the rooms in which they may write because they look after their branch}; one query.

    `branches` is {person: keys of those they look after, None for all there are}.
    """
    rooms = Room.objects.open()
    if None not in branches.values():
        rooms = rooms.filter(branch__in={branch for some in branches.values() for branch in some or ()})
    rows = list(rooms.values_list("pk", "branch"))
    return {
        person: {room for room, branch in rows if some is None or branch in some} for person, some in branches.items()
    }


def readers_of(room: Room, now: datetime) -> PersonQuerySet:
    """Everybody to whom this room is open: those who belong to its owner, the team of its branch, administrators."""
    either = Q(is_superuser=True)
    for owner in room_owners():
        either |= Q(pk__in=owner.people_in(room.pk, now))
    team = Role.objects.current(timezone.localdate(now)).filter(kind__in=TEAM_ROLES)
    of_branch = team.filter(Q(branch=room.branch_id) | Q(branch=None)).values("person")
    return Person.objects.active().filter(either | Q(pk__in=of_branch))
