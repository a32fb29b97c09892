"""Questions that wait, in a real browser without JavaScript: how long, what can be marked, and the team's hours."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.room.acts import act, article, send

pytestmark = pytest.mark.browser
WIDTH = "document.documentElement.scrollWidth"
WAITS = re.compile(r"Sans réponse depuis 2[67]\sh\.")


def test_the_demo_has_a_question_of_26_hours_in_the_list_and_in_its_room(enter, demo):
    page = enter("mentor", f"{demo['urls']['room']}questions/", java_script_enabled=False)
    asked = page.get_by_role("listitem").filter(has_text="un courrier de la préfecture")

    expect(asked.first).to_contain_text(WAITS)
    assert page.evaluate(WIDTH) == 360
    asked.get_by_role("link", name="La lire dans sa discussion").click()
    expect(article(page, "un courrier de la préfecture")).to_contain_text(WAITS)
    assert page.evaluate(WIDTH) == 360


def test_a_message_that_ends_like_a_question_is_marked_by_forms(enter, room, path):
    page = enter("mentor", path, java_script_enabled=False)

    send(page, "Qui a une remorque ?")
    act(page, "Qui a une remorque ?", "Autres actions")
    page.get_by_role("link", name="Signaler que c’est une question").click()
    page.get_by_role("button", name="Signaler que c’est une question").click()

    expect(article(page, "Qui a une remorque ?")).to_contain_text("Personne n’a encore répondu.")


def test_a_coordinator_sets_the_hours_by_forms(enter, demo):
    page = enter("coordinator", "/fr/equipe/", java_script_enabled=False)

    page.get_by_role("link", name="En combien de temps elles reçoivent une réponse").click()
    page.get_by_role("link", name=re.compile("Changer ces heures")).first.click()
    page.get_by_label("La personne référente, après combien ?").fill("12")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("La deuxième étape vient après la première")
    assert page.evaluate(WIDTH) == 360
    page.get_by_label("La personne référente, après combien ?").fill("50")
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.get_by_text("D’autres sont sollicités après 24, 50 et 72 heures ouvrées.")).to_be_visible()
    assert page.evaluate(WIDTH) == 360
