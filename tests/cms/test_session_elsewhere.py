"""A session that another branch holds: its own team notes who came, and the team of the call is told whom to ask."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from cms.actions.apply import apply
from cms.models import Application
from events.actions.schedule import open_further
from events.models import Event
from hub.db import write
from tests.cast import session


@pytest.fixture
def away(clock, cast, now, answers) -> Application:
    """Élodie, who applied to Lille, was to come to a session that La Réunion held yesterday."""
    far = session(cast, "2026-12-02", branch="reunion")
    with write():
        open_further(far, [cast.branches["lille"].pk], [])
    apply(call_id=cast.call.pk, answers=answers(event_id=far.pk), language="fr", flagged=False, now=now)
    clock.move_to(Event.objects.get(pk=far.pk).ends_at + timedelta(days=1))
    return Application.objects.select_related("registration").get()


def read(browser, path):
    page = BeautifulSoup(browser.get(path).content.decode(), "html.parser")
    acts = [one["value"] for one in page.select("main [name=act]")]
    return " ".join(page.select_one("main").get_text(" ").replace("\xa0", " ").split()), acts


@pytest.mark.parametrize("path", ["candidature/{0.pk}/", "candidatures/{0.call_id}/?etape=seance"])
def test_who_may_not_note_who_came_is_told_whom_to_ask(away, signed_in, path):
    shown, acts = read(signed_in("coordinator"), "/fr/equipe/" + path.format(away))

    assert "Demander à Reunion qui est venu" in shown and "Noter qui est venu" not in shown
    assert not {"came", "absent"} & set(acts)


def test_at_a_session_of_their_own_they_note_it(clock, cast, now, answers, signed_in):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    clock.move_to(cast.sessions[0].ends_at)

    shown, acts = read(signed_in("coordinator"), f"/fr/equipe/candidature/{Application.objects.get().pk}/")

    assert "Noter qui est venu" in shown
    assert {"came", "absent"} <= set(acts)


def test_the_page_of_who_came_is_for_the_team_that_holds_it(away, signed_in):
    path = f"/fr/equipe/agenda/{away.registration.event_id}/presence/"

    assert signed_in("coordinator").get(path).status_code == 404
