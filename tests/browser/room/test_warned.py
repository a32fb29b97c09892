"""A text that tells too much comes back with a warning, and goes out when its author is sure, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.room.acts import article, pending, send, stored

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_message_set_aside_can_be_changed_or_sent_anyway(enter, room, path, faults):
    page = enter("mentor", path)
    send(page, "Scripts : le 06 12 34 56 78")
    expect(pending(page)).to_contain_text("Pas envoyé")
    expect(pending(page)).to_contain_text("«\u00a006 12 34 56 78\u00a0»")
    assert faults(page) == []
    assert stored(room, "Scripts") == []

    pending(page).get_by_role("button", name="Modifier").click()
    expect(page.get_by_label("Votre message")).to_have_value("Scripts : le 06 12 34 56 78")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    pending(page).get_by_role("button", name="Envoyer quand même").click()

    expect(article(page, "Scripts : le 06 12 34 56 78")).to_be_visible()
    expect(pending(page)).to_have_count(0)
    assert stored(room, "Scripts") == ["Scripts : le 06 12 34 56 78"]


def test_without_scripts_the_form_offers_to_send_it_anyway(enter, room, path):
    page = enter("mentor", path, java_script_enabled=False)
    send(page, "Sans scripts : a@mail.example")
    expect(page.locator("#refusal")).to_contain_text("a@mail.example")
    expect(page.get_by_label("Votre message")).to_have_value("Sans scripts : a@mail.example")

    page.get_by_role("button", name="Envoyer quand même").click()

    expect(article(page, "Sans scripts : a@mail.example")).to_be_visible()
    assert stored(room, "Sans scripts") == ["Sans scripts : a@mail.example"]
