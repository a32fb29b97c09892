"""What is shared of the site: who we are, a picture of each call, an address for walls, a sheet to print."""

import json
import re
from collections.abc import Iterator
from io import BytesIO

from bs4 import BeautifulSoup
from PIL import Image

from tests.faults.report import Line, none_of
from tests.site.answers import mapped
from tests.site.place import Site

CALL = re.compile(r"/(?:fr|nl|en)/devenir-mentor/[^/]+/")
HOMES = ("/fr/", "/nl/", "/en/")
PICTURE = (1200, 630)


def check_sharing(site: Site) -> Iterator[Line]:
    """Calls of the map, one after the other, in every language."""
    unsaid = [path for path in HOMES if not says_who(site.ask(path).body)]
    yield none_of("home, 3 languages", "does not say who we are (JSON-LD)", len(unsaid), f"{len(HOMES)} pages")
    paths = [path for path in sorted(mapped(site)) if CALL.fullmatch(path)]
    pages = {path: BeautifulSoup(site.ask(path).body, "html.parser") for path in paths}
    pictures = {path: page.select_one("meta[property='og:image']")["content"] for path, page in pages.items()}
    wrong = [path for path, address in pictures.items() if not is_picture(site, address.removeprefix(site.base))]
    yield none_of("calls", f"without a picture of {PICTURE[0]} × {PICTURE[1]}", len(wrong), f"{len(paths)} pages")
    alone = len(pictures) - len(set(pictures.values()))
    yield none_of("calls", "that share another’s picture", alone, f"{len(paths)} pages")
    keys = {found[1]: path for path, page in pages.items() if path.startswith("/fr/") and (found := form_of(page))}
    astray = [key for key, path in keys.items() if site.ask(f"/a/{key}/").headers.get("location") != path]
    yield none_of("calls", "whose short address leads elsewhere", len(astray), f"{len(keys)} open calls")
    bare = [key for key in keys if not is_sheet(site, key)]
    yield none_of("calls", "whose sheet has no square, or no address", len(bare), f"{len(keys)} open calls")


def says_who(body: bytes) -> bool:
    """Whether a page carries the association: its name, its number, its picture."""
    scripts = BeautifulSoup(body, "html.parser").select("script[type='application/ld+json']")
    found = [json.loads(script.string) for script in scripts]
    return any(one.get("@type") == "NGO" and one["name"] and one["telephone"] and one["logo"] for one in found)


def is_picture(site: Site, path: str) -> bool:
    """Whether a picture of the right size lies there."""
    answer = site.ask(path)
    return answer.status == 200 and Image.open(BytesIO(answer.body)).size == PICTURE


def form_of(page: BeautifulSoup) -> re.Match[str] | None:
    """The number of the call that a page's form applies to."""
    form = page.select_one("form[action*='/candidature/']")
    return re.search(r"/candidature/(\d+)/", form["action"]) if form else None


def is_sheet(site: Site, key: str) -> bool:
    """Whether the call's poster carries a square and the address below it."""
    sheet = BeautifulSoup(site.ask(f"/fr/affiche/{key}/").body, "html.parser").select_one(".poster")
    return sheet is not None and sheet.select_one("svg path") is not None and f"/a/{key}" in sheet.get_text()
