"""What a page says of itself to search engines and to whoever shares it; every word goes through a serialiser."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hub.links import absolute

LOCALES = {"fr": "fr_FR", "nl": "nl_NL", "en": "en_GB"}
# JSON may write any sign as its number: so none of these can end the element, or be taken for markup.
AS_NUMBERS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def linked_data(data: dict[str, Any]) -> SafeString:
    """A <script> of JSON-LD: data, which a browser never runs, so that the policy on scripts lets it be."""
    text = json.dumps(data, ensure_ascii=False).translate(AS_NUMBERS)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


def language() -> str:
    """The reader's language."""
    return (get_language() or "fr")[:2]


@dataclass(frozen=True)
class Tags:
    """The head of one page in one language.

    `path` is its own; `others` the paths of all languages it exists in, by code; `data` is schema.org's.
    """

    title: str
    description: str
    path: str
    others: dict[str, str] = field(default_factory=dict)
    image: str = ""
    image_alt: str = ""
    data: dict[str, Any] | None = None

    @property
    def url(self) -> str:
        """The one address of this page."""
        return absolute(self.path)

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """[(language, address)]; whoever reads none of ours is sent to French, the association's own."""
        others = {code: absolute(path) for code, path in sorted(self.others.items())}
        fallback = others.get(settings.LANGUAGE_CODE)
        return [*others.items(), *([("x-default", fallback)] if fallback else [])]

    @property
    def picture(self) -> str:
        """The address of its picture: its own, or the association's."""
        return absolute(self.image or reverse("share_picture", args=[language()]))

    @property
    def picture_alt(self) -> str:
        """What that picture shows."""
        return self.image_alt or _("Le Banc: two people of different generations on a bench.")

    @property
    def locale(self) -> str:
        """The language as OpenGraph names it."""
        return LOCALES[language()]

    @property
    def other_locales(self) -> list[str]:
        """The other languages of the page, the same way."""
        return [LOCALES[code] for code in sorted(self.others) if code != language()]

    @property
    def script(self) -> SafeString:
        """The JSON-LD, or nothing."""
        return linked_data(self.data) if self.data else SafeString("")


def in_every_language(path: str) -> dict[str, str]:
    """The paths of a page that exists in every language: only their beginnings differ."""
    rest = path.lstrip("/").partition("/")[2]
    return {code: f"/{code}/{rest}" for code, _name in settings.LANGUAGES}
