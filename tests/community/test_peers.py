"""Whose words meet a question's: in three languages, without what says nothing."""

import pytest

from community.peers import Helper, choose, roots_of

PEOPLE = [
    Helper(1, "CV et lettres, métiers du bâtiment"),
    Helper(2, "courriers à la préfecture, arabe"),
    Helper(3, "entretiens d’embauche, anglais", asked=2),
    Helper(4, "huisvesting en brieven"),
    Helper(5, "housing, letters to an administration"),
    Helper(6, "je peux aider pour tout, avec plaisir"),
]


@pytest.mark.parametrize(
    ("asked", "people"),
    [
        ("Qui sait relire une lettre de motivation ?", [1]),
        ("Un courrier de la Préfecture : que faire de ce CV ?", [2, 1]),
        ("Quelqu’un parle-t-il l’arabe ou l’anglais ?", [2, 3]),
        ("Wie weet iets over huisvesting?", [4]),
        ("Does anybody know about administrative letters?", [5]),
        ("Qui peut aider avec tout cela, s’il vous plaît ?", []),
        ("", []),
    ],
)
def test_those_whose_words_meet_it_the_best_first(asked, people):
    assert choose(asked, PEOPLE, 2) == people


def test_the_one_who_was_asked_least_comes_first_where_words_say_the_same():
    helpers = [Helper(1, "vélos", asked=1), Helper(2, "le vélo"), Helper(3, "vélo, bricolage", asked=5)]

    assert choose("Un atelier de vélo ?", helpers, 2) == [2, 1]
    assert choose("Un atelier de vélo, pour du bricolage ?", helpers, 1) == [3]


def test_plurals_accents_and_endings_are_the_same_root():
    assert roots_of("Les préfectures") == roots_of("PREFECTURE") == roots_of("la préfecture,")
    assert roots_of("administratif") == roots_of("administrations")
