"""Applications that may be of one person: the same e-mail address, phone number, or name in one branch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.models import Application, Distinct
from hub.words.phones import same_number
from hub.words.typed import bare

MAIL, PHONE, NAME = _("the same e-mail address"), _("the same phone number"), _("the same name")
# A number or a name that so many share says nothing about anybody.
TOO_MANY = 6


@dataclass(frozen=True)
class Pair:
    """Two applications, the older first, and what they share."""

    first: Application
    second: Application
    shared: tuple[Any, ...]


def marks_of(application: Application) -> list[tuple[Any, str]]:
    """What an application can share with another one."""
    person, branch = application.person, application.call.branch_id
    phone, name = same_number(person.phone), bare(f"{person.first_name} {person.last_name}")
    marks = [(MAIL, application.email_key), (PHONE, phone and f"{branch} {phone}"), (NAME, name and f"{branch} {name}")]
    return [(kind, key) for kind, key in marks if key]


def pairs_in(applications: Iterable[Application]) -> list[Pair]:
    """The pairs that nobody has told apart, the newest first; rows carry their person and call. One query more."""
    rows = {one.pk: one for one in applications}
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in rows.values():
        for kind, key in marks_of(one):
            groups[str(kind), key].append(one.pk)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (kind, _key), keys in groups.items():
        if len(keys) <= TOO_MANY:
            for low, high in combinations(sorted(keys), 2):
                shared[low, high].append(kind)
    known = set(Distinct.objects.filter(first__in=rows).values_list("first", "second")) if shared else set()
    found = [
        Pair(rows[low], rows[high], tuple(kinds))
        for (low, high), kinds in shared.items()
        if (low, high) not in known and not settled(rows[low], rows[high])
    ]
    return sorted(found, key=lambda pair: (-pair.second.pk, -pair.first.pk))


def settled(one: Application, other: Application) -> bool:
    """Whether two applications need nobody: of one person already, to two calls or one after the other."""
    return one.person_id == other.person_id
