"""How often the pages behind links and forms ask the database: as often for fifty calls, hours and messages as for one."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.actions.alerts import ask_alert
from cms.actions.apply import apply
from cms.actions.drafts import Typed, save_draft
from cms.actions.interviews import Hours, publish_interviews
from cms.actions.steps import advance, lock_application
from cms.links import alert_path, draft_path, status_path
from cms.models import Alert, Application, CallPage, HomePage, Message, ResourcePage, StandardPage
from hub.db import write
from tests.cms.library import add_sheet, library
from tests.cms.test_public_pages import more_calls

MOST = 12
PAGES = {
    "poster": 5,
    "tell me": 2,
    "told that a mail comes": 2,
    "told when it opens": 2,
    "finish later": 7,
    "finish later, thanks": 1,
    "where am I": 5,
    "where am I, session": 6,
    "where am I, interview": 4,
    "where am I, messages": 3,
    "where am I, place": 3,
    "where am I, withdraw": 3,
}


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def paths(cast, now, answers):
    """{page: its address} of somebody who is to be interviewed, and of two who left an address."""
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    application = Application.objects.get()
    for state in ("present", "interview_proposed"):
        with write():
            advance(lock_application(application.pk), state, actor=cast.coordinator, why="test", now=now)
    ask_alert(branch=cast.branches["lille"], email="odile@mail.example", language="fr", now=now)
    draft = save_draft(call=cast.call, typed=Typed("odile@mail.example"), language="fr", now=now)
    signed = {name: f"where am I, {name}" for name in ("session", "interview", "messages", "place", "withdraw")}
    library()
    more(cast, now, 1, 1)
    return {
        "poster": f"/fr/affiche/{cast.call.pk}/",
        "tell me": "/fr/me-prevenir/lille/",
        "told that a mail comes": "/fr/me-prevenir/lille/merci/",
        "told when it opens": alert_path(Alert.objects.get()),
        "finish later": draft_path(draft),
        "finish later, thanks": "/fr/plus-tard/",
        "where am I": status_path(application),
        **{page: status_path(application, name) for name, page in signed.items()},
    }


def more(cast, now, first, last):
    """A call, a session, a sheet for applicants, an hour for an interview and a message of these numbers."""
    more_calls(cast, first, last)
    shelf = ResourcePage.objects.order_by("pk")[0].get_parent()
    application = Application.objects.get()
    for number in range(first, last + 1):
        add_sheet(shelf, f"preparer-{number}", audience="applicants", branch=cast.branches["lille"])
        day = date(2026, 11, 30) + timedelta(days=number)
        hours = Hours(
            branch=cast.branches["lille"], host=cast.referent, day=day, first=time(9), last=time(10), minutes=60,
            mode="phone", where="",
        )  # fmt: skip
        publish_interviews(actor=cast.coordinator, hours=hours, now=now)
        Message.objects.create(application=application, from_team=True, author=cast.referent, words="Bonjour", at=now)


def counts(paths):
    """How often each asks, once what never changes is known."""
    found = {}
    for page, path in paths.items():
        Client().get(path)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).status_code == 200, page
        found[page] = len(queries)
    return found


def test_as_often_for_many_as_for_one(cast, now, paths, record_property):
    assert counts(paths) == PAGES
    more(cast, now, 2, 3)
    assert counts(paths) == PAGES
    more(cast, now, 4, 20)
    assert counts(paths) == PAGES
    record_property("figure", f"{max(PAGES.values())} at most")
    record_property("bound", f"≤ {MOST}")
    assert max(PAGES.values()) <= MOST


def linking(home, many):
    """Texts that lead to as many French pages."""
    pages = [StandardPage(title="Neuf", slug=f"neuf-{many}-{one}", locale=home.locale) for one in range(many)]
    keys = [home.add_child(instance=page).pk for page in pages]
    return [("text", f'<p><a linktype="page" id="{key}">Neuf</a></p>') for key in keys]


@pytest.fixture
def asked(cast):
    """asked(page, path, many): how often the path asks where the page leads to as many others."""
    home = HomePage.objects.get(locale__language_code="fr")

    def count(page, path, many):
        page.body = linking(home, many)
        page.save_revision().publish()
        Client().get(path)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).content.decode().count("Neuf</a>") == many
        return len(queries)

    return count


def test_a_form_as_it_was_left_asks_no_more_where_its_page_leads_to_many_that_are_not_translated(cast, now, asked):
    page = CallPage.objects.get(locale__language_code="nl")
    path = draft_path(save_draft(call=cast.call, typed=Typed("odile@mail.example"), language="nl", now=now))

    assert asked(page, path, 1) == asked(page, path, 5) <= MOST


def test_a_sheet_for_who_applies_asks_no_more_where_it_leads_to_many_pages(cast, now, answers, asked):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    page = add_sheet(library(), "preparer", audience="applicants").page
    path = f"{status_path(Application.objects.get())}fiche/{page.pk}/"

    assert asked(page, path, 1) == asked(page, path, 5) <= MOST
