"""Pages of the demo, from the content: one tree per language, each page the translation of the French one."""

import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from cms.demo_content import en, fr, nl
from cms.demo_content.testimonies import TESTIMONIES
from cms.demo_scene.files import add_film, add_logos, drawn
from cms.models import (
    AccessibilityPage,
    CallIndexPage,
    HomePage,
    JourneyPage,
    LegalPage,
    Organisation,
    QuestionsPage,
    StandardPage,
    TestimoniesPage,
    Testimony,
)
from hub.demo_world import World

CONTENT: dict[str, Any] = {"fr": fr, "nl": nl, "en": en}
CALL_INDEX = "devenir-mentor"
KINDS: dict[str, type[Page]] = {
    "home": HomePage,
    CALL_INDEX: CallIndexPage,
    "parcours": JourneyPage,
    "questions": QuestionsPage,
    "temoignages": TestimoniesPage,
    "vie-privee": LegalPage,
    "mentions-legales": LegalPage,
    "accessibilite": AccessibilityPage,
}
TESTED_BY = {
    "fr": "par l’équipe, page par page, avec axe-core et au clavier",
    "nl": "door het team, pagina per pagina, met axe-core en met het toetsenbord",
    "en": "by the team, page by page, with axe-core and by keyboard",
}
NAMED = ("primary_page", "secondary_page", "page", "testimony", "video", "poster", "captions", "image")
LINK = re.compile(r'<a href="page:([\w-]+)">')
HOURS = {
    "fr": "Du lundi au vendredi, de 9\u00a0h à 18\u00a0h.",
    "nl": "Van maandag tot en met vrijdag, van 9.00 tot 18.00\u00a0uur.",
    "en": "Monday to Friday, 9\u00a0am to 6\u00a0pm.",
}


def resolve(value: Any, pages: dict[str, Any]) -> Any:
    """Replaces the slugs of a block's value by the pages they name; testimonies and files the same way."""
    if isinstance(value, dict):
        return {
            key: pages[inner].pk if key in NAMED and inner else resolve(inner, pages) for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [resolve(inner, pages) for inner in value]
    if isinstance(value, str):
        return LINK.sub(lambda found: f'<a linktype="page" id="{pages[found[1]].pk}">', value)
    return value


def stream(body: list[Any], pages: dict[str, Any]) -> list[dict[str, Any]]:
    """A body as StreamField stores it."""
    blocks = []
    for kind, value in body:
        resolved = resolve(value, pages)
        if kind == "columns":
            resolved = {**resolved, "left": stream(value["left"], pages), "right": stream(value["right"], pages)}
        blocks.append({"type": kind, "value": resolved})
    return blocks


def facts_of(slug: str, code: str, today: date) -> dict[str, Any]:
    """What a kind of page must know besides its words."""
    if KINDS.get(slug) is LegalPage:
        return {"updated_on": today - timedelta(days=40)}
    if KINDS.get(slug) is AccessibilityPage:
        return {"tested_on": today - timedelta(days=20), "tested_by": TESTED_BY[code]}
    return {}


def blank(slug: str, row: dict[str, Any], locale: Locale, key: Any, facts: dict[str, Any]) -> Page:
    """A page without its body, which may link to pages that come later."""
    kind = KINDS.get(slug, StandardPage)
    page = kind(
        **facts,
        title=row["title"],
        slug=locale.language_code if slug == "home" else slug,
        seo_title=row["seo_title"],
        search_description=row["search_description"],
        locale=locale,
    )
    if key is not None:
        page.translation_key = key
    return page


def add_testimonies(world: World) -> dict[str, Testimony]:
    """What mentors said, by their first names, with their portraits."""
    said = {}
    for row in TESTIMONIES:
        portrait = drawn(f"Portrait de {row['name']}", f"portrait-{row['portrait']}.png")
        facts = {**row, "branch": world.branches[row["branch"]], "portrait": portrait}
        said[row["name"]] = Testimony.objects.create(**facts)
    return said


def add_pages(world: World) -> None:
    """Three trees under the root, and the site that serves them; the page Wagtail came with goes."""
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    root.get_children().delete()
    root = Page.objects.get(depth=1)
    keys: dict[str, Any] = {}
    named = {**add_testimonies(world), **add_film(), **add_logos()}
    for code, content in CONTENT.items():
        locale, _created = Locale.objects.get_or_create(language_code=code)
        pages: dict[str, Page] = {}
        for slug, row in content.PAGES.items():
            page = blank(slug, row, locale, keys.get(slug), facts_of(slug, code, timezone.localdate(world.now)))
            (root if slug == "home" else pages["home"]).add_child(instance=page)
            pages[slug] = page
            keys.setdefault(slug, page.translation_key)
        for slug, page in pages.items():
            page.body = stream(content.PAGES[slug]["body"], {**pages, **named})
            page.save_revision().publish()
    home = HomePage.objects.get(locale__language_code="fr")
    site = Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Le Banc")
    Organisation.objects.create(site=site, hours=HOURS, address="12 rue du Banc, 75011 Paris")
