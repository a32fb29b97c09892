"""What every public page keeps to, however much it shows: few queries, no cookie, our policy, and a moment in any cache."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms import models
from cms.figures import FIGURES
from cms.models import Call, CallIndexPage, CallPage, HomePage, ResourceIndexPage
from community.models import Audience
from events.actions.seats import register
from events.models import Event
from tests.cast import NOW, session
from tests.cms.library import lay_sheet, open_searched_library
from tests.events.series import plan_apero
from tests.events.test_feeds import add
from tests.events.test_removals import link_of, sent
from tests.stage import recall
from workshops.actions.promotions import open_promotion

PAGES = [
    "/fr/",
    "/fr/devenir-mentor/",
    "/fr/devenir-mentor/lille/",
    "/fr/agenda/",
    "/fr/agenda/?mois=2026-12&vue=mois",
    "/fr/agenda/abonnement/",
    "event",
    "series",
    "/sitemap.xml",
    "/fr/ressources/",
    "/fr/ressources/public/",
    "/fr/plan/",
    "/fr/trouver/?mots=fiche",
    "/nl/plan/",
    "/nl/trouver/?mots=fiche",
]
# The same with one call and two sessions, with three, and with fifty; and with as many more sheets.
QUERIES = {
    "/fr/": 8,
    "/fr/devenir-mentor/": 8,
    "/fr/devenir-mentor/lille/": 7,
    "/fr/agenda/": 5,
    "/fr/agenda/?mois=2026-12&vue=mois": 5,
    "/fr/agenda/abonnement/": 4,
    "event": 6,
    "series": 7,
    "/sitemap.xml": 3,
    "/fr/ressources/": 6,
    "/fr/ressources/public/": 6,
    "/fr/plan/": 3,
    "/fr/trouver/?mots=fiche": 5,
    "/nl/plan/": 5,
    "/nl/trouver/?mots=fiche": 7,
}


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def home(cast):
    """The home page shows the calls and the sessions; the library has a sheet for each audience; an apéro is in a series."""
    recall("shown to visitors", lambda: lay_out(cast))
    return HomePage.objects.get(locale__language_code="fr")


def lay_out(cast) -> None:
    """All that."""
    open_searched_library(cast, NOW)
    plan_apero(cast, NOW)
    page = HomePage.objects.get(locale__language_code="fr")
    index = CallIndexPage.objects.get(locale__language_code="fr")
    intro = {"title": "Bonjour", "lead": "…", "primary_label": "Voir", "secondary_label": "Lire", "next_session": True}
    buttons = {"primary_page": index, "secondary_page": CallPage.objects.get(locale=page.locale)}
    page.body = [("intro", {**intro, **buttons}), ("calls", {}), ("sessions", {})]
    page.save_revision().publish()


def more_calls(cast, first: int, last: int) -> None:
    """Calls of these numbers, each with a promotion, a page per language and a session; as many sheets for everybody."""
    shelf = ResourceIndexPage.objects.get()
    index = {page.locale.language_code: page for page in CallIndexPage.objects.select_related("locale")}
    for number in range(first, last + 1):
        start = (NOW + timedelta(days=70 + number)).date()
        promotion = open_promotion(
            actor=None,
            branch=cast.branches["bruxelles"],
            number=100 + number,
            days=[start + timedelta(days=day) for day in range(4)],
            now=NOW,
            referent=cast.referent,
        )
        call = Call.objects.create(
            branch=promotion.branch, promotion=promotion, opens_at=NOW, deadline=NOW + timedelta(days=30), total=9
        )
        lay_sheet(shelf, f"fiche-{number}", audience=Audience.PUBLIC)
        key = {}
        for page in index.values():
            made = CallPage(title=f"Appel {number}", slug=f"b-{number}", lead="…", call=call, locale=page.locale, **key)
            key = {"translation_key": page.add_child(instance=made).translation_key}
        session(cast, (NOW + timedelta(days=2 + number % 20)).date().isoformat(), branch="bruxelles")


def path_of(page: str, cast) -> str:
    """Its address."""
    if page == "series":
        return f"/fr/agenda/{Event.objects.filter(kind='apero').soonest_first()[0].pk}/"
    return f"/fr/agenda/{cast.sessions[0].pk}/" if page == "event" else page


def counts(cast) -> dict[str, int]:
    """How often each page asks the database, once what never changes is known."""
    for page in PAGES:
        Client().get(path_of(page, cast))
    found = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path_of(page, cast)).status_code == 200
        found[page] = len(queries)
    return found


def test_few_queries_whatever_there_is_to_show(cast, home, record_property):
    assert counts(cast) == QUERIES
    more_calls(cast, 2, 3)
    assert counts(cast) == QUERIES
    more_calls(cast, 4, 50)
    assert Call.objects.count() == 50
    assert counts(cast) == QUERIES
    most = max(QUERIES.values())
    record_property("figure", f"{most} at most")
    record_property("bound", "≤ 12")
    assert most <= 12


def asked(path: str) -> int:
    """How often this address asks the database."""
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


def test_a_chosen_calendar_asks_as_little_for_fifty_dates_as_for_two(cast, home):
    path = "/agenda/fr/choix.ics?antenne=lille&antenne=bruxelles&rappel=60"
    found = []
    for first, last in ((2, 2), (3, 50)):
        more_calls(cast, first, last)
        found += [asked(path), asked(path)]

    assert found == [3, 2, 3, 2], "built, then kept"


def test_the_photos_behind_a_mailed_link_ask_as_little_for_three_as_for_one(cast, clock):
    event = add(cast, NOW, guests=2)
    held = register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=NOW)
    clock.move_to(event.starts_at + timedelta(minutes=5))
    sent(cast, event)
    one = asked(link_of(held))
    for number in (2, 3):
        sent(cast, event, number)

    assert (one, asked(link_of(held))) == (3, 3)


def more_blocks(cast) -> dict[str, list[tuple[str, dict]]]:
    """What an editor may add to the home page, several times."""
    said = models.Testimony.objects.create(name="Hélène", quote={"fr": "Il fallait écouter."}, consent_on="2026-03-14")
    button = {"label": "Voir les appels", "page": CallIndexPage.objects.get(locale__language_code="fr")}
    dates = [{"kind": "information", "branch": "lille"}, {"kind": "apero"}, {"kind": "information"}]
    counted = {"counted": [{"figure": key} for key in FIGURES]}
    return {
        "testimonies": [("testimony", {"testimony": said})] * 3,
        "buttons": [("button", button)] * 3,
        "lists": [("calls", {"limit": 2}), *[("sessions", {"limit": 3, **one}) for one in dates]],
        "figures": [("figures", counted)] * 2,
    }


def test_no_more_queries_for_more_blocks_of_a_kind(cast, home):
    asked = {}
    before = [(block.block_type, block.value) for block in home.body]
    for name, blocks in more_blocks(cast).items():
        home.body = [*before, *blocks]
        home.save_revision().publish()
        Client().get("/fr/")
        with CaptureQueriesContext(connection) as queries:
            assert Client().get("/fr/").status_code == 200
        asked[name] = len(queries)

    assert asked == {"testimonies": 9, "buttons": 8, "lists": 8, "figures": 9}


def test_the_next_session_that_the_home_page_names_has_a_seat(cast, home):
    first = BeautifulSoup(Client().get("/fr/").content, "html.parser").select_one(".next time")["datetime"]
    Event.objects.filter(pk=cast.sessions[0].pk).update(seats_in_person=0)

    then = BeautifulSoup(Client().get("/fr/").content, "html.parser").select_one(".next time")["datetime"]

    assert (first[:10], then[:10]) == ("2026-12-01", "2026-12-10")


def test_the_links_of_a_text_ask_nothing_more_however_many_in_the_reader_s_language(cast, home):
    pages = [*list(CallPage.objects.filter(locale__language_code="fr")), CallIndexPage.objects.get(locale=home.locale)]
    links = "".join(f'<a linktype="page" id="{page.pk}">Voir {page.title}</a> ' for page in pages)
    asked = []

    for text in ("<p>Rien.</p>", f"<p>{links}</p>"):
        home.body = [("text", text)]
        home.save_revision().publish()
        Client().get("/fr/")
        with CaptureQueriesContext(connection) as queries:
            answer = Client().get("/fr/").content.decode()
        asked.append(len(queries))

    assert asked[1] == asked[0]
    assert all(f'<a href="{page.url_path}">' in answer for page in pages)


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_s_page_may_be_kept_for_less_than_five_seconds(cast, home, page):
    answer = Client().get(path_of(page, cast))
    again = Client().get(path_of(page, cast), headers={"If-None-Match": answer["ETag"]})

    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=1, stale-while-revalidate=3"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["ETag"].startswith('"')


@pytest.mark.parametrize("page", PAGES)
def test_what_somebody_with_a_session_is_shown_no_cache_keeps(cast, home, signed_in, page):
    answer = signed_in("mentor").get(path_of(page, cast))

    assert "private" in answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_what_is_not_there_or_not_for_them_is_kept_nowhere(cast, home):
    Event.objects.filter(pk=cast.sessions[0].pk).update(audience=Audience.MENTORS)

    for path in (f"/fr/agenda/{cast.sessions[0].pk}/", "/fr/rien-ici/", "/fr/connexion/", "/fr/espace/"):
        assert "s-maxage" not in Client().get(path).get("Cache-Control", "")


def test_a_head_says_the_same_as_a_get(cast, home):
    assert Client().head("/fr/")["ETag"] == Client().get("/fr/")["ETag"]
