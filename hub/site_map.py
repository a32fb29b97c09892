"""The map of the public pages for search engines (sitemaps.org), with each page's other languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.conf import settings

from hub.links import absolute

SITEMAP, XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
register_namespace("", SITEMAP)
register_namespace("xhtml", XHTML)


@dataclass(frozen=True)
class Listed:
    """One public page in the languages it exists in: {language: path}, and when it last changed."""

    paths: dict[str, str]
    changed: datetime | None = None


def draw_map(listed: Iterable[Listed]) -> bytes:
    """One <url> per page and language, each naming all of them."""
    root = Element(f"{{{SITEMAP}}}urlset")
    for page in listed:
        links = {code: absolute(path) for code, path in sorted(page.paths.items())}
        fallback = links.get(settings.LANGUAGE_CODE)
        for own in links.values():
            url = SubElement(root, f"{{{SITEMAP}}}url")
            SubElement(url, f"{{{SITEMAP}}}loc").text = own
            if page.changed is not None:
                SubElement(url, f"{{{SITEMAP}}}lastmod").text = page.changed.isoformat(timespec="seconds")
            for code, other in [*links.items(), *([("x-default", fallback)] if fallback else [])]:
                SubElement(url, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": code, "href": other})
    return tostring(root, encoding="utf-8", xml_declaration=True)
