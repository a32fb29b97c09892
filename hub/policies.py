"""Who may do what, as far as roles alone decide."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, cast

from django.db.models import Exists, Q

from hub.models import Branch, Person, Role
from hub.models.branches import BranchQuerySet
from hub.models.people import RoleQuerySet
from hub.prepared import Blank, Prepared

TEAM_ROLES = [Role.Kind.REFERENT, Role.Kind.COORDINATOR, Role.Kind.TRAINER]


def may_see_team(person: Any, *, on: date) -> bool:
    """Staff of at least one branch, and administrators."""
    if not person.is_authenticated:
        return False
    return person.is_superuser or Role.objects.of(person).current(on).filter(kind__in=TEAM_ROLES).exists()


def team_branches(person: Any, *, on: date, kinds: Sequence[str] = TEAM_ROLES) -> BranchQuerySet:
    """The branches for which a member of staff holds one of these roles, for a query of theirs to read."""
    if person.is_superuser:
        return Branch.objects.all()
    return branches_of_roles(Role.objects.of(person).current(on).filter(kind__in=kinds))


def branches_of_roles(roles: RoleQuerySet) -> BranchQuerySet:
    """The branches that these roles are for: a role without one is for all of them."""
    return Branch.objects.filter(Q(pk__in=roles.values("branch")) | Q(Exists(roles.filter(branch=None))))


def who_answers(branch_id: int, *, on: date, kinds: Sequence[str] = TEAM_ROLES) -> list[Person]:
    """Who hears of what a branch is asked: those who hold one of these roles for it on that day; where nobody does, the
    next above: those who hold one for all branches, failing them the administrators. By key; three queries at most.
    """
    roles = Role.objects.current(on).filter(kind__in=kinds)
    people = Person.objects.active()
    for level in (
        Q(roles__in=roles.filter(branch=branch_id)),
        Q(roles__in=roles.filter(branch=None)),
        Q(is_superuser=True),
    ):
        found = list(people.filter(level).distinct().order_by("pk"))
        if found:
            return found
    return []


def branches_among(
    people: Iterable[Person], *, on: date, kinds: Sequence[str] = TEAM_ROLES
) -> dict[int, set[int] | None]:
    """{person: keys of their `team_branches`, None for all there are} of those of these people who have any; one query."""
    some = list(people)
    roles = Role.objects.current(on).filter(person__in=[one.pk for one in some], kind__in=kinds)
    everywhere = {one.pk for one in some if one.is_superuser}
    found: dict[int, set[int]] = {}
    for person, branch in roles.values_list("person", "branch"):
        if branch is None:
            everywhere.add(person)
        else:
            found.setdefault(person, set()).add(branch)
    return {**found, **dict.fromkeys(everywhere)}


def branches_of_team(person: Any, *, on: date, kinds: Sequence[str] = TEAM_ROLES) -> "list[int]":
    """Their keys, read; one query."""
    if person.is_superuser:
        return list(Branch.objects.order_by("pk").values_list("pk", flat=True))
    return [key for (key,) in keys_of_branches(tuple(kinds)).rows(person=person.pk, on=on)]


@cache
def keys_of_branches(kinds: tuple[str, ...]) -> Prepared[Branch]:
    """That query, for one who is no administrator."""
    asker, on = Blank("person"), cast("date", Blank("on"))
    return Prepared(lambda: team_branches(asker, on=on, kinds=kinds).order_by("pk").values_list("pk"))
