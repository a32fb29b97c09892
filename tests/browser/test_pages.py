"""What every public page keeps to: axe, width, targets, weight, third parties, cookies."""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAGES = [
    "/fr/",
    "/nl/",
    "/en/",
    "/fr/devenir-mentor/",
    "/nl/devenir-mentor/rotterdam/",
    "/fr/devenir-mentor/marseille/",
    "/fr/devenir-mentor/paris-21/",
    "/en/parcours/",
    "/fr/questions/",
    "/fr/contact/",
    "/fr/vie-privee/",
    "/nl/accessibilite/",
    "/fr/temoignages/",
    "/fr/antennes/",
    "/nl/antennes/lille/",
    "/fr/trouver/?mots=reunion",
    "/fr/plan/",
    "/nl/plan/",
    "/fr/ressources/?mot=reunion",
    "/nl/ressources/",
    "/en/ressources/charte-du-mentor/",
    "/nl/ressources/idees-recues/",
    "/fr/agenda/?antenne=lille",
    "/nl/agenda/?antenne=rotterdam&genre=lunch&theme=rights",
    "/fr/agenda/?vue=mois",
    "/en/agenda/abonnement/?antenne=lyon",
    "/fr/me-prevenir/lille/",
    "/nl/me-prevenir/lille/merci/",
    "/en/plus-tard/",
    "/nl/lettre/?antenne=lille",
    "/fr/connexion/",
    "/fr/connexion/?ended=1",
    "/fr/deconnexion/",
    "/fr/rien-ici/",
]
# Four fifths of what axe takes. Contrast in the dark is looked at by `test_every_look`, and told by the tokens (test_contrast.py).
BUT_CONTRAST = "color-contrast"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Text spacing as WCAG 1.4.12 sets it.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}");
  document.adoptedStyleSheets = [sheet];
}"""
SMALL = """() => [...document.querySelectorAll("a, button, summary, input:not([type=hidden]), select, textarea")].filter(it => {
  const label = it.closest("label"), box = (label || it).getBoundingClientRect();
  const inText = it.matches("p a, li > a:not(.btn), dd a, small a, .hint a") && getComputedStyle(it).display === "inline";
  const hidden = !it.checkVisibility() || box.width < 2 || box.right < 0 || box.bottom < 0 || it.closest("[aria-hidden=true]");
  return !hidden && !inText && box.height < 43.5;
}).map(it => it.outerHTML.slice(0, 120))"""


BEHIND_SIGN_IN = [
    ("mentor", "/fr/espace/"),
    ("mentor", "/fr/agenda/?genre=workshop"),
    ("mentor", "/nl/agenda/mes-liens/"),
    ("mentor", "feed_contents"),
    ("mentor", "/fr/agenda/en-visite/?antenne=paris&du=2026-12-01&au=2026-12-20"),
    ("coordinator", "/fr/equipe/"),
    ("mentor", "event_waiting"),
    ("mentor", "resources"),
    ("mentor", "resource"),
    ("coordinator", "/fr/equipe/agenda/"),
    ("coordinator", "/fr/equipe/agenda/nouveau/"),
    ("coordinator", "/fr/equipe/agenda/serie/"),
    ("coordinator", "/fr/equipe/agenda/tableau/"),
    ("coordinator", "team_series"),
    ("coordinator", "team_series serie/annuler/"),
    ("mentor", "event_series"),
    ("coordinator", "team_event"),
    ("coordinator", "team_event inscrire/"),
    ("coordinator", "team_event presence/"),
    ("coordinator", "team_event feuille/"),
    ("coordinator", "team_now accueil/"),
    ("coordinator", "team_now affiche/"),
    ("coordinator", "team_now presence/?numeros=1+99"),
    ("coordinator", "square"),
    ("mentor", "event_now"),
    ("mentor", "/fr/espace/accords/"),
    ("editor", "/fr/espace/fiches/"),
    ("mentor", "/nl/espace/themes/"),
    ("mentor", "/fr/espace/mentee/"),
    ("mentor", "/fr/espace/aider/"),
    ("mentor", "promotion"),
    ("mentor", "promotion quitter/"),
    ("mentor", "room toutes/"),
    ("referent", "/fr/equipe/absences/"),
    ("referent", "/nl/equipe/questions/"),
    ("coordinator", "/fr/equipe/questions/lille/"),
    ("mentor", "/fr/agenda/proposer/"),
    ("mentor", "event_now photos/"),
    ("coordinator", "event_now photos/"),
    ("coordinator", "photo_settle"),
    ("mentor", "proposal"),
    ("coordinator", "team_proposal"),
    ("mentor", "/fr/agenda/je-suis-la/"),
    ("coordinator", "/nl/espace/"),
    ("coordinator", "applications"),
    ("coordinator", "pipeline ?etape=entretien"),
    ("coordinator", "application"),
    ("coordinator", "application seance/"),
    ("coordinator", "to_interview"),
    ("coordinator", "to_interview entretien/"),
    ("coordinator", "application messages/"),
    ("coordinator", "/fr/equipe/entretiens/"),
    ("coordinator", "application decision/"),
    ("coordinator", "accepted formation/"),
    ("coordinator", "/fr/equipe/mentors/?etape=duo"),
    ("coordinator", "mentor_journey"),
    ("coordinator", "applications feuille/"),
    ("coordinator", "applications doublons/"),
    ("coordinator", "twins"),
    ("coordinator", "pipeline tableau/"),
    ("coordinator", "origins"),
    ("coordinator", "/fr/equipe/besoins/"),
    ("coordinator", "applications origines/"),
    ("coordinator", "pipeline ecrire/?etape=acceptes"),
    ("coordinator", "/fr/equipe/lettre/"),
    ("coordinator", "/fr/equipe/lettre/lille/"),
    ("mentor", "/fr/recherche/?mots=reunion+a&auteur=n"),
    ("mentor", "room avant/"),
    ("mentor", "promotion export/"),
    ("referent", "promotion whatsapp/"),
    ("mentor", "room discussions/"),
    ("mentor", "/nl/deconnexion/"),
    ("mentor", "room sondages/"),
    ("mentor", "room propositions/"),
    ("mentor", "room questions/"),
    ("mentor", "room photos/"),
    ("mentor", "photo"),
    ("mentor", "message signaler/"),
    ("referent", "promotion"),
    ("referent", "room annonces/"),
    ("referent", "announcement vu/"),
    ("referent", "message actes/"),
    ("referent", "message deplacer/"),
    ("referent", "message masquer/"),
    ("referent", "promotion archive/"),
    ("referent", "promotion nouvelles/"),
    ("referent", "room pour/"),
    ("referent", "poll_event"),
    ("referent", "report"),
]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(look, faults, path):
    keeps_to_the_rules(look(path), faults, dark=BUT_CONTRAST)


@pytest.mark.parametrize("act", ["", "seance/", "retrait/", "messages/"])
def test_the_pages_of_a_mailed_link_as_well(look, faults, demo, act):
    keeps_to_the_rules(look(demo["people"]["applicant"]["status_url"] + act), faults)


@pytest.mark.parametrize(("who", "act"), [("offered", "place/"), ("interviewed", ""), ("interviewed", "entretien/")])
def test_the_pages_of_other_applicants_as_well(look, faults, demo, who, act):
    keeps_to_the_rules(look(demo["people"][who]["status_url"] + act), faults)


def test_the_page_of_an_event_as_well(look, faults, demo):
    keeps_to_the_rules(look(demo["urls"]["event_hybrid"]), faults)


@pytest.mark.parametrize("name", ["square", "/porte/BCDFGH/", "album_link", "photo_link"])
def test_the_pages_at_the_door_as_well(visit, faults, demo, name):
    keeps_to_the_rules(visit(demo["urls"].get(name, name), width=320, reduced_motion="reduce", locale="fr"), faults)


def test_the_form_with_its_errors_as_well(visit, faults, demo):
    page = visit(demo["urls"]["call_open"], width=320, reduced_motion="reduce")
    page.get_by_role("button", name="Je m’inscris").click()

    expect(page.get_by_role("alert")).to_be_visible()
    keeps_to_the_rules(page, faults)


def address_of(demo, path: str) -> str:
    """A path, or the name of an address of the demo and what follows it."""
    name, _space, rest = path.partition(" ")
    return demo["urls"].get(name, name) + rest


@pytest.mark.parametrize(("who", "path"), BEHIND_SIGN_IN)
def test_the_pages_behind_sign_in_as_well(look, faults, demo, who, path):
    address = address_of(demo, path)

    page = look(address, who)

    assert urlsplit(page.url).path == urlsplit(address).path
    assert weight_of(page) <= 60_000
    keeps_to_the_rules(page, faults, dark=BUT_CONTRAST)


OTHER_LOOKS = [("dark", 320), ("light", 768), ("dark", 768), ("light", 1280), ("dark", 1280)]


@pytest.mark.long
@pytest.mark.parametrize(("who", "path"), [*(("", path) for path in PAGES), *BEHIND_SIGN_IN])
def test_every_look(look, faults, demo, who, path):
    page = look(address_of(demo, path), who)

    for scheme, width in OTHER_LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == []


def weight_of(page: Page) -> int:
    """Bytes of the page and all it loaded but photos, as a server sends them that compresses what can be."""
    loaded = page.evaluate("performance.getEntriesByType('resource').map(it => it.name)")
    return sum(weigh(page, url) for url in {page.url, *(one for one in loaded if not one.endswith((".webp", ".jpg")))})


WEIGHED: dict[str, int] = {}


def weigh(page: Page, url: str) -> int:
    """What one answer weighs; a static file is weighed once, as its name changes with what it holds."""
    if url not in WEIGHED or "/static/" not in url:
        body = page.request.get(url).body()
        WEIGHED[url] = len(body) if url.endswith(".woff2") else len(gzip.compress(body))
    return WEIGHED[url]


def keeps_to_the_rules(page: Page, faults, *, dark: str = "") -> None:
    """Both schemes and both ends of the widths, in two looks; the longer run has all of them (`test_every_look`).

    `dark` leaves out a rule in the second look, of pages that the longer run looks at.
    """
    page.emulate_media(color_scheme="light")
    assert faults(page) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate(TOO_WIDE) <= 0
    page.evaluate(SPACING)
    assert page.evaluate(TOO_WIDE) <= 0
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="dark")
    assert faults(page, leave=dark) == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) <= 0


def test_first_view_is_light_ours_alone_and_sets_no_cookie(visit, demo):
    page = visit("about:blank")
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # Playwright looks into it
    page.goto(demo["base_url"] + "/fr/", wait_until="networkidle")

    ours = urlsplit(demo["base_url"]).netloc
    assert {urlsplit(answer.url).netloc for answer in answers} == {ours}
    assert page.context.cookies() == []
    assert weight_of(page) <= 60_000


def test_what_a_visitor_must_understand_stands_within_two_screens(visit):
    page = visit("/fr/")

    for words in ("semaine", "gratuit|0 €|payer", "séance d’information"):
        box = page.locator("main").get_by_text(re.compile(words, re.IGNORECASE)).first.bounding_box()
        assert box is not None and box["y"] + box["height"] < 2 * 740
    box = page.locator("main .next").bounding_box()
    assert box is not None and box["y"] + box["height"] < 2 * 740


def test_the_keyboard_alone_reaches_a_call(visit):
    page = visit("/fr/", width=1280)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if "devenir-mentor" in page.evaluate("document.activeElement.href || ''"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("devenir-mentor"))
