"""Which kinds of page can be begun, and their words in a language."""

from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.models import (
    BranchIndexPage,
    BranchPage,
    HomePage,
    QuestionsPage,
    ResourceIndexPage,
    ResourcePage,
    StandardPage,
    TestimoniesPage,
)
from cms.models.pages import BodyPage
from cms.starters import en, fr, nl
from cms.starters.call import asked

WORDS: dict[str, dict[str, dict[str, Any]]] = {"fr": fr.PAGES, "nl": nl.PAGES, "en": en.PAGES}


@dataclass(frozen=True)
class Kind:
    """A kind of page: below which other, what the editor is asked, and in which field its introduction stands.

    `lone` where there is one of it in a language, or one of a branch.
    """

    label: Any
    model: type[BodyPage]
    above: type[BodyPage]
    asks: tuple[str, ...] = ("title",)
    lead: str = ""
    lone: bool = False

    @property
    def of_a_branch(self) -> bool:
        """Whether editors of a branch begin it as well."""
        return "branch" in self.asks


# The word of each kind in an address, in the order of the list.
KINDS: dict[str, Kind] = {
    "antenne": Kind(_("A page of a branch"), BranchPage, BranchIndexPage, ("branch",), "lead", lone=True),
    "fiche": Kind(
        _("A sheet of the library"), ResourcePage, ResourceIndexPage, ("title", "theme", "branch"), "summary"
    ),
    "questions": Kind(_("A page of questions and answers"), QuestionsPage, HomePage),
    "temoignages": Kind(_("The page of testimonies"), TestimoniesPage, HomePage, (), lone=True),
    "page": Kind(_("Any other page"), StandardPage, HomePage),
}


def page_words(word: str, code: str, *, title: str, city: str) -> dict[str, Any]:
    """{title, search_description, body, …} of a new page of this kind in this language."""
    words, kind = WORDS[code][word], KINDS[word]
    said = {"title": title, "city": city}
    found = {
        "title": words["title"].format(**said),
        "search_description": words.get("description", "").format(**said),
        "body": [(name, filled(value, escape(city))) for name, value in words["body"]],
    }
    return found | ({kind.lead: words["lead"].format(**said)} if kind.lead else {})


def filled(value: Any, city: str) -> Any:
    """The value of a block, with the name of the place in its words."""
    if isinstance(value, dict):
        return {name: filled(inner, city) for name, inner in value.items()}
    if isinstance(value, list):
        return [asked(*row) for row in value]
    return value.format(city=city)
