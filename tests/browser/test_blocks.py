"""A page made of every block there is, as people meet it: axe, width, targets, and a film that plays."""

import pytest
from playwright.sync_api import expect

from cms import models
from cms.blocks.body import BodyBlock
from tests.browser.test_pages import keeps_to_the_rules

pytestmark = pytest.mark.browser

ITEMS = [{"title": "Une séance", "text": "En groupe."}, {"title": "Un entretien", "text": "Une heure."}]
WORDS = "<h2>Un titre</h2><p>Des mots, et <a href='/fr/questions/'>les questions qu’on nous pose</a>.</p>"


def every_block():
    """(kind, value) of each block, in an order that a page may have."""
    picture = models.SiteImage.objects.order_by("pk")[0]
    papers = {one.file_extension: one for one in models.SiteDocument.objects.order_by("-pk")}
    page = models.HomePage.objects.get(locale__language_code="fr")
    logo = {"image": picture, "decorative": True}
    film = {"title": "Un rendez-vous", "video": papers["webm"], "poster": picture, "captions": papers["vtt"]}
    return [
        ("intro", {"title": "Tous", "highlight": "les blocs", "lead": "Une page pour tous.", "primary_label": "Revenir à l’accueil",
                   "primary_page": page, "facts": [{"icon": "clock", "text": "2 h"}], "art": "bench", "next_session": True}),
        ("text", WORDS),
        ("picture", {"image": picture, "decorative": False, "alt_text": "Deux personnes sur un banc"}),
        ("testimony", {"testimony": models.Testimony.objects.order_by("pk")[0]}),
        ("figures", {"heading": "En chiffres", "counted": [{"figure": "branches"}, {"figure": "active_mentors"}],
                     "items": [{"value": "89 %", "label": "des duos", "source": "Rapport", "year": 2025}]}),
        ("steps", {"heading": "Le parcours", "items": ITEMS}),
        ("accordion", {"heading": "Questions", "items": [{"question": "Combien ?", "answer": "<p>Rien.</p>"}]}),
        ("callout", {"title": "Vous hésitez ?", "text": "<p>Venez.</p>"}),
        ("calls", {"heading": "Appels", "limit": 3, "branch": "lille"}),
        ("sessions", {"heading": "Séances", "limit": 3, "kind": "information"}),
        ("sessions", {"heading": "Apéros", "limit": 3, "kind": "apero", "branch": "paris"}),
        ("button", {"label": "Revenir à l’accueil", "page": page}),
        ("video", {**film, "transcript": "<p>Ils se parlent.</p>"}),
        ("partners", {"heading": "Ils marchent avec nous", "items": [
            {"logo": logo, "name": "La Passerelle", "link": "https://passerelle.example/", "text": "Elle prête une salle."},
            {"logo": logo, "name": "L’Atelier"}]}),
        ("file", papers["rtf"]),
        ("columns", {"left": [("text", "<p>À gauche.</p>")], "right": [("steps", {"heading": "À droite", "items": ITEMS})], "tint": True}),
    ]  # fmt: skip


@pytest.fixture
def page_of_all(demo):
    body = BodyBlock()
    blocks = every_block()
    assert {kind for kind, _value in blocks} == set(body.child_blocks)
    home = models.HomePage.objects.get(locale__language_code="fr")
    page = models.StandardPage(title="Tous les blocs", slug="tous-les-blocs", locale=home.locale)
    page.body = body.clean(body.normalize(blocks))
    home.add_child(instance=page)
    page.save_revision().publish()
    yield page.get_url()
    page.delete()


def test_axe_finds_nothing_on_a_page_of_all_blocks(visit, faults, page_of_all):
    page = visit(page_of_all, width=320, reduced_motion="reduce")

    keeps_to_the_rules(page, faults)
    film = page.locator("video")
    assert film.evaluate("it => it.readyState") == 0
    assert film.evaluate(
        "it => new Promise(done => { it.ontimeupdate = () => it.currentTime && done(true); it.play(); })"
    )
    expect(page.get_by_text("Lire le texte du film")).to_be_visible()
