"""A text on one line: signs stay with their words, and a beginning ends with a whole word."""

import pytest

from hub.words.lines import one_line, shortened


def test_blanks_and_line_ends_become_one_space_and_no_break_spaces_stay():
    assert one_line(" Le dossier\xa0: il manque\n\n\tune pièce\u202f?\u2028Qui sait ? ") == (
        "Le dossier\xa0: il manque une pièce\u202f? Qui sait ?"
    )


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("Je suis Nadia", "Je suis Nadia"),
        ("Je suis Nadia, votre référente", "Je suis…"),
        ("Qui vient\xa0? Moi", "Qui vient\xa0?…"),
        ("https://example.org/", "https://exam…"),
    ],
)
def test_a_beginning_ends_with_a_whole_word(text, beginning):
    assert shortened(text, 13) == beginning


def test_a_long_address_is_cut_rather_than_left_out():
    assert shortened("Voir https://example.org/une/adresse/sans/fin", 40) == "Voir https://example.org/une/adresse/sa…"
