"""Photos in a room's page: several at once, with and without JavaScript, through a lost network and a killed tab."""

import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.room.acts import WAITING, article, pending, send
from tests.community.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.long]


def noise(width=1500, height=1000):
    """A photo that is not small: three pieces at least."""
    file = BytesIO()
    Image.frombytes("RGB", (width, height), os.urandom(width * height * 3)).save(file, "JPEG", quality=60)
    return file.getvalue()


def choose(page, *files: tuple[str, bytes]):
    """Puts (name, bytes) into the form's field."""
    kinds = {"svg": "image/svg+xml", "pdf": "application/pdf", "heic": "image/heic"}
    sent = [
        {"name": name, "mimeType": kinds.get(name.rpartition(".")[2], "image/jpeg"), "buffer": data}
        for name, data in files
    ]
    page.locator("#photos").set_input_files(sent)


def drawn(image):
    """The browser has drawn it."""
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", value=True)
    return image.evaluate("(one) => one.decode().then(() => one.naturalWidth)")


def test_photos_by_forms_without_javascript(enter, room, path, faults):
    page = enter("mentor", path, java_script_enabled=False)

    choose(page, ("IMG_1.heic", picture("HEIF", 800, 600)), ("plan.svg", b"<svg/>"))
    send(page, "Des photos par formulaire")
    expect(page.get_by_role("alert")).to_contain_text("plan.svg")
    expect(page.get_by_label("IMG_1.jpg", exact=True)).to_be_checked()
    page.get_by_label("Ce que montre IMG_1.jpg (facultatif)").fill("Un essai en deux couleurs")
    page.get_by_role("button", name="Envoyer").click()

    photo = article(page, "Des photos par formulaire").get_by_role("img", name="Un essai en deux couleurs")
    expect(photo).to_be_visible()
    photo.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Photo envoyée par")
    page.get_by_label("Que montre cette photo").fill("Rouge et bleu")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("img", name="Rouge et bleu")).to_be_visible()
    page.get_by_role("link", name="Retour au message").click()
    expect(article(page, "Des photos par formulaire").get_by_role("img", name="Rouge et bleu")).to_be_visible()


def test_a_message_waits_for_its_photos_through_a_lost_network_and_a_reloaded_tab(enter, people, path, faults):
    page, other = enter("mentor", path), enter("referent", path)
    page.route("**/fichiers/*/?de=*", lambda route: route.abort("internetdisconnected"))
    choose(page, ("IMG_7.jpg", noise()), ("IMG_8.heic", picture("HEIF", 600, 400)))
    chosen = page.locator("#chosen > li")
    expect(chosen).to_have_count(2)
    expect(chosen.first).to_contain_text(WAITING)
    chosen.first.get_by_label("Que montre cette photo").fill("Du bruit")
    page.get_by_label("Votre message").press_sequentially("Deux photos")
    page.wait_for_timeout(600)
    assert faults(page) == []

    page.reload()
    expect(chosen).to_have_count(2)
    expect(chosen.first.get_by_label("Que montre cette photo")).to_have_value("Du bruit")
    expect(page.get_by_label("Votre message")).to_have_value("Deux photos")
    page.get_by_role("button", name="Envoyer").click()
    expect(chosen).to_have_count(0)
    expect(pending(page)).to_contain_text("IMG_7.jpg")
    expect(pending(page)).to_contain_text(WAITING)

    page.unroute("**/fichiers/*/?de=*")
    page.reload()

    for reader in (page, other):
        photo = article(reader, "Deux photos").get_by_role("img", name="Du bruit")
        expect(photo).to_be_visible(timeout=20_000)
        assert drawn(photo) == 640
        expect(article(reader, "Deux photos").get_by_role("img")).to_have_count(2)
    expect(pending(page)).to_have_count(0)
    assert faults(other) == []


def test_a_photo_is_ready_before_the_message_and_can_be_taken_out_again(enter, people, path):
    page = enter("mentor", path)
    choose(page, ("IMG_9.jpg", noise(900, 600)), ("plan.svg", b"<svg/>"))
    chosen = page.locator("#chosen > li")
    expect(chosen.first).to_contain_text("Prêt à partir")
    assert drawn(chosen.first.locator("img")) == 640
    expect(chosen.last).to_contain_text("Les dessins en SVG")
    chosen.last.get_by_role("button", name="Retirer").click()
    expect(chosen).to_have_count(1)
    posts = page.locator("#posts > li[data-post]")
    before = posts.last.get_attribute("data-post") or ""
    page.get_by_role("button", name="Envoyer").click()

    # The message before it may have such a photo too.
    expect(posts.last).not_to_have_attribute("data-post", before, timeout=20_000)
    expect(posts.last.get_by_role("img", name="Photo sans description")).to_be_visible()
    expect(posts.last.get_by_role("link", name="Décrire cette photo")).to_be_visible()
    posts.last.get_by_role("link", name="Autres actions").click()
    page.get_by_role("link", name="Supprimer").click()
    page.get_by_role("button", name="Supprimer").click()
    expect(posts.last).to_contain_text("supprimé")
    expect(posts.last.get_by_role("img")).to_have_count(0)
