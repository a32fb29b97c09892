"""Names that are recognised and not kept: how they may be spelled, and the keyed digest of a spelling. Pure."""

import hmac
from collections.abc import Callable, Iterable

from django.utils.crypto import salted_hmac

from hub.search.fold import fold

# Small words of names, which people leave out, move or join to the next: of Arabic, Dutch, French, German and the
# languages of Spain, Portugal and Italy.
SMALL_WORDS = (
    "al ben bin bint da das de del della den der des di do dos du el ibn la las le les lo los ould t te ten ter uit"
    " van vande vanden vander von y z zu"
)
PARTICLES = frozenset(SMALL_WORDS.split())
# So many words, and no more, are read as one name.
MOST_WORDS = 8
LEAST_LETTERS = 4
# Half of what SHA-256 gives, as RFC 2104 allows.
BYTES = 16


def spellings(first: str, last: str) -> set[str]:
    """How a text may write this name: without accents, case, signs and gaps, in either order, and shortened as people do.

    Empty where the two are no name: without letters, too short to be told from other words, or longer than one is.
    """
    words = fold(first).split(), fold(last).split()
    lettered = all(any(one.isalpha() for one in "".join(part)) for part in words)
    if not lettered or sum(map(len, words)) > MOST_WORDS:
        return set()
    own, family = (main_words(part) for part in words)
    firsts = {"".join(words[0]), *own[:1]}
    lasts = {"".join(words[1]), "".join(family), *family[:1], *family[-1:]}
    both = {one for first in firsts for last in lasts - {""} for one in (first + last, last + first)}
    return {one for one in both if len(one) >= LEAST_LETTERS}


def main_words(words: Iterable[str]) -> list[str]:
    """Those that a name is known by: no particles, no initials."""
    return [one for one in words if one not in PARTICLES and len(one) > 1]


def key_of(person_id: int) -> bytes:
    """The key of one person's digests, so that the same name is not the same with somebody else."""
    return salted_hmac("community.known_name", str(person_id), algorithm="sha256").digest()


def digest_of(key: bytes, spelling: str) -> str:
    """What is kept of a spelling."""
    return hmac.digest(key, spelling.encode(), "sha256")[:BYTES].hex()


def recogniser(person_id: int, known: Iterable[str]) -> Callable[[str], bool] | None:
    """Answers whether words, joined, spell one of the names whose digests are known; None where there are none."""
    marks, key = frozenset(known), key_of(person_id)
    return (lambda words: digest_of(key, words) in marks) if marks else None
