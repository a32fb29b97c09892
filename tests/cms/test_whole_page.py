"""A page of every kind of block, each several times: what it asks the database, and that each shows what it names."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms import models
from cms.blocks.body import BodyBlock
from cms.models import CallIndexPage, CallPage, HomePage, SiteDocument, SiteImage, StandardPage
from cms.models.states import CallState
from cms.referents import referent_of
from cms.sizes import SPECS
from cms.views.shown import listed_calls, next_dates, show_call, show_listed, show_together
from community.models import Audience
from events.models import Event
from tests.cast import NOW, session
from tests.cms.test_picture_sizes import folder  # noqa: F401  # uploads lie in a folder of the test's own
from tests.community.pictures import picture

MOST = 12
ITEMS = [{"title": "Une séance", "text": "En groupe."}, {"title": "Un entretien", "text": "Une heure."}]


def named(number: int) -> dict:
    """Pictures, files, words and pages of this number alone."""
    image = SiteImage.objects.create(
        title=f"Photo {number}", file=ContentFile(picture(width=1700, height=90 + number), f"p{number}.jpg")
    )
    logo = SiteImage.objects.create(
        title=f"Logo {number}", file=ContentFile(picture(width=500, height=100 + number), f"l{number}.jpg")
    )
    home = HomePage.objects.get(locale__language_code="fr")
    page = home.add_child(instance=StandardPage(title=f"Page {number}", slug=f"page-{number}", locale=home.locale))
    papers = {
        end: SiteDocument.objects.create(title=f"{end} {number}", file=ContentFile(b"x%d" % number, f"{number}.{end}"))
        for end in ("webm", "vtt", "pdf", "odt")
    }
    said = [
        models.Testimony.objects.create(
            name=f"Hélène {number}{half}",
            quote={"fr": "Il fallait."},
            consent_on="2026-03-14",
            portrait=face,
            portrait_alt={"fr": "Une femme aux cheveux gris"},
        )
        for half, face in zip("abc", (image, logo, None), strict=True)
    ]
    return {"image": image, "logo": logo, "page": page, "said": said, **papers}


def blocks_of(one: dict) -> list[tuple[str, object]]:
    """(kind, value) of each block there is, with what is named."""
    link = f'<p><a linktype="page" id="{one["page"].pk}">La suite de tout</a> et <a linktype="document" id="{one["odt"].pk}">la fiche {one["odt"].pk}</a>.</p>'
    film = {"title": "Un rendez-vous", "video": one["webm"], "poster": one["image"], "captions": one["vtt"]}
    logo = {"image": one["logo"], "decorative": True}
    side = [("text", link), ("callout", {"title": "Vous hésitez ?", "text": link})]
    return [
        ("intro", {"title": "Tous", "lead": "…", "primary_label": "Lire la page", "primary_page": one["page"], "next_session": True}),
        ("text", link),
        ("picture", {"image": one["image"], "decorative": False, "alt_text": "Deux personnes"}),
        ("testimony", {"testimony": one["said"][0]}),
        ("figures", {"counted": [{"figure": "branches"}]}),
        ("steps", {"items": ITEMS}),
        ("accordion", {"items": [{"question": "Combien ?", "answer": link}]}),
        ("callout", {"title": "Vous hésitez ?", "text": link}),
        ("calls", {"heading": "Appels", "limit": 3}),
        ("sessions", {"heading": "Séances", "limit": 3, "kind": "information"}),
        ("sessions", {"heading": "Apéros", "limit": 3, "kind": "apero", "branch": "lille"}),
        ("button", {"label": "Lire la page", "page": one["page"]}),
        ("video", {**film, "transcript": "<p>Ils se parlent.</p>"}),
        ("partners", {"heading": "Avec nous", "items": [{"logo": logo, "name": "La Passerelle"}]}),
        ("file", one["pdf"]),
        ("columns", {"left": [*side, ("testimony", {"testimony": one["said"][1]})],
                     "right": [*side, ("testimony", {"testimony": one["said"][2]})]}),
    ]  # fmt: skip


@pytest.fixture
def page_of(cast, clock):
    """page_of(blocks) is the address of a page of these blocks; the next one's blocks take their place."""
    home = HomePage.objects.get(locale__language_code="fr")
    page = home.add_child(instance=StandardPage(title="Tout", slug="tout", locale=home.locale))

    def put(blocks):
        page.body = blocks
        page.save_revision().publish()
        return page.url_path

    return put


def asked(path: str) -> int:
    """How often the page asks the database, once what never changes is known."""
    Client().get(path)
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


def test_a_page_of_every_block_asks_as_often_for_one_of_each_as_for_three(page_of, record_property):
    each = [blocks_of(named(number)) for number in range(1, 4)]
    assert {kind for kind, _value in each[0]} == set(BodyBlock().child_blocks)

    counts = [asked(page_of([block for blocks in each[:many] for block in blocks])) for many in (1, 2, 3)]

    record_property("figure", f"{max(counts)} at most")
    record_property("bound", f"≤ {MOST}")
    assert counts == [MOST] * 3


def test_so_does_one_where_nothing_that_it_leads_to_is_translated(cast, clock):
    CallPage.objects.get(locale__language_code="nl").unpublish()
    home = HomePage.objects.get(locale__language_code="nl")
    page = home.add_child(instance=StandardPage(title="Alles", slug="alles", locale=home.locale))
    page.body = blocks_of(named(1))
    page.save_revision().publish()

    shown = BeautifulSoup(Client().get(page.url_path).content, "html.parser")

    assert asked(page.url_path) == MOST
    assert len(shown.select('main a[hreflang="fr"]')) > 3, "the call, and pages in buttons and texts"


def test_so_does_one_that_is_read_in_another_language_than_was_asked_for(page_of):
    path = page_of(blocks_of(named(1))).removeprefix("/fr")
    page = StandardPage.objects.get(slug="tout")
    counts = [asked(f"/nl{path}")]

    page.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()
    counts.append(asked(f"/nl{path}"))

    assert counts == [MOST] * 2


@pytest.mark.parametrize("days", [0, 60])
def test_so_does_a_call_s_own_page_whether_it_is_open_or_closed(cast, clock, days):
    page = CallPage.objects.get(locale__language_code="fr")
    each = [blocks_of(named(number)) for number in range(1, 4)]
    counts = []

    for many in (1, 2, 3):
        page.body = [block for blocks in each[:many] for block in blocks]
        page.save_revision().publish()
        clock.shift(days * 24 * 3600 if many == 1 else 0)
        counts.append(asked(page.url_path))

    assert counts == [MOST] * 3


def test_a_call_read_with_the_others_says_the_same_as_alone(cast, clock):
    page = CallPage.objects.get(locale__language_code="fr")
    for hour in (NOW, NOW + timedelta(days=60)):
        own, listed, _dates = show_together(page, "fr", (), hour)

        alone = show_call(page, hour)
        facts = ("call", "page", "state", "sessions", "ways", "training_days", "seats_left", "missing")
        assert [getattr(own, name) for name in facts] == [getattr(alone, name) for name in facts]
        assert [one.call for one in listed] == [one.call for one in listed_calls("fr", hour)]
        told = [one.call.referent.full_name for one in (own, alone)]
        assert told == [referent_of(cast.call, hour).full_name] * 2
    assert alone.state == CallState.CLOSED


def test_each_block_shows_what_it_names(page_of):
    both = [named(1), named(2)]

    page = BeautifulSoup(Client().get(page_of([*blocks_of(both[0]), *blocks_of(both[1])])).content, "html.parser")

    links = [link["href"] for link in page.select("main a[href]")]
    for one in both:
        # Seven texts, the introduction and the button; the file itself stands alone.
        assert links.count(one["page"].url_path) == 9
        assert (links.count(one["odt"].url), links.count(one["pdf"].url)) == (7, 1)
        film = page.select_one(f'source[src="{one["webm"].url}"]').parent
        assert film.track["src"] == one["vtt"].url
        assert film["poster"] == one["image"].get_rendition("format-jpeg|width-960").url
        logo = one["logo"].get_rendition("format-jpeg|width-480").url
        assert page.select_one(f'.partners img[src="{logo}"]')["alt"] == ""
        assert all(said.name in page.text for said in one["said"])


def test_a_picture_that_stands_on_a_page_twice_has_its_own_words_each_time(page_of):
    key = named(1)["image"].pk
    words = ["Deux personnes", "Un banc"]
    blocks = [
        ("picture", {"image": SiteImage.objects.get(pk=key), "decorative": False, "alt_text": alt}) for alt in words
    ]
    logo = {"logo": {"image": SiteImage.objects.get(pk=key), "decorative": True}, "name": "La Passerelle"}

    page = BeautifulSoup(
        Client().get(page_of([*blocks, ("partners", {"heading": "Avec nous", "items": [logo]})])).content, "html.parser"
    )

    assert [shown["alt"] for shown in page.select("main picture img")] == [*words, ""]


def test_what_is_gone_is_left_out_and_a_picture_without_sizes_gets_them(page_of):
    kept, gone = named(1), named(2)
    path = page_of([*blocks_of(kept), *blocks_of(gone)])
    kept["image"].renditions.all().delete()
    for one in (gone["odt"], gone["page"], gone["image"]):
        type(one).objects.filter(pk=one.pk).delete()

    page = BeautifulSoup(Client().get(path).content, "html.parser")

    assert len(page.select("figure.picture img")) == 1
    assert kept["image"].renditions.count() == len(SPECS)
    assert [link.text for link in page.select("main a:not([href])")] == [
        "La suite de tout",
        f"la fiche {gone['odt'].pk}",
    ] * 7


def test_calls_and_lists_read_together_say_the_same_as_each_alone(cast, clock):
    closed, members, other, training = (session(cast, f"2026-12-0{day}") for day in (2, 3, 4, 5))
    Event.objects.filter(pk=closed.pk).update(closes_at=NOW)
    Event.objects.filter(pk=members.pk).update(audience=Audience.MENTORS)
    Event.objects.filter(pk=other.pk).update(kind=Event.Kind.APERO)
    Event.objects.filter(pk=training.pk).update(kind=Event.Kind.TRAINING)
    wishes = [(kind, branch) for kind in Event.Kind for branch in ("", "lille", "bruxelles")]

    calls, dates = show_listed("fr", wishes, NOW)

    alone = listed_calls("fr", NOW)
    assert [(one.call, one.sessions, one.ways, one.training_days) for one in calls] == [
        (one.call, one.sessions, one.ways, one.training_days) for one in alone
    ]
    assert calls[0].sessions and calls[0].training_days
    assert dates == next_dates(wishes, NOW)
    assert closed in {way.event for way in dates["information", ""]} - set(calls[0].sessions)
    assert members not in {way.event for ways in dates.values() for way in ways}
    assert [way.event for way in dates["apero", "lille"]] == [other]
    assert {way.event for way in dates["training", ""]} >= {training}


def test_pages_of_another_language_lead_to_the_reader_s_and_ask_nothing_more(cast, clock):
    home = HomePage.objects.get(locale__language_code="nl")
    french = list(CallPage.objects.filter(locale__language_code="fr"))
    index = CallIndexPage.objects.get(locale__language_code="fr")
    dutch = {page.pk: page.get_translation(home.locale) for page in [*french, index]}
    links = [("button", {"label": "Lees alles", "page": page}) for page in [*french, index]]
    text = "".join(f'<p><a linktype="page" id="{key}">Lees alles van {key}</a></p>' for key in dutch)
    counts = []
    for body in (links[:1], [*links, ("text", text)]):
        home.body = body
        home.save_revision().publish()
        counts.append(asked("/nl/"))

    CallIndexPage.objects.filter(pk=dutch[index.pk].pk).update(live=False)
    shown = BeautifulSoup(Client().get("/nl/").content, "html.parser").select("main a[href]")

    assert counts[0] == counts[1]
    hrefs = [link["href"] for link in shown]
    assert all(hrefs.count(dutch[page.pk].url_path) == 2 for page in french)
    told = [link.get("hreflang") for link in shown if link["href"] == dutch[index.pk].url_path]
    assert (told, hrefs.count(index.url_path)) == (["fr", "fr"], 0), "read below the reader's own language, and said so"
