"""Words that are easily said and heard, for a code that is spoken: none sounds like another of its language."""

import secrets

WORDS = {
    "fr": "abricot balcon cerise domino écharpe fenêtre guitare horloge jardin lanterne moulin noisette olive panier quai "
    "rivage safran tulipe voilier wagon",
    "nl": "appel brug citroen duin emmer fiets gitaar haven iris jas kaars lamp molen noot oever paraplu regenboog sleutel "
    "tulp vuurtoren",
    "en": "apple bridge candle daisy engine feather garden harbour island jacket kettle lantern meadow needle orange pepper "
    "river saddle tulip window",
}
FIRST, PAST = 10, 100


def new_word(language: str) -> str:
    """A word and two figures, by chance: "tulipe 42"."""
    word = secrets.choice(WORDS.get(language, WORDS["fr"]).split())
    return f"{word} {secrets.randbelow(PAST - FIRST) + FIRST}"
