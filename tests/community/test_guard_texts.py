"""The guard's eye: what it sees in three languages, and what it must not take for more than it is."""

import pytest

from community.fingerprints import digest_of, key_of, recogniser, spellings
from community.guard import Found, find_private

SEEN = [
    # French
    ("Son numéro est le 06 12 34 56 78, appelez-la", "phone", "06 12 34 56 78"),
    ("tél. 0612345678", "phone", "0612345678"),
    ("06.12.34.56.78 ou par ici", "phone", "06.12.34.56.78"),
    ("(06-12-34-56-78)", "phone", "06-12-34-56-78"),
    ("+33 6 12 34 56 78", "phone", "+33 6 12 34 56 78"),
    ("+33 (0)6 12 34 56 78", "phone", "+33 (0)6 12 34 56 78"),
    ("0033612345678", "phone", "0033612345678"),
    ("03\u00a020\u00a012\u00a034\u00a056", "phone", "03\u00a020\u00a012\u00a034\u00a056"),
    ("a.diallo@mail.example est son adresse", "email", "a.diallo@mail.example"),
    ("amina [at] mail.example", "email", "amina [at] mail.example"),
    ("sécu : 2 85 05 59 350 123 89", "number", "2 85 05 59 350 123 89"),
    ("285055935012389", "number", "285055935012389"),
    ("2 85 05 2A 350 123", "number", "2 85 05 2A 350 123"),
    ("titre de séjour 7503123456 valable un an", "number", "7503123456"),
    ("tel_0612345678.pdf", "phone", "0612345678"),
    ("06 12 34 56 78, 12 ans", "phone", "06 12 34 56 78"),
    ("CV_Amina_Diallo.pdf", "name", "Amina Diallo"),
    ("DIALLO Amina m’a écrit", "name", "DIALLO Amina"),
    ("CV_AminaDiallo.pdf", "name", "Amina Diallo"),
    ("diallo, amina : son CV", "name", "diallo, amina"),
    ("J’ai vu Noé Le Goff-Martin hier", "name", "Noé Le Goff-Martin"),
    ("le papier de noe le goff martin", "name", "noe le goff martin"),
    ("Noé\u00a0Martin cherche", "name", "Noé Martin"),
    ("Noe\u0301 LeGoff Martin", "name", "Noe\u0301 Le Goff Martin"),
    ("Youssef El Amrani viendra", "name", "Youssef El Amrani"),
    ("El-Amrani Youssef", "name", "El-Amrani Youssef"),
    ("Youssef Elamrani ou", "name", "Youssef Elamrani"),
    ("c’est Youssef Amrani", "name", "Youssef Amrani"),
    ("Fatou N’Diaye", "name", "Fatou N’Diaye"),
    ("NDIAYE Fatou", "name", "NDIAYE Fatou"),
    ("Fatou-Bineta Ndiaye", "name", "Fatou-Bineta Ndiaye"),
    # Belgian
    ("0470 12 34 56", "phone", "0470 12 34 56"),
    ("+32 470 12 34 56", "phone", "+32 470 12 34 56"),
    ("02 512 34 56", "phone", "02 512 34 56"),
    ("+32 (0)2 512 34 56", "phone", "+32 (0)2 512 34 56"),
    ("registre national 85.07.30-033.28", "number", "85.07.30-033.28"),
    ("rijksregisternummer 85073003328", "number", "85073003328"),
    ("bisnummer 05 25 12-001 45", "number", "05 25 12-001 45"),
    # Dutch
    ("Jan Pieter van der Berg komt", "name", "Jan Pieter van der Berg"),
    ("Berg, Jan-Pieter", "name", "Berg, Jan-Pieter"),
    ("met Jan Vanderberg", "name", "Jan Vanderberg"),
    ("bel haar op 06 12345678", "phone", "06 12345678"),
    ("06-12345678", "phone", "06-12345678"),
    ("+31 6 12345678", "phone", "+31 6 12345678"),
    ("020-1234567", "phone", "020-1234567"),
    ("haar BSN is 111222333", "number", "111222333"),
    ("V-nummer 2876543210", "number", "2876543210"),
    # English
    ("Her number is +33 7 98 76 54 32.", "phone", "+33 7 98 76 54 32"),
    ("write to amina_d@mail.example, please", "email", "amina_d@mail.example"),
]
NOTHING = [
    "Rendez-vous le 05/12/2026 à 18 h 30, salle 204",
    "le 05-12-2026 10 h 30, puis le 06.12.26 14 h",
    "01/02/2026 10 h",
    "2026-12-05T18:30",
    "du 12 au 14 janvier 2027, de 9 h à 17 h",
    "Le loyer est de 1 250 €, la caution de 2 500,00 €",
    "un budget de 1 250 000 000 euros, soit 123 456 782 par an",
    "€ 1.250.000,50 en 0,75 cent",
    "59000 Lille, 75011 Paris, 1000 Bruxelles, 1012 AB Amsterdam",
    "Appelez le 0 800 12 34 56 ou le 3939, le 112 en urgence",
    "numéro vert 0800 123 456",
    "la loi du 1er juillet 1901, article 12-3",
    "Métro ligne 1, bus 18, quai 4, train TGV 7035",
    "Merci @Paul, et @Odile.Moreau aussi",
    "https://exemple.example/page/12345?q=678",
    "version 1.2.3.4, 10 000 pas, 42,195 km",
    "BSN 111222334 klopt niet",
    "85.07.30-033.29",
    "2 85 05 59 350 123 88",
    "Amina est contente, Mme Diallo aussi",
    "Noé a vu Jean Martin, Fatou B. et Pieter Berg",
    "Youssef et El Amrani, le Goff, van der Berg, Le Martin",
    "mon ou ma mentee a trouvé un stage",
    "ISBN 978-2-07-036822-8",
    "SIRET 732 829 320 00074",
    "12345678",
    "",
]
NAMES = [
    ("Amina", "Diallo"),
    ("Noé", "Le Goff-Martin"),
    ("Youssef", "El Amrani"),
    ("Fatou Bineta", "N’Diaye"),
    ("Jan-Pieter", "van der Berg"),
]
KEY = key_of(7)
IS_NAME = recogniser(7, [digest_of(KEY, one) for name in NAMES for one in spellings(*name)])


@pytest.mark.parametrize(("text", "kind", "quoted"), SEEN)
def test_what_is_seen_is_quoted_as_it_stands(text, kind, quoted):
    assert find_private([text], is_name=IS_NAME) == [Found(kind, quoted)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_harmless_is_let_alone(text):
    assert find_private([text], is_name=IS_NAME) == []


def test_several_texts_are_one_look_and_the_same_thing_is_told_once():
    texts = ["Son 06 12 34 56 78 !", "ou +33 6 12 34 56 78", "et a@mail.example", "A@MAIL.example"]

    assert find_private(texts) == [Found("phone", "06 12 34 56 78"), Found("email", "a@mail.example")]


def test_a_text_as_long_as_a_message_may_be_is_read_at_once():
    hostile = ["0" * 8000, "1 " * 4000, "a." * 4000 + "@", "00 33 " * 1300, "0612" * 2000, "1A" * 4000]

    assert [find_private([text], is_name=IS_NAME) for text in hostile] == [[]] * len(hostile)


@pytest.mark.parametrize(
    "name", [("", "Martin"), ("Li", ""), ("06", "12345678"), ("—", "Diallo"), ("A", "B"), ("a " * 5, "b " * 4)]
)
def test_what_is_no_name_has_no_spelling(name):
    assert spellings(*name) == set()


def test_a_short_name_has_its_spellings_and_a_long_one_few():
    assert spellings("Li", "Na") == {"lina", "nali"}
    assert len(spellings("María del Carmen", "de la Cruz Santos")) <= 16


def test_the_same_name_is_another_fingerprint_with_another_person_or_another_secret(settings):
    first = digest_of(key_of(1), "aminadiallo")
    other = digest_of(key_of(2), "aminadiallo")
    settings.SECRET_KEY = "another-secret-for-this-one-test-alone"
    later = digest_of(key_of(1), "aminadiallo")

    assert len({first, other, later}) == 3
    assert all("amina" not in one and len(one) == 32 for one in (first, other, later))


def test_who_has_noted_no_name_is_asked_for_none():
    assert recogniser(7, []) is None
