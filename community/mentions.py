"""Mentions: which words of a text name a member of the room, and the marks that stand for them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from hub.models import Person

# A word begins here; what follows must not make it part of an address.
START = re.compile(r"(?:^|(?<=\s))[(\[«\"“'’\u00a0]*@")
AFTER = re.compile(r"$|[\s,;:!?)\]»\"”…]|\.(?:\s|$)|['’](?:\w{1,2}\b)?")
# What looks like a name: no number, and no part of an address.
WORD = re.compile(r"@[^\W\d_][\w-]*")
EVERYBODY = ("tous", "toutes", "iedereen", "everyone")


@dataclass(frozen=True)
class Found:
    """What a text names: whom, with the places of their names, and what it tried in vain."""

    places: list[tuple[int, int, str]] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)
    everybody: bool = False
    # Names that several bear, and the word for everybody from who may not call everybody.
    vague: tuple[str, ...] = ()
    refused: bool = False
    # Names that nobody bears.
    unknown: tuple[str, ...] = ()

    @property
    def unmailed(self) -> list[str]:
        """The names of those who are named and have no e-mail address."""
        return [person.peer_name for _key, person in sorted(self.people.items()) if not person.email]

    @property
    def failed(self) -> bool:
        """Whether the author should hear that somebody was not reached."""
        return bool(self.vague or self.unmailed or self.unknown) or self.refused


def fold(text: str) -> str:
    """Without accents and capitals, each character in its place."""
    return "".join((unicodedata.normalize("NFD", char)[0].lower() or char)[0] for char in text)


def handles(members: Iterable[Person]) -> dict[str, list[Person]]:
    """What one may write after the @, folded: first names, and "Prénom N" with or without its full stop."""
    found: dict[str, list[Person]] = {}
    for person in members:
        for name in {person.first_name, person.peer_name, person.peer_name.rstrip(".")}:
            if name.strip():
                found.setdefault(fold(unicodedata.normalize("NFC", name)), []).append(person)
    return found


def find_mentions(text: str, members: Iterable[Person], *, may_call_all: bool) -> Found:
    """Reads the text (NFC) from left to right; the longest name counts."""
    known, folded = handles(members), fold(text)
    names = sorted(known, key=len, reverse=True)
    found = Found()
    vague: list[str] = []
    unknown: list[str] = []
    refused = everybody = False
    for start in (match.end() - 1 for match in START.finditer(text)):
        name = next((one for one in (*names, *EVERYBODY) if stands_at(folded, start + 1, one)), None)
        if name is None:
            unknown += named_at(text, start)
            continue
        end, bearers = start + 1 + len(name), known.get(name, [])
        if len(bearers) == 1:
            found.people[bearers[0].pk] = bearers[0]
            found.places.append((start, end, f"@{bearers[0].peer_name}"))
        elif bearers:
            vague.append(text[start:end])
        elif may_call_all:
            everybody = True
            found.places.append((start, end, text[start:end]))
        else:
            refused = True
    return Found(
        found.places, found.people, everybody, tuple(dict.fromkeys(vague)), refused, tuple(dict.fromkeys(unknown))
    )


def named_at(text: str, at: int) -> list[str]:
    """The name that is called there, if it looks like one."""
    word = WORD.match(text, at)
    return [word[0]] if word and AFTER.match(text, word.end()) else []


def stands_at(folded: str, at: int, name: str) -> bool:
    """Whether this name stands there as a word of its own."""
    return folded.startswith(name, at) and AFTER.match(folded, at + len(name)) is not None
