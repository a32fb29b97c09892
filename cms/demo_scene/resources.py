"""The demo's library in three languages, each sheet with a paper to print."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from cms.demo_content.resources import LIBRARY
from cms.models import HomePage, ResourceIndexPage, ResourcePage, SiteDocument
from hub.demo_world import World

SLUG = "ressources"
KEEPERS = ("ines@lebanc.example", "samira@lebanc.example")


def escape(text: str) -> str:
    """Text as RTF 1.9 spells it: beyond ASCII by number, in a signed 16-bit word."""
    return "".join(char if char.isascii() else f"\\u{(ord(char) + 2**15) % 2**16 - 2**15}?" for char in text)


def paper(title: str, lines: list[str]) -> SiteDocument:
    """A page in large type that any word processor opens and prints."""
    body = "".join(f"\\par\\par\\fs36 {escape(line)}" for line in lines)
    content = f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\f0\\fs48\\b {escape(title)}\\b0{body}}}"
    file = ContentFile(content.encode("ascii"), f"{slugify(title)}.rtf")
    document: SiteDocument = SiteDocument.objects.create(title=title, file=file)
    return document


def add_library(world: World) -> None:
    """One library per language, all translations of the French one; sheets only where they are written."""
    key: Any = None
    sheets: dict[str, Any] = {}
    for code, (title, lead, rows) in LIBRARY.items():
        home = HomePage.objects.get(locale__language_code=code)
        index = ResourceIndexPage(title=title, slug=SLUG, locale=home.locale, body=[("text", f"<p>{lead}</p>")])
        index.translation_key = key or index.translation_key
        home.add_child(instance=index)
        index.save_revision().publish()
        key = index.translation_key
        for number, row in enumerate(rows):
            page = sheet_of(world, index, row, number)
            page.translation_key = sheets.setdefault(row.get("of", row["slug"]), page.translation_key)
            index.add_child(instance=page)
            page.save_revision().publish()


def sheet_of(world: World, index: ResourceIndexPage, row: dict[str, Any], number: int) -> ResourcePage:
    """One sheet, checked some weeks ago."""
    return ResourcePage(
        title=row["title"],
        slug=row["slug"],
        theme=row["theme"],
        summary=row["summary"],
        audience=row["audience"],
        branch=world.branches.get(row.get("branch", "")),
        also_branches=[world.branches[slug] for slug in row.get("also", ())],
        reviewed_on=timezone.localdate(world.now) - timedelta(weeks=5 * number + 1),
        review_on=timezone.localdate(world.now) + timedelta(weeks=5 * (3 - number % 7)),
        keeper=world.people[KEEPERS[number % len(KEEPERS)]],
        locale=index.locale,
        body=[("text", row["text"]), ("file", paper(row["paper"], row["lines"]))],
    )
