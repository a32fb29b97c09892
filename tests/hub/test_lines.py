"""A text on one line: signs stay with their words, and a beginning ends with a whole word."""

import pytest

from hub.words.lines import held, one_line, shortened


def test_blanks_and_line_ends_become_one_space_and_no_break_spaces_stay():
    assert one_line(" Le dossier\xa0: il manque\n\n\tune pièce\u202f?\u2028Qui sait ? ") == (
        "Le dossier\xa0: il manque une pièce\u202f? Qui sait ?"
    )


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Je suis Nadia", "Je suis Nadia"),
        ("Je suis Nadia, votre référente", "Je suis…"),
        ("Je suis là, votre référente", "Je suis là…"),
        ("Qui vient\xa0? Moi", "Qui vient\xa0?…"),
        ("https://example.org/", "https://exam…"),
    ],
)
def test_a_beginning_ends_with_a_whole_word(text, beginning):
    assert shortened(text, 13) == beginning


def test_a_long_address_is_cut_rather_than_left_out():
    assert shortened("Voir https://example.org/une/adresse/sans/fin", 40) == "Voir https://example.org/une/adresse/sa…"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Qui vient ? Moi !", "Qui vient\xa0? Moi\xa0!"),
        ("il dit : « oui » ; bien", "il dit\xa0: «\xa0oui\xa0»\xa0; bien"),
        ("Who comes? Me: yes", "Who comes? Me: yes"),
        ("à 10:30 https://a.example/?b", "à 10:30 https://a.example/?b"),
        ("  : une liste\n ? rien", "  : une liste\n ? rien"),
    ],
)
def test_the_signs_of_french_stay_with_their_words(typed, shown):
    assert held(typed) == shown and len(shown) == len(typed)
