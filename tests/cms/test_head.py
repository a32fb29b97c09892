"""What pages say of themselves: each tag, JSON-LD as a reader of it understands it, the map, a call's picture."""

import json
import re
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image
from pyld import jsonld

from cms.models import CallPage, StandardPage
from events.models import Event
from hub.cards import draw_card
from hub.db import write
from hub.qr import draw_code
from hub.tags import linked_data
from tests.cast import NOW, session

PAGE = "/fr/devenir-mentor/lille/"
SCHEMA = "https://schema.org/"
# What schema.org's own context says, as far as we use it: this machine asks nobody.
TERMS = {"@vocab": SCHEMA, "url": {"@type": "@id"}, "image": {"@type": "@id"}, "logo": {"@type": "@id"}}


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def base(settings):
    """The address that tags begin with."""
    return settings.HUB_URL


def soup(path: str) -> BeautifulSoup:
    """A page as a reader of HTML understands it."""
    answer = Client().get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def meta(page: BeautifulSoup) -> dict[str, str]:
    """The named and OpenGraph's tags."""
    return {tag.get("name") or tag.get("property"): tag["content"] for tag in page.select("meta[content]")}


def links(page: BeautifulSoup) -> dict[str, str]:
    """{language: address} of the alternates, and the canonical one."""
    found = {tag["hreflang"]: tag["href"] for tag in page.select("link[rel=alternate][hreflang]")}
    return {**found, "canonical": page.select_one("link[rel=canonical]")["href"]}


def offline(_url: str, _options: dict) -> dict:
    """Schema.org's context, from here."""
    return {
        "contextUrl": None,
        "documentUrl": SCHEMA,
        "document": {"@context": TERMS},
        "contentType": "application/json",
    }


def understood(page: BeautifulSoup) -> list[dict]:
    """The things that the page's JSON-LD is about, every term spelt out."""
    text = page.select_one("script[type='application/ld+json']").string
    return jsonld.expand(json.loads(text), {"documentLoader": offline})


def said(thing: dict, *terms: str) -> object:
    """The first value at the end of these terms."""
    for term in terms:
        thing = thing[SCHEMA + term][0]
    return thing.get("@value", thing.get("@id"))


def test_a_call_says_who_it_is_in_each_language(cast, base):
    page = soup(PAGE)
    told = meta(page)

    assert links(page) == {
        "canonical": base + PAGE,
        "fr": base + PAGE,
        "nl": base + "/nl/devenir-mentor/lille/",
        "en": base + "/en/devenir-mentor/lille/",
        "x-default": base + PAGE,
    }
    assert (told["og:title"], told["og:description"], told["description"]) == ("Devenez mentor", *["Deux heures."] * 2)
    assert (told["og:locale"], told["og:url"]) == ("fr_FR", base + PAGE)
    assert told["og:image:alt"].startswith("Devenez mentor. Lille. Promotion de janvier 2027")


def test_a_translation_that_is_not_live_is_not_named(cast):
    CallPage.objects.get(locale__language_code="nl").unpublish()

    assert "nl" not in links(soup(PAGE))


def test_the_sessions_of_a_call_are_events_with_the_seats_of_the_form(cast, base):
    with write():
        Event.objects.filter(pk=cast.sessions[0].pk).update(title='</script><b>&"é')
    first, second = understood(soup(PAGE))

    assert first["@type"] == [SCHEMA + "Event"]
    assert said(first, "name") == '</script><b>&"é'
    assert said(first, "startDate") == "2026-12-01T18:00:00+01:00"
    assert said(first, "eventStatus") == SCHEMA + "EventScheduled"
    assert said(first, "eventAttendanceMode") == SCHEMA + "OfflineEventAttendanceMode"
    assert said(first, "location", "address", "addressCountry") == "FR"
    assert said(first, "offers", "price") == "0"
    assert said(first, "offers", "availability") == SCHEMA + "InStock"
    assert said(first, "organizer", "name") == "Le Banc"
    assert said(first, "remainingAttendeeCapacity") == 10
    assert said(second, "eventAttendanceMode") == SCHEMA + "MixedEventAttendanceMode"
    assert [place["@type"][0] for place in second[SCHEMA + "location"]] == [
        SCHEMA + "Place",
        SCHEMA + "VirtualLocation",
    ]
    assert "visio.cast.example" not in str(second)


def test_an_event_that_does_not_take_place_says_so(cast):
    Event.objects.filter(pk=cast.sessions[1].pk).update(status=Event.Status.CANCELLED)

    page = soup(f"/en/agenda/{cast.sessions[1].pk}/")

    (found,) = understood(page)
    assert said(found, "eventStatus") == SCHEMA + "EventCancelled"
    assert found["@id"].endswith(f"/en/agenda/{cast.sessions[1].pk}/")
    assert meta(page)["og:description"].startswith("Thursday 10\xa0December 2026, 12.30\xa0pm")
    assert set(links(page)) == {"canonical", "fr", "nl", "en", "x-default"}


def test_an_event_that_was_moved_says_since_when_and_whether_it_is_online_now(cast):
    event = cast.sessions[1]
    as_planned = {"mode": "in_person", "wall_start": "2026-12-09T18:00", "wall_end": "2026-12-09T19:30"}
    Event.objects.filter(pk=event.pk).update(mode=Event.Mode.ONLINE, before=as_planned, moved_at=NOW)

    (found,) = understood(soup(f"/fr/agenda/{event.pk}/"))

    told = [one["@value"] for one in found[SCHEMA + "eventStatus"]]
    assert told == [SCHEMA + "EventRescheduled", SCHEMA + "EventMovedOnline"]
    assert said(found, "previousStartDate") == "2026-12-09T18:00:00+01:00"
    Event.objects.filter(pk=event.pk).update(before={"place": "Antenne"})
    (found,) = understood(soup(f"/fr/agenda/{event.pk}/"))
    assert said(found, "eventStatus") == SCHEMA + "EventScheduled"


@pytest.mark.parametrize(
    ("before", "told", "since"),
    [
        ({"wall_start": "2026-12-10T12:30", "wall_end": "2026-12-10T14:00"}, "EventScheduled", []),
        ({"place": "Café des Halles", "address": ""}, "EventScheduled", []),
        ({"zone": "Indian/Reunion"}, "EventRescheduled", ["2026-12-10T12:30:00+04:00"]),
    ],
)
def test_it_is_its_beginning_that_was_moved_or_not(cast, before, told, since):
    event = cast.sessions[1]
    Event.objects.filter(pk=event.pk).update(before=before, moved_at=NOW)

    (found,) = understood(soup(f"/fr/agenda/{event.pk}/"))

    assert said(found, "eventStatus") == SCHEMA + told
    assert [one["@value"] for one in found.get(SCHEMA + "previousStartDate", [])] == since


@pytest.mark.parametrize("path", ["plan/", "lettre/", "agenda/abonnement/"])
def test_a_page_that_no_editor_writes_says_what_it_is(cast, base, path):
    page = soup(f"/nl/{path}")

    named = {code: f"{base}/{code}/{path}" for code in ("fr", "nl", "en")}
    assert links(page) == {"canonical": named["nl"], **named, "x-default": named["fr"]}
    assert meta(page)["og:locale"] == "nl_NL" and len(meta(page)["og:description"]) > 20


def test_the_home_page_says_who_we_are(cast, base):
    page = soup("/nl/")

    (found,) = understood(page)
    assert (found["@type"], said(found, "telephone")) == ([SCHEMA + "NGO"], "+33199000001")
    assert meta(page)["og:image"] == f"{base}/partage/nl.png"


def test_nothing_ends_the_element_it_stands_in():
    text = str(linked_data({"name": "</script><!--\u2028 & é"}))

    inside = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', text)
    assert inside is not None and not set("<>&\u2028") & set(inside[1])
    assert json.loads(inside[1]) == {"name": "</script><!--\u2028 & é"}


def test_the_map_lists_what_anybody_may_read_and_nothing_else(cast, base, django_assert_num_queries):
    hidden = CallPage.objects.get(locale__language_code="en")
    hidden.unpublish()
    private = session(cast, "2026-12-03")
    Event.objects.filter(pk=private.pk).update(audience="mentors")
    Client().get("/sitemap.xml")
    with django_assert_num_queries(3):
        answer = Client().get("/sitemap.xml")

    root = ET.fromstring(answer.content)  # noqa: S314  # our own
    names = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    found = {url.findtext("m:loc", "", names): url for url in root.findall("m:url", names)}
    wanted = {f"/{code}/" for code in ("fr", "nl", "en")} | {f"/{code}/devenir-mentor/" for code in ("fr", "nl", "en")}
    wanted |= {PAGE, "/nl/devenir-mentor/lille/"}
    wanted |= {f"/{code}/{path}/" for code in ("fr", "nl", "en") for path in ("agenda", "agenda/abonnement", "plan")}
    wanted |= {f"/{code}/agenda/{event.pk}/" for code in ("fr", "nl", "en") for event in cast.sessions}
    assert set(found) == {base + path for path in wanted}
    call = found[base + PAGE]
    others = {link.get("hreflang"): link.get("href") for link in call.findall("x:link", names)}
    assert others == {"fr": base + PAGE, "nl": base + "/nl/devenir-mentor/lille/", "x-default": base + PAGE}
    assert call.findtext("m:lastmod", "", names).startswith("20")
    assert f"Sitemap: {base}/sitemap.xml" in Client().get("/robots.txt").content.decode()


def test_a_call_has_a_picture_whose_address_changes_with_its_words(cast, base):
    first = meta(soup(PAGE))["og:image"].removeprefix(base)
    answer = Client().get(first)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "public, max-age=31536000"
    with Image.open(BytesIO(answer.content)) as image:
        assert image.size == (1200, 630)
    assert len(answer.content) < 60_000

    page = CallPage.objects.get(locale__language_code="fr")
    page.title = "Devenez mentor à Lille"
    page.save_revision().publish()
    second = meta(soup(PAGE))["og:image"].removeprefix(base)
    assert second != first
    drawn = draw_card.cache_info().misses
    assert Client().get(first)["Location"] == second
    assert draw_card.cache_info().misses == drawn, "whoever guesses an address has nothing drawn"
    page.unpublish()
    assert Client().get(second).status_code == 404


def test_a_page_without_a_description_has_one(cast):
    home = CallPage.objects.get(locale__language_code="fr").get_parent().get_parent()
    home.add_child(instance=StandardPage(title="Contact", slug="contact", locale=home.locale))

    assert meta(soup("/fr/contact/"))["description"].startswith("Des mentors")


def test_a_closed_call_offers_no_session(cast, clock):
    clock.shift(timedelta(days=41))

    assert soup(PAGE).select("script[type='application/ld+json']") == []


def test_a_call_has_an_address_for_walls_and_a_sheet_that_carries_it(cast, base):
    short = f"/a/{cast.call.pk}/"
    browser = Client()

    assert browser.get(short)["Location"] == PAGE
    assert browser.get(f"{short}?source=affiche")["Location"] == f"{PAGE}?source=affiche"
    assert browser.get(f"{short}?source=//evil.example")["Location"] == PAGE
    assert browser.get(short, headers={"Accept-Language": "nl"})["Location"].startswith("/nl/")
    assert browser.get("/a/999999/", follow=True).status_code == 404
    sheet = browser.get(f"/fr/affiche/{cast.call.pk}/")
    text = BeautifulSoup(sheet.content, "html.parser").select_one(".poster").get_text(" ", strip=True)
    for words in ("Devenez mentor", "Deux heures.", base.partition("://")[2] + short.rstrip("/"), "03 53 01 00 01"):
        assert words in text.replace("\xa0", " ")
    assert (sheet["X-Robots-Tag"], draw_code(f"{base}{short}?source=affiche").path in sheet.content.decode()) == (
        "noindex",
        True,
    )
    CallPage.objects.get(locale__language_code="nl").unpublish()
    french = browser.get(short, headers={"Accept-Language": "nl"})["Location"]
    assert (french, browser.get(french)["Content-Language"]) == (PAGE.replace("/fr/", "/nl/"), "fr")
    assert '<article class="poster" lang="fr"' in browser.get(f"/nl/affiche/{cast.call.pk}/").content.decode()


def test_an_editor_finds_the_poster_beside_the_page(cast, signed_in):
    page = CallPage.objects.get(locale__language_code="nl")

    text = signed_in("editor").get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert f"/nl/affiche/{cast.call.pk}/" in text
