"""A référent on the roster of a promotion, of no branch's team: what opens to them, and where every link leads."""

import html
import re
from urllib.parse import urljoin

import pytest
from django.urls import resolve

from community.actions.arrivals import join
from community.actions.invitations import open_invitation
from community.actions.without_address import add_without_address
from hub.live.commands import new_cid
from tests.access.matrix import CODES, PAGES, ROUTES, WHO
from tests.access.test_writes import browser_of, contents, of_community, post_all

MENTOR = WHO.index("mentor")
ROOM, MESSAGE = "fr/salon/<int:room_id>/", "fr/salon/<int:room_id>/messages/<int:post_id>/"
PROMOTION, LINK = "fr/promotion/<int:promotion_id>/", "fr/agenda/mes-liens/<int:link_id>/"
# What a référent is there for, and a mentor is not.
THEIRS = {
    f"{ROOM}<int:discussion_id>/ordre/",
    f"{MESSAGE}epingler/",
    f"{MESSAGE}masquer/",
    f"{MESSAGE}deplacer/",
    f"{ROOM}pour/",
    f"{ROOM}annonces/",
    f"{MESSAGE}vu/",
    f"{PROMOTION}invitation/",
    f"{PROMOTION}archive/",
    f"{PROMOTION}nouvelles/",
    "fr/equipe/absences/",
    "fr/equipe/signalements/<int:report_id>/",
    "fr/agenda/sondage/<int:post_id>/",
    # The message is the mentor's own: nobody reports themselves.
    f"{MESSAGE}signaler/",
}
# What is the mentor's own.
OWN = {
    f"{MESSAGE}modifier/",
    f"{MESSAGE}supprimer/",
    f"{MESSAGE}question/",
    f"{MESSAGE}question/non/",
    f"{LINK}remplacer/",
    f"{LINK}revoquer/",
    f"{LINK}contenu/",
    "fr/archive/auteur/<int:author_id>/",
    "fr/agenda/proposition/<int:proposal_id>/",
    "fr/agenda/<int:event_id>/serie/annuler/",
    # They are taken off by the team.
    f"{PROMOTION}quitter/",
}
# The rows of the roster, journeys and what was said before stay with the team of the branch.
TEAM_S = {
    f"{PROMOTION}inscrire/",
    f"{PROMOTION}retirer/<int:membership_id>/",
    f"{PROMOTION}sans-adresse/",
    f"{PROMOTION}whatsapp/",
    f"{PROMOTION}whatsapp/<int:archive_id>/",
    f"{PROMOTION}whatsapp/<int:archive_id>/supprimer/",
    "fr/archive/auteur/<int:author_id>/",
    "fr/equipe/questions/<slug:slug>/",
    "fr/equipe/mentors/",
    "fr/equipe/mentors/<int:person_id>/",
    "fr/equipe/mentors/<int:person_id>/annuler/<int:move_id>/",
    "fr/equipe/mentors/<int:person_id>/plus-tard/",
    "fr/equipe/mentors/<int:person_id>/appel/<int:delay_id>/",
}
REFUSED = {403, 404}
SHOWS_ONLY = 405
APPS = {"community", "events", "hub", "workshops"}


def letter_for(route: str, row: str) -> str:
    """What they are answered: as a mentor, but for these."""
    return "o" if route in THEIRS else "n" if route in OWN else row[MENTOR]


def test_everything_opens_as_to_a_mentor_and_what_a_referent_is_there_for(places, by_roster, signed_in):
    browser = signed_in("stranger")

    wrong = {}
    for route, (path, row) in {**ROUTES, **PAGES}.items():
        answer = browser.get(path.format(**places))
        if answer.status_code not in CODES[letter_for(route, row)]:
            wrong[route] = answer.status_code

    assert wrong == {}


def test_what_is_the_team_s_they_write_nothing_of(places, by_roster):
    browser, before = browser_of(by_roster), contents()
    paths = {route: path for route, path in of_community(places).items() if route in TEAM_S}

    answers = {route: answer.status_code for route, answer in post_all(browser, places, paths).items()}

    assert set(answers) == TEAM_S
    assert set(answers.values()) <= REFUSED | {SHOWS_ONLY}
    assert contents() == before


def links_on(path: str, page: str) -> set[str]:
    """Where the links of a page lead that apps answer; not those of the templates that its scripts fill."""
    shown = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
    found = {urljoin(path, html.unescape(link)) for link in re.findall(r'<a [^>]*?href="([^"#]+)', shown)}
    ours = {link for link in found if link.startswith("/fr/")}
    return {link for link in ours if resolve(link.split("?")[0]).func.__module__.split(".")[0] in APPS}


@pytest.mark.parametrize("archived", [False, True])
def test_no_link_leads_them_to_a_closed_door(places, by_roster, signed_in, cast, now, archived):
    facts = {"actor": cast.coordinator, "promotion_id": cast.promotion.pk, "now": now}
    add_without_address(first_name="Marcel", last_name="Dupont", phone="", cid=new_cid(), **facts)
    code = open_invitation(days=2, cid=new_cid(), **facts)
    join(actor=cast.other_mentor, invitation_id=code.pk, entered_at=now, now=now)
    browser = signed_in("stranger")
    if archived:
        browser.post(places["promotion"] + "archive/", {"act": "archive"})

    links: dict[str, str] = {}
    for path in of_community(places).values():
        page = browser.get(path)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            links |= dict.fromkeys(links_on(path, page.content.decode()), path)
    closed = {link: path for link, path in links.items() if browser.get(link).status_code in REFUSED}

    assert len(links) > 30
    assert closed == {}
