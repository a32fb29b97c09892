"""Lists of people: accents and capitals count for nothing."""

from types import SimpleNamespace

from hub.words.alphabet import by_first_name, by_last_name

NAMES = ["Farid Aït", "Édith Zola", "denise Émond", "Annie Roche", "Aïcha Demir", "Denise Durand", "Zoé Evrard"]


def people():
    for number, name in enumerate(NAMES):
        first, last = name.split()
        yield SimpleNamespace(pk=number, first_name=first, last_name=last)


def test_somebody_is_found_by_their_first_name():
    shown = [one.first_name + " " + one.last_name for one in by_first_name(people(), lambda one: one)]

    assert shown == [
        "Aïcha Demir",
        "Annie Roche",
        "Denise Durand",
        "denise Émond",
        "Édith Zola",
        "Farid Aït",
        "Zoé Evrard",
    ]


def test_or_by_their_last_name():
    shown = [one.last_name for one in by_last_name(people(), lambda one: one)]

    assert shown == ["Aït", "Demir", "Durand", "Émond", "Evrard", "Roche", "Zola"]
