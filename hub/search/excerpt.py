"""The pieces of a text around what was found, so that a template can mark them without ever trusting a string."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.search.fold import located
from hub.words.lines import held, one_line

BEFORE, LENGTH = 70, 240


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `marked` where it was asked for."""

    text: str
    marked: bool = False


def places(text: str, words: Sequence[str], phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of each word that begins as asked and of each phrase, in order and apart from one another."""
    found = located(text)
    hits = [(start, end) for word, start, end in found if any(word.startswith(one) for one in words)]
    for phrase in phrases:
        wanted = phrase.split()
        for index in range(len(found) - len(wanted) + 1):
            run = found[index : index + len(wanted)]
            if [word for word, _start, _end in run] == wanted:
                hits.append((run[0][1], run[-1][2]))
    return joined(sorted(hits))


def joined(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that overlap become one."""
    apart: list[tuple[int, int]] = []
    for start, end in hits:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def excerpt(text: str, words: Sequence[str] = (), phrases: Sequence[str] = ()) -> list[Piece]:
    """About 240 characters of one line around the first thing found, or of the beginning."""
    text = held(one_line(text))
    hits = places(text, words, phrases)
    first = hits[0][0] if hits else 0
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    end = len(text)
    if end > start + LENGTH:
        space = text.rfind(" ", start, start + LENGTH)
        end = max(space if space > start else start + LENGTH, min(hits[0][1], start + LENGTH * 2) if hits else 0)
    pieces = [Piece("…")] if start else []
    at = start
    for begin, stop in hits:
        if begin < at or stop > end:
            continue
        pieces += [Piece(text[at:begin])] if begin > at else []
        pieces.append(Piece(text[begin:stop], marked=True))
        at = stop
    return [*pieces, Piece(text[at:end] + ("…" if end < len(text) else ""))]
