"""Who of a promotion may know the answer to a question: by the words in which members say what they can help with. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hub.search.fold import fold

# Alike to here, two words are the same: "lettres" and "lettre", "administration" and "administratif".
ROOT = 6
SHORTEST = 2


def root(word: str) -> str:
    """A folded word without its plural and its ending."""
    return word.rstrip("sx")[:ROOT]


# What says nothing of a subject, in French, Dutch and English, folded.
EMPTY = """
ai aide aider ainsi alors apres as au aucun aussi autre aux avant avec avez avoir beaucoup bien bon bonjour ca car ce
cela ces cet cette ceux chaque chez combien comme comment connait dans de deja depuis des deux dire doit donc du elle
en encore entre est et ete etre eux faire fait faut il ils je jusque la le les leur leurs lors lui ma mais me
meme mentee mentees mentor merci mes mieux moi moins mon ne ni non nos notre nous on ont ou par parce pas peu peut
plus pour pourquoi pouvez puis quand que quel quelle quelque quelques quelqu qui quoi sa sans sera ses si son sont
sous sur ta te toujours tous tout toute tres trop tu un une va vers voir vont vos votre voudrait vous vrai y
aan al alle als bij dan dat de den der deze die dit doen door dus een en er ge geen graag haar had heb hebben heeft
hem het hier hij hoe hun iemand iets ik in is ja je jij jou kan kom kunnen maar me meer met mij mijn moet na naar
niet nog nu of om ons ook op over te ter tot u uit uw van veel voor waar wat we wel werd wie wij wil worden ze zelf
zich zij zijn zo zonder zou
about after all also an and any anyone are be been but by can could did do does for from get had has have he hello
help her hi him his how if in into is it its know like me more my no not of on one or other our out she should so
some somebody someone than that the their them then there they this to up us was we well were what when where which
who whom why will with would you your
"""
EMPTY_ROOTS = frozenset(root(word) for word in EMPTY.split())


@dataclass(frozen=True)
class Helper:
    """A member who says what they can help with, and how often they were asked of late."""

    person: int
    words: str
    asked: int = 0


def roots_of(text: str) -> set[str]:
    """The roots of the words of a text that say what it is about."""
    return {one for word in fold(text).split() if len(one := root(word)) >= SHORTEST} - EMPTY_ROOTS


def choose(asked: str, helpers: Iterable[Helper], most: int) -> list[int]:
    """The people whose words meet those of the question, `most` at most.

    First who meets it in most words, then whoever has been asked least; nobody whose words have nothing to do with it.
    """
    about = roots_of(asked)
    ranked = [(-shared(about, one), one.asked, one.person) for one in helpers]
    return [person for number, _asked, person in sorted(ranked) if number][:most]


def shared(about: Collection[str], helper: Helper) -> int:
    """How many words of a question somebody's own meet."""
    return len(roots_of(helper.words).intersection(about))
