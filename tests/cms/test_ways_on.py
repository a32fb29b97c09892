"""What leads on from a file whatever its step: an interview without a session, and another way, each by a button."""

import pytest
from bs4 import BeautifulSoup

from cms.actions.apply import apply
from cms.models import Application


@pytest.fixture
def applications(clock, cast, now, answers):
    """Who has a seat at a session, and whom no date suits."""
    for name, event in (("seated", cast.sessions[0].pk), ("dateless", None)):
        sent = answers(email=f"{name}@mail.example", first_name=name.title(), event_id=event)
        apply(call_id=cast.call.pk, answers=sent, language="fr", flagged=False, now=now)
    return list(Application.objects.order_by("pk"))


def page(browser, path):
    return BeautifulSoup(browser.get(path).content.decode(), "html.parser")


def file_of(application):
    return f"/fr/equipe/candidature/{application.pk}/"


def test_whom_no_date_suits_is_proposed_an_interview_by_one_press(cast, applications, signed_in):
    browser, seated, dateless = signed_in("coordinator"), *map(file_of, applications)

    buttons = [page(browser, path).select_one("button[value=propose]") for path in (seated, dateless)]
    answer = browser.post(buttons[1]["formaction"], {"act": "propose"})

    applications[1].refresh_from_db()
    assert buttons[0] is None
    assert (answer.status_code, applications[1].state) == (302, "interview_proposed")


def test_another_way_is_proposed_from_the_file_at_any_step(applications, signed_in):
    browser, path = signed_in("coordinator"), file_of(applications[0])
    link = page(browser, path).select_one("a[href*='choix=redirected']")

    asked = page(browser, link["href"])
    wrong = browser.post(path + "decision/", {"to": "accepted"})
    done = browser.post(path + "decision/", {"to": "redirected", "why": "Part à Nantes"})

    assert [(one["value"], one.has_attr("checked")) for one in asked.select("input[name=to]")] == [("redirected", True)]
    assert (wrong.status_code, done.status_code) == (422, 302)
    assert "n’est plus possible" in wrong.content.decode()
    assert page(browser, path).select_one("a[href*='choix=']") is None
