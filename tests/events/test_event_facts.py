"""What the page of an event says besides its hours and place: who leads it, and how many are registered."""

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.seats import register
from events.models import Event
from tests.events.test_desk import TEAM, filled
from tests.events.test_feeds import FEED, add

LEADER = "Sonia Belkacem, recruteuse"


def page_of(event, browser=None):
    return (browser or Client()).get(f"/fr/agenda/{event.pk}/").content.decode().replace("\xa0", " ")


def test_who_leads_it_is_typed_by_the_team_shown_on_its_page_and_nowhere_else(clock, cast, signed_in):
    signed_in("coordinator").post(
        f"{TEAM}nouveau/", filled(signed_in("coordinator"), led_by=LEADER, audience="public", publish="1")
    )
    event = Event.objects.get(title="Atelier CV")

    others = (FEED, reverse("events:event_file", args=["fr", event.uid]), "/fr/agenda/")

    assert f"Animé par {LEADER}" in page_of(event)
    assert [path for path in others if "Belkacem" in Client().get(path).content.decode()] == []


@pytest.mark.parametrize(
    ("people", "said"),
    [((), "Personne n’est encore inscrit."), (("mentor",), "2 personnes inscrites. 1 place libre.")],
)
def test_its_page_says_how_many_are_registered_with_those_they_bring(clock, cast, now, people, said):
    event = add(cast, now, seats_in_person=3, guests=1)

    for who in people:
        register(actor=getattr(cast, who), event_id=event.pk, mode="in_person", guests=1, now=now)

    assert said in page_of(event)


def test_who_waits_is_not_counted_and_nobody_is_named(clock, cast, now):
    event = add(cast, now, seats_in_person=1)
    for who in (cast.mentor, cast.other_mentor):
        register(actor=who, event_id=event.pk, mode="in_person", wait=True, now=now)

    page = page_of(event)

    assert "1 personne inscrite. Complet. 1 personne attend." in page
    assert cast.mentor.first_name not in page


@pytest.mark.parametrize(
    ("seats", "kind", "signed", "said"),
    [
        (9, "apero", True, "Voir et m’inscrire"),
        (0, "apero", True, "Liste d’attente"),
        (9, "apero", False, ""),
        (9, "information", True, ""),
        (9, "information", False, "Choisir un appel"),
        (0, "information", False, ""),
    ],
)
def test_a_row_of_the_agenda_leads_to_a_seat(clock, cast, now, signed_in, seats, kind, signed, said):
    event = add(cast, now, title="Rendez-vous au café", kind=kind, audience="public", seats_in_person=seats)
    browser = signed_in("mentor") if signed else Client()
    words = ("Voir et m’inscrire", "Choisir un appel", "Liste d’attente")

    rows = browser.get("/fr/agenda/").content.decode().split('<li>\n  <p class="dt"')
    (row,) = [one for one in rows if event.title in one]

    assert [word for word in words if word in row] == [said][: bool(said)]


def test_a_form_says_what_can_be_chosen_in_the_language_of_its_page(clock, cast, signed_in):
    page = signed_in("coordinator").get(TEAM.replace("/fr/", "/nl/") + "nouveau/").content.decode()

    assert ">Iedereen<" in page and "Tout le monde" not in page
