"""A promotion's room in a real browser, by forms alone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.actions.reading import mark_read
from community.models import Discussion
from hub.models import Person

pytestmark = pytest.mark.browser


@pytest.fixture
def room(demo):
    """The default discussion of the mentor's room; everything in it is read by the mentor."""
    room_id = int(demo["topics"]["room"].removeprefix("room:"))
    read_up(demo["people"]["mentor"]["id"], room_id)
    return f"{demo['urls']['room']}{Discussion.objects.get(room=room_id, title='').pk}/"


def read_up(person_id, room_id):
    places = dict(Discussion.objects.filter(room=room_id).values_list("pk", "last_seq"))
    mark_read(actor=Person.objects.get(pk=person_id), room_id=room_id, places=places, now=timezone.now())


def send(page, words):
    page.get_by_label("Votre message").fill(words)
    page.get_by_role("button", name="Envoyer").click()


def article(page, words):
    return page.locator("#posts > li[data-post]").filter(has_text=words).last


def test_everything_by_forms_without_javascript(enter, room):
    page = enter("mentor", room, java_script_enabled=False)

    page.get_by_label("Votre message").fill(" ")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert")).to_be_visible()
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
    page.get_by_role("link", name="Nouvelle discussion").click()
    page.get_by_label("Titre").fill("Un sujet tout neuf")
    page.get_by_label("Votre message").fill("Voilà")
    page.get_by_role("button", name="Ouvrir cette discussion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un sujet tout neuf")
    page.get_by_role("link", name="Renommer").click()
    page.get_by_label("Titre").fill("Un sujet renommé")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un sujet renommé")
