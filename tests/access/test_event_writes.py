"""What one may not open one may not write either: every address about a date, a seat, a photo or a proposal, from outside."""

from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import resolve

from events.models import Event
from tests.access.matrix import ROUTES
from tests.access.test_writes import browser_of, contents, post_all

# Everybody's own, of their own; and links that themselves are the right to act (test_invitations.py, test_checkin.py, test_removals.py).
OWN = {
    "fr/agenda/mes-liens/",
    "fr/agenda/mes-liens/courriels/",
    "fr/espace/themes/",
    "fr/espace/accords/",
    "fr/agenda/je-suis-la/",
}
LINKS = ("place/", "entree/", "accord/", "retrait/", "porte/")
# Taken from inside as it is sent. The others say why not to this day of a training: it has no room of its own, no word for
# those online, no photo yet, nobody said "who is coming?"; their own tests have days where they are taken.
TAKEN = {
    "fr/agenda/<int:event_id>/antenne/",
    "fr/agenda/<int:event_id>/ma-place/",
    "fr/equipe/agenda/<int:event_id>/annuler/",
    "fr/equipe/agenda/<int:event_id>/presence.csv",
    "fr/equipe/agenda/<int:event_id>/accueil/entrer/",
}
TYPED = {
    "act": "cancel",
    "mode": "in_person",
    "come": "1",
    "wait": "1",
    "scope": "all",
    "confirm": "1",
    "make": "publish",
    "absent": "1",
    "back": "1",
    "alt": "Un apéro",
}


def of_events(places: dict[str, Any]) -> dict[str, str]:
    """{route: its path} of everything that events answers about something that others have."""
    filled = {
        route: path.format(**places)
        for route, (path, _row) in ROUTES.items()
        if route not in OWN and not route.startswith(LINKS)
    }
    views = {route: resolve(urlsplit(path).path).func.__module__ for route, path in filled.items()}
    return {route: filled[route] for route, module in views.items() if module.startswith("events.")}


def typed(places: dict[str, Any]) -> dict[str, Any]:
    return {
        **TYPED,
        "came": [str(places["mentor"])],
        "was": [],
        "token": places["square"].split("/")[2],
        "option": places["option"],
    }


def posted(browser: Client, places: dict[str, Any], **more: Any) -> dict[str, Any]:
    return post_all(browser, places, of_events(places), **{**typed(places), **more})


def test_an_outsider_changes_no_row_of_any_date(places, cast):
    browser, before = browser_of(cast.other_mentor), contents()

    answers = posted(browser, places)

    assert {route: answer.status_code for route, answer in answers.items() if b"CSRF" in answer.content} == {}
    assert contents() == before


def test_whoever_is_not_signed_in_changes_no_row_of_any_date(places):
    browser, before = browser_of(None), contents()

    answers = posted(browser, places)

    assert {route for route, answer in answers.items() if answer.status_code >= 500} == set()
    assert contents() == before


def test_what_is_sent_is_taken_from_those_inside(places, cast, clock):
    """Or the two above would say nothing."""
    before = contents()

    answers = [posted(browser_of(cast.mentor), places), posted(browser_of(cast.coordinator), places, act="guests")]
    clock.move_to(Event.objects.get(pk=places["day"]).starts_at)
    answers += [posted(browser_of(cast.coordinator), places)]

    codes = [(route, answer.status_code) for found in answers for route, answer in found.items()]
    taken = {route for route, code in codes if code in {200, 302, 303}}
    assert len(of_events(places)) > 40
    assert taken >= TAKEN
    assert {"events_registration", "events_event"} <= {
        name.strip('"') for name, rows in contents().items() if rows != before[name]
    }
