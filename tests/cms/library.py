"""A library to test with: one sheet per audience, each with a file in a block and one in its text."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page
from wagtail.search import index

from cms.models import HomePage, ResourceIndexPage, ResourcePage, SiteDocument
from community.models import Promotion
from tests.cast import Cast
from tests.events.test_agenda import SEEN, begin_duo
from tests.stage import recall

# Who reads which sheets: whoever is shown what is for mentors reads what is for applicants, too.
READ = {who: seen | ({"applicants"} if "mentors" in seen else set()) for who, seen in SEEN.items()}


@dataclass
class Shelf:
    """One sheet with its two files."""

    page: ResourcePage
    paper: SiteDocument
    linked: SiteDocument


def paper(name: str) -> SiteDocument:
    """A small file."""
    return SiteDocument.objects.create(
        title=f"Fiche {name}", file=ContentFile(f"Secret {name}".encode(), f"{name}.txt")
    )


def library(language: str = "fr") -> ResourceIndexPage:
    """The library of a language."""
    home = HomePage.objects.get(locale__language_code=language)
    found: ResourceIndexPage = home.add_child(
        instance=ResourceIndexPage(title="Ressources", slug="ressources", locale=home.locale)
    )
    return found


def add_sheet(shelf: Page, name: str, **more: Any) -> Shelf:
    """One published sheet, as an editor leaves it."""
    made = lay_sheet(shelf, name, **more)
    made.page.save_revision().publish()
    return made


def lay_sheet(shelf: Page, name: str, **more: Any) -> Shelf:
    """The same in half the time, without a revision: for where many are only to be there."""
    block, linked = paper(f"{name}-bloc"), paper(f"{name}-texte")
    link = f'<p><a linktype="document" id="{linked.pk}">la fiche</a></p>'
    page = shelf.add_child(
        instance=ResourcePage(
            title=f"Pour {name}",
            slug=name,
            summary=f"Une fiche sur {name}.",
            locale=shelf.locale,
            reviewed_on=date(2026, 10, 1),
            body=[("file", block), ("text", link)],
            **{"theme": "bond", **more},
        )
    )
    return Shelf(page, block, linked)


def fill(cast: Cast) -> dict[str, Shelf]:
    """{audience: its sheet}, for Lille and its promotion."""
    shelf = library()
    audiences = ("public", "applicants", "mentors", "trained", "duo", "branch", "promotion")
    facts = {"branch": cast.branches["lille"], "promotion": cast.promotion}
    return {name: add_sheet(shelf, name, audience=name, **facts) for name in audiences}


def open_library(cast: Cast, now: datetime) -> dict[str, Shelf]:
    """The same for a promotion that has been trained, made once in a process."""

    def make() -> dict[str, Shelf]:
        begin_duo(cast, now)
        return fill(cast)

    shelves: dict[str, Shelf] = recall("library", make)
    return shelves


def open_searched_library(cast: Cast, now: datetime) -> dict[str, Shelf]:
    """For a promotion that has been trained and nobody in a duo, with what search keeps of every page; made once as well."""

    def make() -> dict[str, Shelf]:
        Promotion.objects.filter(pk=cast.promotion.pk).update(trained_at=now)
        shelves = fill(cast)
        for page in Page.objects.order_by("pk").specific():
            index.insert_or_update_object(page)
        return shelves

    shelves: dict[str, Shelf] = recall("searched library", make)
    return shelves
