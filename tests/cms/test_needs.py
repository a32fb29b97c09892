"""Who waits for a mentor: typed with a day and a source, in the journal, shown while it is true, and calls in its order."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cms.actions.needs import NeedRefusal, Typed, type_need
from cms.dashboard import old_figures
from cms.models import Call, CallIndexPage, CallPage, HomePage, Need
from cms.views.shown import listed_calls
from hub.models import Entry

PAGE, TEAM = "/fr/devenir-mentor/lille/", "/fr/equipe/besoins/"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def stopped(clock):
    """Every test of this file happens at one instant."""


@pytest.fixture
def put(cast, now):
    """put(waiting, available, …) types the figures of Lille, or of another branch."""

    def typed(waiting, available, day=TODAY, branch="lille", actor=None, now=now):
        figures = Typed("fr", waiting, available, day, "liste d’attente")
        facts = {"branch_id": cast.branches[branch].pk, "typed": figures, "now": now}
        return type_need(actor=actor or cast.admin, **facts)

    return typed


def said(language="fr"):
    page = Client().get(PAGE.replace("/fr/", f"/{language}/"))
    return [
        " ".join(one.get_text(" ", strip=True).split())
        for one in BeautifulSoup(page.content, "html.parser").select(".need")
    ]


def test_the_public_reads_it_in_words_with_its_day_and_source(put):
    put(12, 3)

    words = "12 jeunes attendent ici un duo en français : il manque 9 mentors."
    assert said() == [f"{words} Compté le mardi 24 novembre 2026 . Source : liste d’attente"]
    assert said("nl")[0].startswith("12 jongeren wachten hier op een duo in het Frans: er ontbreken 9 mentoren.")
    assert said("en")[0].startswith("12 young people wait here for a duo in French: 9 mentors are missing.")


@pytest.mark.parametrize(
    ("waiting", "available", "days"),
    [(4, 0, 0), (12, 12, 0), (4, 0, 36), (12, 12, 36)],
    ids=["few", "enough", "few and old", "enough and old"],
)
def test_what_is_small_or_no_need_is_not_shown(put, waiting, available, days):
    need = put(waiting, available, TODAY - timedelta(days=days))

    assert (said(), need.is_public(TODAY), Need.objects.public(TODAY).exists()) == ([], False, False)


def test_five_weeks_later_it_goes_by_itself(put, clock):
    put(12, 3)
    clock.shift(35 * 86400)
    kept = said()
    clock.shift(86400)
    gone = {language: said(language) for language in ("fr", "nl", "en")}

    assert len(kept) == 1 and "12" in kept[0]
    assert gone == OLD
    assert listed_calls("fr", timezone.now())[0].missing == 0


OLD = {
    "fr": ["Des jeunes attendent ici un duo en français, et il manque des mentors. Nous refaisons le compte."],
    "nl": ["Jongeren wachten hier op een duo in het Frans, en er ontbreken mentoren. We tellen opnieuw hoeveel."],
    "en": ["Young people wait here for a duo in French, and mentors are missing. We are counting anew how many."],
}
CARD = {
    "fr": ("Il manque ici 9 mentors", "Il manque ici des mentors pour les jeunes qui attendent"),
    "nl": ("Er ontbreken hier 9 mentoren", "Hier ontbreken mentoren voor de jongeren die wachten"),
    "en": ("9 mentors are missing here", "Mentors are missing here for the young people who wait"),
}


@pytest.mark.parametrize("path", ["", "devenir-mentor/"])
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_cards_on_the_home_page_say_it_with_the_number_and_later_without(home, put, clock, language, path):
    put(12, 3)
    fresh = cards(language, path)
    clock.shift(36 * 86400)
    old = cards(language, path)
    put(12, 3, TODAY + timedelta(days=36), now=timezone.now())
    again = cards(language, path)

    number, without = CARD[language]
    assert number in fresh and without not in fresh
    assert without in old and number not in old
    assert number in again and without not in again


@pytest.fixture
def home(cast):
    """The home page in each language lists the calls."""
    for page in HomePage.objects.live():
        page.body = [("calls", {"limit": 3})]
        page.save()


def cards(language, path):
    page = BeautifulSoup(Client().get(f"/{language}/{path}").content, "html.parser")
    return " ".join(" ".join(one.get_text(" ", strip=True).split()) for one in page.select(".card .meta"))


def test_the_editors_dashboard_lists_what_is_old_where_one_edits_and_where_to_type_it(cast, put, clock, now):
    put(12, 3)
    put(12, 3, branch="londres")
    lille = [cast.branches["lille"].pk]
    before = old_figures(lille, cast.coordinator, now).lines
    clock.shift(36 * 86400)
    later = timezone.now()

    mine, theirs = (old_figures(lille, who, later).lines for who in (cast.coordinator, cast.stranger))

    assert before == []
    assert [(one.text, one.url, one.note) for one in mine] == [
        ("Lille, en français", "/fr/equipe/besoins/", "compté le mardi 24\xa0novembre 2026")
    ]
    assert [one.url for one in theirs] == [f"mailto:{cast.branches['lille'].email}"]


def test_the_dashboard_and_the_team_s_table_say_that_it_is_old(cast, put, clock, signed_in):
    put(12, 3)
    clock.shift(36 * 86400)

    assert "chiffres à recompter" in signed_in("editor").get("/admin/").content.decode()
    assert "à recompter" in signed_in("coordinator").get(TEAM).content.decode()


def test_calls_stand_where_most_mentors_are_missing_first(cast, now, put):
    index = CallIndexPage.objects.get(locale__language_code="fr")
    facts = {"opens_at": now - timedelta(days=1), "total": 9}
    call = Call.objects.create(branch=cast.branches["bruxelles"], deadline=now + timedelta(days=90), **facts)
    index.add_child(instance=CallPage(title="Bruxelles", slug="b", lead="…", call=call, locale=index.locale))
    before = [one.call for one in listed_calls("fr", now)]
    put(7, 2, branch="bruxelles")

    after = listed_calls("fr", now)

    assert before == [cast.call, call]
    assert [(one.call, one.missing) for one in after] == [(call, 5), (cast.call, 0)]
    put(20, 2)
    assert [one.call for one in listed_calls("fr", now)] == before
    assert listed_calls("fr", now)[0].missing == 18


def test_only_the_team_of_the_branch_types_in_a_language_it_has(cast, now, put):
    with pytest.raises(NeedRefusal) as other:
        put(12, 3, actor=cast.far_coordinator)
    facts = {"actor": cast.coordinator, "branch_id": cast.branches["lille"].pk, "now": now}
    with pytest.raises(NeedRefusal) as language:
        type_need(typed=Typed("nl", 12, 3, TODAY, "x"), **facts)

    assert (other.value.code, language.value.code, Need.objects.count()) == ("forbidden", "language", 0)


def test_the_team_types_sees_who_typed_and_keeps_what_was_wrong(cast, signed_in):
    browser = signed_in("coordinator")
    facts = {"place": f"{cast.branches['lille'].pk}:fr", "waiting": "12", "available": "3"}
    facts |= {"counted_on": "20/11", "source": "liste d’attente"}
    wrong = {"waiting": "-1", "available": "beaucoup", "counted_on": "25/11/2026", "source": "\u200b", "place": "0:fr"}
    refused = {name: browser.post(TEAM, {**facts, name: text}) for name, text in wrong.items()}
    browser.post(TEAM, facts)
    browser.post(TEAM, {**facts, "waiting": "14"})
    text = browser.get(TEAM).content.decode()

    assert [(name, one.status_code, list(one.context["form"].errors)) for name, one in refused.items()] == [
        (name, 422, [name]) for name in wrong
    ]
    assert 'value="beaucoup"' in refused["available"].content.decode()
    need = Need.objects.get()
    assert (need.waiting, need.counted_on, need.actor) == (14, date(2026, 11, 20), cast.coordinator)
    lines = Entry.objects.filter(verb="need.typed").order_by("pk")
    assert [(one.actor, one.codes["waiting"]) for one in lines] == [(cast.coordinator, 12), (cast.coordinator, 14)]
    assert text.count(cast.coordinator.full_name) >= 2 and "12 jeunes, 3 mentors" in text.replace("\xa0", " ")
