"""The languages an event can be held in, each by its own name."""

from itertools import combinations

LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
# The other languages that are spoken: one, or both.
OTHERS = [
    *LANGUAGES,
    *((f"{one} {two}", f"{name}, {other}") for (one, name), (two, other) in combinations(sorted(LANGUAGES), 2)),
]
