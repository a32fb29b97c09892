"""Who may do what, as far as roles alone decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hub.models import Branch, Role

TEAM_ROLES = [Role.Kind.REFERENT, Role.Kind.COORDINATOR, Role.Kind.TRAINER]


def may_see_team(person: Any, *, on: date) -> bool:
    """Staff of at least one branch, and administrators."""
    if not person.is_authenticated:
        return False
    return person.is_superuser or Role.objects.of(person).current(on).filter(kind__in=TEAM_ROLES).exists()


def branches_of_team(person: Any, *, on: date, kinds: Sequence[str] = TEAM_ROLES) -> "list[int]":
    """The keys of the branches for which a member of staff holds one of these roles."""
    everything = Branch.objects.values_list("pk", flat=True)
    if person.is_superuser:
        return list(everything)
    roles = Role.objects.of(person).current(on).filter(kind__in=kinds)
    keys = set(roles.values_list("branch_id", flat=True))
    return list(everything) if None in keys else sorted(keys)
