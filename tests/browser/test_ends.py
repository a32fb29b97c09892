"""The pages at the ends of ways, where one comes by a mail, a form or a paper: the rules of every public page hold there too."""

import pytest
from django.core import signing
from django.utils import timezone

from cms.actions.alerts import ask_alert
from cms.actions.drafts import Typed, erase_draft, save_draft
from cms.actions.subscriptions import subscribe
from cms.links import alert_path, draft_path, subscription_path
from cms.models import Alert, Application, Call, Subscription
from cms.models.applications import State
from cms.models.states import CallState
from cms.views.calls import THANKS
from hub.models import Branch
from tests.browser.test_pages import keeps_to_the_rules

pytestmark = [pytest.mark.browser, pytest.mark.long]


def call_that_is(state: CallState) -> Call:
    """One of the demo's."""
    return Call.objects.with_facts().in_state(timezone.now(), state)[0]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_closed_call(look, faults, demo, language):
    path = demo["urls"]["call_closed"].replace("/fr/", f"/{language}/")

    page = look(path)

    assert page.locator("main form[action*='/candidature/']").count() == 0
    keeps_to_the_rules(page, faults)


@pytest.mark.parametrize("state", [CallState.OPEN, CallState.CLOSED])
def test_a_poster_on_the_screen_says_when_it_comes_too_late(look, faults, demo, state):
    page = look(f"/fr/affiche/{call_that_is(state).pk}/")

    assert page.locator(".screen .tag").count() == (1 if state == CallState.CLOSED else 0)
    keeps_to_the_rules(page, faults)


@pytest.mark.parametrize("ends", ["seat", "none", "list"])
def test_the_thanks_after_the_form(look, faults, demo, ends):
    seated = Application.objects.filter(state=State.SESSION_CHOSEN).select_related("registration").order_by("pk")[0]
    event = seated.registration.event_id if ends == "seat" else None
    facts = {"c": seated.call_id, "e": event, "m": "in_person" if event else "", "w": 3 if ends == "list" else 0}

    page = look(f"/fr/merci/{signing.dumps(facts, salt=THANKS, compress=True)}/")

    keeps_to_the_rules(page, faults)


@pytest.mark.parametrize("stands", ["asked", "confirmed", "erased"])
def test_the_mailed_page_of_whoever_wants_to_be_told_of_a_call(look, faults, demo, stands):
    ask_alert(branch=Branch.objects.get(slug="lyon"), email=f"{stands}@ends.example", language="fr", now=timezone.now())
    alert = Alert.objects.get(email_key=f"{stands}@ends.example")

    page = look(alert_path(alert))
    walk_to(page, stands)

    keeps_to_the_rules(page, faults)


@pytest.mark.parametrize("stands", ["asked", "confirmed", "erased"])
def test_the_mailed_page_of_a_newsletter(look, faults, demo, stands):
    subscribe(branch=Branch.objects.get(slug="lyon"), email=f"{stands}@ends.example", language="nl", now=timezone.now())
    found = Subscription.objects.get(email_key=f"{stands}@ends.example")

    page = look(subscription_path(found))
    walk_to(page, stands)

    keeps_to_the_rules(page, faults)


def walk_to(page, stands: str) -> None:
    """Presses the one button that leads there."""
    if stands != "asked":
        page.locator(f"main button[value={'confirm' if stands == 'confirmed' else 'stop'}]").click()
        page.locator("main .tag").wait_for()


def test_the_page_that_says_a_mail_about_the_newsletter_is_on_its_way(look, faults, demo):
    page = look("/nl/lettre/merci/")

    assert page.url.endswith("/nl/lettre/merci/")
    keeps_to_the_rules(page, faults)


def test_a_form_kept_for_later_that_is_gone(look, faults, demo):
    now = timezone.now()
    draft = save_draft(call=call_that_is(CallState.OPEN), typed=Typed("gone@ends.example"), language="fr", now=now)
    path = draft_path(draft)
    erase_draft(draft_id=draft.pk)

    keeps_to_the_rules(look(path), faults)


def test_the_team_s_page_that_confirms_a_training(look, faults, demo):
    accepted = Application.objects.filter(state=State.ACCEPTED, call__branch__slug="lille").order_by("pk")[0]

    page = look(f"/fr/equipe/candidature/{accepted.pk}/formation/", "coordinator")

    assert page.locator("main form button").count() == 1
    keeps_to_the_rules(page, faults)
