"""What public pages answer to plain requests: every page of the map, in every language."""

import json
import re
import time
from collections.abc import Iterator
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup

from tests.faults.report import Line, none_of
from tests.site.place import Answer, Site

NAMES = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
NEWEST = 5
WHERE = "every public page"


def mapped(site: Site) -> dict[str, dict[str, str]]:
    """{path: {language: path}} of all that the map lists."""
    root = ET.fromstring(site.ask("/sitemap.xml").body)  # noqa: S314  # our own
    return {
        url.findtext("m:loc", "", NAMES).removeprefix(site.base): {
            link.get("hreflang", ""): link.get("href", "").removeprefix(site.base)
            for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("m:url", NAMES)
    }


def seconds_kept(answer: Answer) -> int:
    """For how long a shared cache may show it, fresh and stale together; a large number where it says nothing."""
    told = dict(re.findall(r"([\w-]+)=(\d+)", answer.headers.get("cache-control", "")))
    return int(told.get("s-maxage", 999)) + int(told.get("stale-while-revalidate", 999))


def check_answers(site: Site) -> Iterator[Line]:
    """Status, cookies, policy, caches, tags, one page after the other."""
    pages = mapped(site)
    paths = sorted(pages)[:: 6 if site.short else 1]
    found = {path: site.ask(path) for path in paths}
    of = f"{len(paths)} pages"
    yield none_of(WHERE, "in the map, but not 200", sum(one.status != 200 for one in found.values()), of)
    yield none_of(WHERE, "cookies set for a visitor", sum("set-cookie" in one.headers for one in found.values()), of)
    weak = [one for one in found.values() if "unsafe" in one.headers.get("content-security-policy", "unsafe")]
    yield none_of(WHERE, "policy missing, or with unsafe-*", len(weak), of)
    longest = max(seconds_kept(one) for one in found.values())
    public = all("public" in one.headers["cache-control"] and "etag" in one.headers for one in found.values())
    yield Line(WHERE, "public, s-maxage + stale", f"{longest} s", "≤ 5 s, with ETag", public and longest <= 5)
    plain = [path for path, one in found.items() if b'name="stamp"' not in one.body]
    again = [site.ask(path, If_None_Match=found[path].headers["etag"]).status for path in plain[:20]]
    yield none_of(WHERE, "asked again by tag, not 304", sum(status != 304 for status in again), f"{len(again)}")
    yield from check_heads(site, pages, found)


def check_heads(site: Site, pages: dict[str, dict[str, str]], found: dict[str, Answer]) -> Iterator[Line]:
    """Canonical, other languages, OpenGraph, JSON-LD."""
    wrong, silent, unread, whole, wanting = [], [], [], 0, []
    for path, answer in found.items():
        page = BeautifulSoup(answer.body, "html.parser")
        others = {tag["hreflang"]: tag["href"] for tag in page.select("link[rel=alternate][hreflang]")}
        canonical = page.select_one("link[rel=canonical]")
        if canonical is None or canonical["href"] != site.base + path:
            wrong.append(path)
        if {code: href.removeprefix(site.base) for code, href in others.items()} != pages[path]:
            wrong.append(path)
        told = {tag.get("property"): tag.get("content") for tag in page.select("meta[property^=og]")}
        if not all(told.get(f"og:{name}") for name in ("title", "description", "url", "image", "locale")):
            silent.append(path)
        for script in page.select("script[type='application/ld+json']"):
            try:
                data = json.loads(script.string)
            except ValueError:
                unread.append(path)
                continue
            events = [one for one in data.get("@graph", [data]) if one.get("@type") == "Event"]
            whole += len(events)
            wanting += [one["@id"] for one in events if not complete(one)]
    of = f"{len(found)} pages"
    yield none_of(WHERE, "canonical or hreflang not as the map", len(wrong), of)
    yield none_of(WHERE, "without OpenGraph's five", len(silent), of)
    yield none_of(WHERE, "JSON-LD that does not parse", len(unread), of)
    fine = not wanting and whole > 0
    yield Line(WHERE, "events: status, mode, place, 0 €", f"{len(wanting)} of {whole} want one", "0 of ≥ 1", fine)


def complete(event: dict) -> bool:
    """Whether it has what the look asks of an event."""
    told = all(event.get(name) for name in ("eventStatus", "eventAttendanceMode", "location", "startDate"))
    return told and event["offers"]["price"] == "0"


def check_freshness(site: Site) -> Iterator[Line]:
    """A seat is taken by the form of the call, through nginx; visitors, who keep asking, see it."""
    path = site.pages["call"]
    first = BeautifulSoup(site.ask(path).body, "html.parser")
    form = next(one for one in first.select("form") if one.select_one("input[type=email]"))
    fields = {tag["name"]: tag.get("value", "") for tag in form.select("input[type=hidden]")}
    choice = form.select_one("input[type=radio]")
    who = {"first_name": "Odile", "last_name": "Martin", "email": "odile.martin@mail.example", "over_fifty": "on"}
    before = seats(site.ask(path).text)
    body = urlencode({**fields, **who, choice["name"]: choice["value"]}).encode()
    answer = site.ask(form["action"], body, Origin=site.base)
    start = time.monotonic()
    while (changed := seats(site.ask(path).text)) == before and time.monotonic() - start < 3 * NEWEST:
        time.sleep(0.05)
    took = time.monotonic() - start
    fine = answer.status == 302 and changed != before and took <= NEWEST
    yield Line("behind nginx", "a seat taken is shown after", f"{took:.1f} s", f"≤ {NEWEST} s", fine)


def seats(text: str) -> list[str]:
    """The seats a call's page says are left."""
    return re.findall(r"(\d+) places?(?: libres?)?\.", text)
