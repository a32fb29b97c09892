"""Themes direct and never open: whatever somebody follows, no surface shows more than the audience rule does."""

import re

import pytest
from django.test import Client

from community.actions.interests import choose_interests
from community.models import Interest
from events.actions.links import open_link
from events.models import Registration
from hub.models import Notice
from tests.cms.library import add_sheet, fill
from tests.events.test_agenda import AUDIENCES, SEEN, begin_duo
from tests.events.test_feeds import FEED, add, entries

PAGE = "/fr/espace/themes/"


@pytest.fixture
def dates(clock, cast, now):
    """One date per audience, all on one theme and online, and a draft: whatever could leak."""
    begin_duo(cast, now)
    facts = {"theme": "job", "mode": "online", "seats_online": 9, "promotion": cast.promotion, "kind": "workshop"}
    found = {one: add(cast, now, title=f"Pour {one}", audience=one, **facts) for one in AUDIENCES}
    add(cast, now, title="Pour personne", status="draft", **facts)
    return found


def follow(person, now, *themes: str, languages=()):
    choose_interests(actor=person, themes=themes, languages=languages, now=now)


def own_feed(person, now):
    return f"/agenda/moi/{open_link(actor=person, name='Téléphone', now=now)[1]}.ics"


def titles(answer):
    return set(re.findall(r"Pour (\w+)", answer.content.decode()))


@pytest.mark.parametrize("who", sorted(SEEN))
def test_who_follows_a_theme_is_shown_what_they_may_see_and_nothing_more(cast, dates, signed_in, now, who):
    person, browser = getattr(cast, who), signed_in(who)
    follow(person, now, "job")

    team = {"personne"} if who in {"referent", "admin"} else set()
    surfaces = {
        "list": titles(browser.get("/fr/agenda/?mois=2026-12&theme=job")),
        "table": titles(browser.get("/fr/agenda/?mois=2026-12&vue=mois&theme=job")),
        "visit": titles(browser.get("/fr/agenda/en-visite/?antenne=lille&du=2026-12-01&au=2026-12-20")),
        "search": titles(browser.get("/fr/recherche/?mots=pour")),
        "page": {name for name, one in dates.items() if browser.get(f"/fr/agenda/{one.pk}/").status_code == 200},
        "file": {
            name for name, one in dates.items() if browser.get(f"/agenda/fr/date/{one.uid}.ics").status_code == 200
        },
        "feed": {
            title.removeprefix("Pour ") for title in entries(Client().get(own_feed(person, now))) if "Pour" in title
        },
    }

    assert {name: found - team for name, found in surfaces.items()} == dict.fromkeys(surfaces, SEEN[who])
    assert surfaces["feed"] == SEEN[who]
    assert titles(browser.get(PAGE)) == set(list_of_four(SEEN[who]))


def list_of_four(names):
    """The page shows the next four: by key, as they begin at once."""
    return [one for one in AUDIENCES if one in names][:4]


def test_what_everybody_subscribes_to_holds_what_everybody_may_see(cast, dates, signed_in, now):
    follow(cast.mentor, now, "job")

    for path in (FEED, "/agenda/fr/choix.ics?theme=job", "/agenda/fr/antenne/lille.ics"):
        assert {title for title in entries(signed_in("mentor").get(path)) if "Pour" in title} == {"Pour public"}
    assert titles(signed_in("mentor").get("/fr/agenda/abonnement/?theme=job")) == {"public"}
    assert titles(Client().get("/fr/agenda/?mois=2026-12&theme=job")) == {"public"}


def test_no_seat_and_no_mail_for_what_one_only_follows(cast, dates, signed_in, now):
    follow(cast.stranger, now, "job")

    answers = [
        signed_in("stranger").post(f"/fr/agenda/{dates[name].pk}/place/", {"mode": "online"}).status_code
        for name in AUDIENCES
    ]

    assert answers == [302, 404, 404, 404, 404, 404]
    assert [one.event_id for one in Registration.objects.all()] == [dates["public"].pk]
    assert Notice.objects.filter(person=cast.stranger).count() == 1


def test_the_library_begins_with_what_one_follows_and_holds_nothing_more(cast, clock, signed_in, now):
    library = fill(cast)["public"].page.get_parent().specific
    add_sheet(library, "emploi", audience="mentors", theme="job")
    add_sheet(library, "secret", audience="promotion", promotion=cast.promotion, theme="job")
    follow(cast.other_mentor, now, "job")

    page = signed_in("other_mentor").get("/fr/ressources/")

    headings = re.findall(r"<h2>([^<]+)</h2>", page.content.decode())
    assert headings == ["Trouver un emploi", "Le duo, dès la première rencontre"]
    assert titles(page) == {"emploi", "mentors", "applicants", "public"}


def test_one_s_calendar_gains_what_one_can_follow_from_home(cast, clock, now):
    add(cast, now, title="En ligne", branch="londres", theme="job", mode="online", seats_online=9)
    add(cast, now, title="Hybride", branch="londres", theme="job", mode="hybrid", seats_online=9, language="nl")
    add(cast, now, title="Sur place", branch="londres", theme="job")
    add(cast, now, title="Autre thème", branch="londres", theme="rights", mode="online", seats_online=9)
    add(cast, now, title="Séance", branch="londres", theme="job", mode="online", seats_online=9, kind="information")
    feed = own_feed(cast.mentor, now)

    def held():
        return {title for title in entries(Client().get(feed)) if not title.startswith("Jour")}

    before = held()
    follow(cast.mentor, now, "job")
    theme = held()
    follow(cast.mentor, now, "job", languages=["fr"])
    in_french = held()
    follow(cast.mentor, now, languages=["fr"])
    french = held()
    follow(cast.mentor, now)

    assert (before, held()) == (set(), set())
    assert theme == {"En ligne", "Hybride"}
    assert in_french == {"En ligne"}
    assert french == {"En ligne", "Autre thème"}


def test_one_ticks_and_unticks_and_a_wrong_word_is_left_out(cast, dates, signed_in, now):
    browser = signed_in("mentor")
    add(cast, now, title="Pour Londres", branch="londres", theme="rights", mode="online", seats_online=9)

    kept = browser.post(PAGE, {"theme": ["rights", "opera"], "langue": ["fr", "xx"]}, follow=True).content.decode()
    stamp = dict(Interest.objects.values_list("value", "modified_at"))
    clear = browser.post(PAGE, {"theme": ["rights"], "langue": ["fr"]}, follow=True)
    agenda = browser.get("/fr/agenda/").content.decode()
    nothing = browser.post(PAGE, follow=True).content.decode()

    assert "Votre choix est enregistré" in kept and kept.count(" checked") == 2 and "Pour Londres" in kept
    assert clear.status_code == 200 and "?theme=rights&amp;langue=fr" in agenda
    assert set(stamp) == {"rights", "fr"} and nothing.count(" checked") == 0
    assert set(Interest.objects.values_list("given_up", flat=True)) == {True}
