"""Several languages at one event: said on its page, found by whoever looks for one of them, in every calendar that chooses."""

import json
import re

import pytest
from django.test import Client

from cms.models.offered import modes_for
from community.actions.interests import choose_interests
from community.models import reach_of
from events.change_forms import ChangeForm
from events.models import Event
from tests.events.test_feeds import add, entries

CHOICE = "/agenda/fr/choix.ics?langue="


@pytest.fixture
def event(clock, cast, now):
    add(cast, now, title="Seulement en français")
    return add(cast, now, title="Atelier", mode="online", place="", seats_online=9, also_in="en nl")


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_its_page_and_its_data_say_all_of_them(event):
    page = page_of(Client().get(f"/fr/agenda/{event.pk}/"))
    listed, alone = page_of(Client().get("/fr/agenda/")), page_of(Client().get("/nl/agenda/"))
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])

    assert "En français, en anglais et en néerlandais" in page and data["inLanguage"] == ["fr", "en", "nl"]
    assert listed.count("En français") == 1 and alone.count("In het Frans, in het Engels en in het Nederlands") == 1


@pytest.mark.parametrize(("language", "found"), [("fr", 2), ("nl", 1), ("en", 1)])
def test_the_agenda_and_a_composed_calendar_find_it_by_each(event, language, found):
    names = {name for name in entries(Client().get(f"{CHOICE}{language}")) if name != "Découvrir le mentorat"}
    page = page_of(Client().get(f"/fr/agenda/?langue={language}"))

    assert len(names) == found and "Atelier" in names
    assert ("Seulement en français" in page) == (language == "fr") and "Atelier" in page


def test_whoever_looks_for_one_of_them_has_it_in_their_calendar(event, cast, now):
    def sought():
        return list(Event.objects.sought_by(reach_of(cast.mentor, now)))

    before = sought()
    choose_interests(actor=cast.mentor, themes=[], languages=["nl"], now=now)
    found = sought()
    Event.objects.filter(pk=event.pk).update(also_in="en")

    assert before == [] and found == [event] and sought() == []


def test_the_form_changes_them_and_never_names_one_twice(event, cast, signed_in):
    page = f"/fr/equipe/agenda/{event.pk}/"

    signed_in("coordinator").post(page, {**ChangeForm.values_of(event), "language": "nl", "also_in": "fr nl"})

    event.refresh_from_db()
    assert (event.languages, event.sequence) == (["nl", "fr"], 0)


def test_a_session_in_a_second_language_is_offered_to_a_branch_that_speaks_it(event, cast):
    branch = cast.branches["bruxelles"]
    branch.languages = ["nl"]

    assert modes_for(event, branch) == ["online"]
    event.also_in = "en"
    assert modes_for(event, branch) == []
