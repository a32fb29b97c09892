"""A call through its life: page, card, list and form say the same at every instant, and the nearest session comes first."""

from datetime import timedelta

import pytest
from django.test import Client

from cms.models import Application, Call, CallPage
from cms.models.states import TAKES_APPLICATIONS
from events.models import Event
from hub.anonymous import stamp
from hub.models import Branch
from tests.cast import NOW, session

OPENS, DEADLINE = NOW + timedelta(days=2), NOW + timedelta(days=30)
# (days from now, places taken of five, cancelled): at each the state that follows from the dates and places.
INSTANTS = [
    (0, 0, False, "scheduled", "Les candidatures ouvrent le", None),
    (3, 0, False, "open", "Ouvert : 5 places sur 5", "5 places"),
    (4, 2, False, "closing_soon", "Ouvert : 3 places sur 5", "3 places, ferme bientôt"),
    (5, 5, False, "full", "La liste d’attente est ouverte", "Complet, liste d’attente"),
    (24, 0, False, "closing_soon", "Ouvert : 5 places sur 5", "5 places, ferme bientôt"),
    (30, 0, False, "closed", "Cet appel est fermé", None),
    (60, 5, False, "closed", "Cet appel est fermé", None),
    (4, 0, True, "cancelled", "Cet appel est annulé", None),
]


def text(path):
    return Client().get(path).content.decode().replace("\xa0", " ")


@pytest.fixture
def call(cast):
    cast.call.opens_at, cast.call.deadline, cast.call.total = OPENS, DEADLINE, 5
    cast.call.save()
    session(cast, "2026-12-20", seats=20)
    return cast.call


def fill(call, now, answers, places):
    """That many people accepted, whatever it was before."""
    Application.objects.all().delete()
    for number in range(places):
        one = answers(email=f"{number}@mail.example").email
        person = call.branch.roles.model.objects.select_related("person")[0].person
        Application.objects.create(
            call=call, person=person, state="accepted", since=now, email_key=one, over_fifty=True, created_at=now
        )


@pytest.mark.parametrize(("days", "taken", "cancelled", "state", "said", "card"), INSTANTS)
def test_everything_that_shows_a_call_agrees_at_each_instant(
    clock, call, answers, days, taken, cancelled, state, said, card
):
    now = NOW + timedelta(days=days)
    clock.move_to(now)
    fill(call, now, answers, taken)
    Call.objects.update(cancelled_at=now if cancelled else None)
    takes = state in TAKES_APPLICATIONS

    page = text("/fr/devenir-mentor/lille/")
    cards = text("/fr/devenir-mentor/")
    facts = {"stamp": stamp(f"apply:{call.pk}"), "first_name": "Élodie", "last_name": "Petit", "over_fifty": "on"}
    facts |= {"email": "elodie@mail.example", "session": "none"}
    sent = Client().post(f"/fr/candidature/{call.pk}/", facts)

    assert Call.objects.with_facts().get().state(now) == state
    assert said in page
    assert (f'action="/fr/candidature/{call.pk}/"' in page) is takes
    assert ("application/ld+json" in page) is (takes and state != "full")
    assert (sent.status_code == 302) is takes
    assert Application.objects.filter(email_key="elodie@mail.example").exists() is takes
    if card is not None:
        assert f"{card}</span>" in cards


def test_its_own_branch_comes_first_then_online_then_what_is_near(clock, cast, now):
    places = {"lille": (50.63, 3.07), "bruxelles": (50.85, 4.35), "londres": (51.51, -0.13), "reunion": (-20.88, 55.45)}
    for slug, (latitude, longitude) in places.items():
        Branch.objects.filter(slug=slug).update(latitude=latitude, longitude=longitude)
    near = session(cast, "2026-11-26", branch="bruxelles")
    far = session(cast, "2026-11-27", branch="reunion", online=20)
    for slug, day in (("londres", "2026-11-28"), ("bruxelles", "2026-11-29")):
        Event.objects.filter(pk=session(cast, day, branch=slug, online=20).pk).update(language="nl")
    session(cast, "2026-11-25", branch="londres")

    page = text("/fr/devenir-mentor/lille/")
    offered = [part.split('"')[0] for part in page.split('name="session" value="')[1:]]
    first, second = cast.sessions

    assert offered == [
        f"{first.pk}:in_person",
        f"{second.pk}:in_person",
        f"{second.pk}:online",
        f"{far.pk}:online",
        f"{near.pk}:in_person",
        "none",
    ]
    assert "En ligne, avec l’antenne de Reunion." in page
    facts = {"stamp": stamp(f"apply:{cast.call.pk}"), "first_name": "Élodie", "last_name": "Petit", "over_fifty": "on"}
    for number, (value, status) in enumerate(((offered[4], 302), (f"{far.pk}:in_person", 422))):
        sent = {**facts, "email": f"{number}@mail.example", "session": value}
        assert Client().post(f"/fr/candidature/{cast.call.pk}/", sent).status_code == status
    assert Application.objects.get().registration.event == near


def test_no_date_that_suits_is_a_task_due_in_two_working_days(clock, cast, signed_in):
    facts = {"stamp": stamp(f"apply:{cast.call.pk}"), "first_name": "Élodie", "last_name": "Petit", "over_fifty": "on"}
    facts |= {"email": "elodie@mail.example", "session": "none"}

    thanked = Client().post(f"/fr/candidature/{cast.call.pk}/", facts, follow=True).content.decode()
    team = signed_in("coordinator").get("/fr/equipe/").content.decode()

    for shown in (thanked, team):
        assert "jeudi 26\xa0novembre" in shown
    assert "Élodie Petit" in team
    assert CallPage.objects.filter(call=cast.call).count() == 3
