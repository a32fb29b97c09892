"""The languages an event can be held in, each by its own name, and the condition that one of some is spoken there."""

from collections.abc import Iterable
from functools import reduce
from itertools import combinations
from operator import or_

from django.db.models import Q

LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
# The other languages that are spoken: one, or both.
OTHERS = [
    *LANGUAGES,
    *((f"{one} {two}", f"{name}, {other}") for (one, name), (two, other) in combinations(sorted(LANGUAGES), 2)),
]


def spoken(languages: Iterable[str]) -> Q:
    """Which events are held in one of these languages, or also in one of them."""
    wanted = list(languages)
    return reduce(or_, (Q(also_in__contains=language) for language in wanted), Q(language__in=wanted))
