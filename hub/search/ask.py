"""What a person searches for, and what each app that can be searched answers."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models

from hub.models import Person
from hub.search.excerpt import Piece
from hub.search.fold import fold

QUOTES = re.compile(r'[«»"“”„]')
# "l’atelier" is asked for as "atelier": a message may say "d’atelier", or "cet atelier".
ELIDED = re.compile(r"\b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?=\w)", re.IGNORECASE)
LONGEST, MOST_WORDS = 200, 10
Rows = TypeVar("Rows", bound=models.QuerySet[Any])


@dataclass(frozen=True)
class Asked:
    """Words that must all be there (each may go on), whole phrases, and the filters of the form, empty where unused."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    author: str = ""
    promotion: int | None = None
    discussion: int | None = None
    first: date | None = None
    last: date | None = None

    @property
    def anything(self) -> bool:
        """Whether there is something to look for; where alone does not say what."""
        return bool(self.words or self.phrases or self.author or self.first or self.last)

    @property
    def filtered(self) -> bool:
        """Whether something narrows the words down."""
        return bool(self.author or self.promotion or self.discussion or self.first or self.last)

    def in_words(self, rows: Rows) -> Rows:
        """The rows whose column `words` answers."""
        for word in self.words:
            rows = rows.filter(words__starts=word)
        for phrase in self.phrases:
            rows = rows.filter(words__holds=phrase)
        return rows


def read_words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(words, phrases) of what was typed: what stands in quotes belongs together; at most ten."""
    pieces = QUOTES.split(text[:LONGEST])
    quotes = len(pieces) - 1
    words: list[str] = []
    phrases: list[str] = []
    for index, piece in enumerate(pieces):
        if index % 2 and index < quotes:
            phrases += [folded] if (folded := fold(piece)) else []
        else:
            words += fold(ELIDED.sub("", piece)).split()
    return tuple(dict.fromkeys(words[:MOST_WORDS])), tuple(dict.fromkeys(phrases[:MOST_WORDS]))


@dataclass(frozen=True)
class Hit:
    """One answer: where it stands, who wrote it and when (in its own zone), and the pieces of its text."""

    url: str
    place: str
    at: datetime
    author: str = ""
    note: str = ""
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Matches:
    """One source's answer: rows that have `pk` and `at`, not yet read, and what turns keys into hits."""

    rows: models.QuerySet[Any]
    show: Callable[[Iterable[int]], dict[int, Hit]]


# `search_sources`, listed by an AppConfig: (person, asked, now) → Matches, or None where the filters exclude all of it.
Source = Callable[[Person, Asked, datetime], Matches | None]
