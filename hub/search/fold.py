"""Folds text for searching: "L’Été à l’œuvre" becomes "l ete a l oeuvre", the same for what is written and asked."""

import unicodedata

# A word is cut here: addresses and pasted keys would otherwise make words that no index takes.
LONGEST_WORD = 60
APART = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
# Accents, and signs without a width such as soft hyphens and marks of direction.
WITHOUT_WIDTH = {"Mn", "Me", "Cf"}


class Folding(dict[int, str]):
    """A table for str.translate that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        """Its letters and digits in lower case, a space for what parts words, nothing for an accent."""
        whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        kept = (one for one in whole if unicodedata.category(one) not in WITHOUT_WIDTH)
        self[code] = "".join(APART.get(one, one) if one.isalnum() else " " for one in kept)
        return self[code]


FOLDING = Folding()


def fold(text: str) -> str:
    """The words of a text, folded, with one space between them."""
    return " ".join(word[:LONGEST_WORD] for word in text.translate(FOLDING).split())


def located(text: str) -> list[tuple[str, int, int]]:
    """(folded word, start, end) of each word of a text, in its own characters."""
    found: list[tuple[str, int, int]] = []
    word, start, end = "", 0, 0
    for index, char in enumerate(text):
        folded = FOLDING[ord(char)]
        for number, piece in enumerate(folded.split(" ")):
            if number and word:
                found.append((word[:LONGEST_WORD], start, end))
                word = ""
            start = start if word else index
            word += piece
            end = end if folded and not piece else index + 1
    return [*found, (word[:LONGEST_WORD], start, end)] if word else found
