"""Where one stands in the journey opens what is meant for it, on every surface, and closes it again at the same addresses."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from community.actions.journeys import move_mentor
from community.actions.stages import carry_out_training
from community.models import Audience, Journey, Promotion, Stage
from events.actions.links import open_link
from events.models import Registration
from events.models.invitable import meant_for
from events.models.outside import Meant, falling_out
from tests.cms.library import fill
from tests.events.test_feeds import add, entries
from tests.events.test_themes import titles

STANDS = [Stage.TRAINING, Stage.TRAINED, Stage.DUO, Stage.PAUSE, Stage.ALUMNI, Stage.LEFT]


def own_feed(cast, now):
    return f"/agenda/moi/{open_link(actor=cast.mentor, name='Téléphone', now=now)[1]}.ics"


def in_feed(answer):
    return {title.removeprefix("Pour ") for title in entries(answer) if title.startswith("Pour ")}


def test_what_is_for_duos_is_shown_to_mentors_in_a_duo_and_nowhere_to_others(clock, cast, now, signed_in):
    Promotion.objects.filter(pk=cast.promotion.pk).update(trained_at=now)
    shelf, feed, browser = fill(cast)["duo"], own_feed(cast, now), signed_in("mentor")
    date = add(cast, now, title="Pour duo", audience=Audience.DUO, start="2026-11-26T18:30", end="2026-11-26T20:30")
    pages = {
        "page": f"/fr/agenda/{date.pk}/",
        "file": f"/agenda/fr/date/{date.uid}.ics",
        "sheet": "/fr/ressources/duo/",
        "paper": shelf.paper.url,
        "linked": shelf.linked.url,
    }
    lists = {
        "agenda": "/fr/agenda/?mois=2026-11",
        "table": "/fr/agenda/?mois=2026-11&vue=mois",
        "promotion": f"/fr/promotion/{cast.promotion.pk}/",
        "library": "/fr/ressources/",
        "step": "/fr/ressources/?etape=duo",
        "search": "/fr/recherche/?mots=pour",
    }

    for stage in STANDS:
        Journey.objects.filter(person=cast.mentor).update(stage=stage)
        shown = {name for name, path in pages.items() if browser.get(path).status_code == 200}
        shown |= {name for name, path in lists.items() if "duo" in titles(browser.get(path))}
        shown |= {"feed"} if "duo" in in_feed(Client().get(feed)) else set()
        shown |= {"mail"} if cast.mentor in meant_for(date, now) else set()

        assert shown == ({*pages, *lists, "feed", "mail"} if stage == Stage.DUO else set()), stage
    assert "duo" not in titles(Client().get("/agenda/fr/le-banc.ics"))


def test_whoever_is_no_member_any_more_is_in_no_duo(clock, cast, now, signed_in):
    date = add(cast, now, title="Pour duo", audience=Audience.DUO)
    Journey.objects.create(person=cast.stranger, stage=Stage.DUO, since=now)

    assert signed_in("stranger").get(f"/fr/agenda/{date.pk}/").status_code == 404


def test_one_address_follows_a_mentor_from_the_training_to_after_the_last_duo(clock, cast, now):
    for audience in (Audience.TRAINED, Audience.DUO, Audience.BRANCH, Audience.PROMOTION):
        facts = {"start": "2027-03-03T18:30", "end": "2027-03-03T20:30", "promotion": cast.promotion}
        add(cast, now, title=f"Pour {audience}", audience=audience, **facts)
    feed, near = own_feed(cast, now), {"branch", "promotion"}
    clock.shift(600)
    seen = []

    def walk(to):
        clock.shift(600)
        move_mentor(actor=cast.coordinator, person_id=cast.mentor.pk, to=to, now=timezone.now())

    def end_training(_to):
        clock.move_to(cast.promotion.trained_at + timedelta(hours=1))
        carry_out_training(now=timezone.now())

    steps = [(end_training, Stage.TRAINED), (walk, Stage.DUO), (walk, Stage.PAUSE), (walk, Stage.ALUMNI)]
    had = Client().get(feed)
    seen.append(in_feed(had))
    for step, to in steps:
        step(to)
        after = Client().get(feed)
        by_tag = Client().get(feed, headers={"If-None-Match": had["ETag"]})
        by_date = Client().get(feed, headers={"If-Modified-Since": had["Last-Modified"]})
        changed = after.content != had.content
        seen.append(in_feed(after))

        assert Journey.objects.get(person=cast.mentor).stage == to
        assert changed == (had["ETag"] != after["ETag"]) == (by_tag.status_code == 200), to
        assert by_date.status_code == 200 or not changed
        clock.shift(600)
        had = Client().get(feed)
        assert had.content == after.content

    assert seen == [near, near | {"trained"}, near | {"trained", "duo"}, near | {"trained"}, near | {"trained"}]


def test_a_date_that_becomes_one_for_duos_names_those_who_are_in_none(clock, cast, now):
    event = add(cast, now, audience=Audience.MENTORS)
    Journey.objects.filter(person=cast.mentor).update(stage=Stage.DUO)
    for who in (cast.mentor, cast.other_mentor, cast.stranger):
        Registration.objects.create(
            event=event, person=who, mode="in_person", state="confirmed", created_at=now, modified_at=now
        )

    fallen = falling_out([event], Meant(Audience.DUO), now)

    assert [one.person for one in fallen] == [cast.other_mentor]
