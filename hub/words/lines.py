"""A text on one line, as it was written: what keeps a sign with its word stays, and no word is cut in two."""

import re

# A no-break space is a space to Python, and what holds “ ?” or “ :” to the word before it.
BREAKS = re.compile(r"[^\S\xa0\u202f]+")
CUT = re.compile(r"[,;:]?\s+\S{0,20}$")
# What is typed with a space before it, and after it, in French alone.
SIGNS = re.compile(r"(?<=\S) (?=[:;?!»])|(?<=«) (?=\S)")


def one_line(text: str) -> str:
    """Each run of blanks and line ends as one space, none at the ends."""
    return BREAKS.sub(" ", text).strip()


def held(text: str) -> str:
    """The text with each sign of French held to its word, as few keyboards have the space for it; as long as before."""
    return SIGNS.sub("\xa0", text)


def shortened(text: str, most: int) -> str:
    """At most so many characters of a line, with "…" where something is left out: whole words, but long ones as addresses are."""
    return text if len(text) <= most else CUT.sub("", text[: most - 1]) + "…"
