"""What one may not open one may not write either: every address of the community, posted to by those outside."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import resolve

from hub.live.commands import new_cid
from tests.access.matrix import ROUTES
from tests.stage import read_tables

# Open to everybody who has a code: they have tests of their own (test_arrivals.py).
DOORS = {"fr/i/", "fr/i/<str:secret>/", "fr/arrivee/"}
# Everybody's own, of their own.
OWN = {"fr/espace/mentee/", "fr/espace/aider/"}
PIECE = "fr/salon/<int:room_id>/fichiers/<uuid:uid>/"
# Say that it is gone, of whatever is not one's own, and do nothing.
QUIET = {
    "fr/salon/<int:room_id>/fichiers/<uuid:uid>/retirer/": 200,
    "fr/espace/mentee/<int:name_id>/oublier/": 302,
    "fr/equipe/absences/<int:absence_id>/retirer/": 302,
}
# A look at a session, and how often somebody tries, may be written by whoever asks.
MAY_CHANGE = {'"django_session"', '"hub_attempt"'}
# Something for every form there is.
TYPED = {
    "body": "Bonjour",
    "title": "Un sujet",
    "question": "1",
    "kind": "thanks",
    "give": "thanks",
    "reason": "hurtful",
    "words": "Voici pourquoi",
    "outcome": "nothing",
    "note": "Vu ensemble",
    "act": "pin",
    "to": "trained",
    "do": "pin",
    "confirm": "1",
    "sure": "1",
    "email": "quelquun@mail.example",
    "first_name": "Odile",
    "last_name": "Martin",
    "phone": "+33320010203",
    "role": "mentor",
    "starts": ["2026-12-01T12:00", "2026-12-03T18:30"],
    "uid": "0b1f5a44-9f0e-4a53-8a55-0f5b0a2f7c11",
    "name": "a.jpg",
    "size": "100",
}


def of_community(places: dict[str, Any]) -> dict[str, str]:
    """{route: its path} of everything that the community answers."""
    filled = {route: path.format(**places) for route, (path, _row) in ROUTES.items() if route not in DOORS | OWN}
    views = {route: resolve(urlsplit(path).path).func.__module__ for route, path in filled.items()}
    return {route: filled[route] for route, module in views.items() if module.startswith("community.")}


def contents() -> dict[str, Any]:
    """Every row of every table."""
    return {
        table: sorted(map(repr, rows)) for table, (_columns, rows) in read_tables().items() if table not in MAY_CHANGE
    }


def browser_of(person: Any) -> Client:
    """With a token that protects against forgery, which holds."""
    browser = Client(enforce_csrf_checks=True)
    if person is not None:
        browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    browser.get("/fr/espace/" if person is not None else "/fr/connexion/")
    return browser


def post_all(
    browser: Client, places: dict[str, Any], paths: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """{route: the answer} of the community's addresses or of these, with more in the form, as a form sends it, or a script with a piece of a file."""
    headers = {"X-CSRFToken": browser.cookies[settings.CSRF_COOKIE_NAME].value}
    facts = {"discussion": places["discussion"], "post": places["post"], "person": places["mentor"], **TYPED, **more}
    answers = {}
    for route, path in (of_community(places) if paths is None else paths).items():
        if route == PIECE:
            answers[route] = browser.post(path, b"bytes", content_type="application/octet-stream", headers=headers)
        else:
            answers[route] = browser.post(path, {**facts, "cid": new_cid()}, headers=headers)
    return answers


def test_the_addresses_are_all_there(places):
    assert len(of_community(places)) > 45


def test_a_member_of_another_promotion_writes_nothing(places, cast):
    browser, before = browser_of(cast.other_mentor), contents()

    wrong = {
        route: answer.status_code
        for route, answer in post_all(browser, places).items()
        if answer.status_code not in {403, 404, 405, QUIET.get(route, 404)} or b"CSRF" in answer.content
    }

    assert wrong == {}
    assert contents() == before


def test_whoever_is_not_signed_in_writes_nothing(places):
    browser, before = browser_of(None), contents()

    wrong = {
        route: answer.status_code
        for route, answer in post_all(browser, places).items()
        if answer.status_code not in {401, 404, 405} and "/connexion/" not in answer.get("Location", "")
    }

    assert wrong == {}
    assert contents() == before


def test_what_is_sent_is_taken_from_those_inside(places, cast):
    """Or the two above would say nothing."""
    taken = {
        route
        for who in (cast.mentor, cast.referent)
        for route, answer in post_all(browser_of(who), places).items()
        if answer.status_code in {200, 201, 302, 303}
    }

    assert len(taken) > 20
