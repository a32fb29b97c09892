"""A promotion's room in a real browser, by forms alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.room.acts import act, article, send

pytestmark = pytest.mark.browser


def test_everything_by_forms_without_javascript(enter, room, path):
    page = enter("mentor", path, java_script_enabled=False)

    page.get_by_label("Votre message").fill(" ")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Votre message")).to_be_in_viewport()
    send(page, "Par formulaire")
    article(page, "Par formulaire").get_by_role("button", name="Merci").click()
    expect(article(page, "Par formulaire").get_by_role("button", name="Merci")).to_have_attribute(
        "aria-pressed", "true"
    )
    article(page, "Par formulaire").locator("summary").click()
    article(page, "Par formulaire").get_by_role("button", name="Courage").click()
    expect(article(page, "Par formulaire").get_by_role("button", name="Courage")).to_contain_text("1")
    article(page, "Par formulaire").get_by_role("link", name="Répondre").click()
    send(page, "Je me réponds")
    expect(article(page, "Je me réponds").locator("blockquote")).to_contain_text("Par formulaire")
    act(page, "Je me réponds", "Modifier")
    page.get_by_label("Votre message").fill("Je me réponds mieux")
    page.get_by_role("button", name="Enregistrer").click()
    expect(article(page, "Je me réponds mieux")).to_contain_text("modifié")
    act(page, "Je me réponds mieux", "Supprimer")
    page.get_by_role("button", name="Supprimer").click()
    expect(page.locator("#posts > li[data-post]").last).to_contain_text("supprimé")
    page.get_by_role("link", name="Nouvelle discussion").click()
    page.get_by_label("Titre").fill("Un sujet tout neuf")
    page.get_by_label("Votre message").fill("Voilà")
    page.get_by_role("button", name="Ouvrir cette discussion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un sujet tout neuf")
    page.get_by_role("link", name="Renommer").click()
    page.get_by_label("Titre").fill("Un sujet renommé")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un sujet renommé")


def test_nothing_sticks_out_on_a_phone_without_javascript(enter, room, path):
    page = enter("mentor", path, width=320, java_script_enabled=False)

    expect(page.get_by_label("Photos ou fichiers")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
