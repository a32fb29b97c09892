"""One date for several branches and promotions: the one rule opens it on every surface, and closes it again on every one."""

from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from community.actions.promotions import remove_from_roster
from community.models import Audience, Membership
from events.actions.links import open_link
from events.actions.schedule import open_further
from events.actions.seats import register
from events.actions.series_seats import register_series
from events.models import Event, Registration
from events.models.invitable import meant_for
from events.models.outside import Meant, outside
from hub.db import write
from tests.events.series import plan_apero
from tests.events.test_feeds import FEED, add, entries
from tests.events.test_stages_open import in_feed
from tests.events.test_themes import titles

WHO = ("mentor", "other_mentor", "stranger", "referent", "far_coordinator", "editor", "admin")
HOMES = {"mentor": "lille", "other_mentor": "bruxelles"}
SHOWN = {"page", "file", "agenda", "table", "own feed", "search", "mail", "promotion"}


def open_to(cast, event, branches=(), promotions=()):
    with write():
        open_further(event, [cast.branches[one].pk for one in branches], [one.pk for one in promotions])
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def shared(clock, cast, now):
    """Held by Lille for its promotion, and for that of Brussels."""
    made = add(cast, now, title="Pour deux", audience=Audience.PROMOTION, promotion=cast.promotion)
    return open_to(cast, made, ["bruxelles"], [cast.other_promotion])


def surfaces(event, cast, name, signed_in, feed, now):
    """Where this person meets it: by a link they got, in a list, in their calendar, by mail."""
    browser, who = signed_in(name), cast.people[name]
    at = {"page": f"/fr/agenda/{event.pk}/", "file": f"/agenda/fr/date/{event.uid}.ics"}
    lists = {
        "agenda": "/fr/agenda/?mois=2026-12",
        "table": "/fr/agenda/?mois=2026-12&vue=mois",
        "search": "/fr/recherche/?mots=pour",
    }
    mine = Membership.objects.filter(person=who).values_list("promotion", flat=True).first()
    if mine:
        lists["promotion"] = f"/fr/promotion/{mine}/"
    found = {way for way, path in at.items() if browser.get(path).status_code == 200}
    found |= {way for way, path in lists.items() if "deux" in titles(browser.get(path))}
    found |= {"own feed"} if "deux" in in_feed(Client().get(feed)) else set()
    return found | ({"mail"} if who in meant_for(event, now) else set())


def feed_of(cast, name, now):
    return f"/agenda/moi/{open_link(actor=cast.people[name], name='Téléphone', now=now)[1]}.ics"


@pytest.mark.parametrize("audience", [Audience.PROMOTION, Audience.BRANCH])
def test_whoever_it_is_open_to_meets_it_everywhere_and_nobody_else_anywhere(shared, cast, now, signed_in, audience):
    Event.objects.filter(pk=shared.pk).update(audience=audience)
    event = Event.objects.get(pk=shared.pk)
    feeds = {name: feed_of(cast, name, now) for name in ("mentor", "other_mentor", "stranger", "far_coordinator")}

    found = {name: surfaces(event, cast, name, signed_in, feed, now) for name, feed in feeds.items()}

    assert found == {"mentor": SHOWN, "other_mentor": SHOWN, "stranger": set(), "far_coordinator": set()}
    assert Client().get(f"/fr/agenda/{event.pk}/").status_code == 302
    assert "Pour deux" not in entries(Client().get(FEED))
    assert "Pour deux" not in entries(Client().get("/agenda/fr/antenne/bruxelles.ics"))


def test_whoever_leaves_the_other_promotion_meets_it_nowhere_and_gives_their_seat_back(
    shared, cast, now, signed_in, clock
):
    feed = feed_of(cast, "other_mentor", now)
    seat = register(actor=cast.other_mentor, event_id=shared.pk, mode="in_person", now=now)
    kept = register(actor=cast.mentor, event_id=shared.pk, mode="in_person", now=now)
    before = Client().get(feed)
    clock.shift(600)
    membership = Membership.objects.get(person=cast.other_mentor, promotion=cast.other_promotion)

    remove_from_roster(actor=cast.admin, membership_id=membership.pk, now=timezone.now())

    states = dict(Registration.objects.filter(event=shared).values_list("pk", "state"))
    assert states == {seat.pk: "withdrawn", kept.pk: "confirmed"}
    assert surfaces(shared, cast, "other_mentor", signed_in, feed, timezone.now()) - {"promotion"} == set()
    assert Client().get(feed, headers={"If-None-Match": before["ETag"]}).status_code == 200


def test_whoever_is_in_both_promotions_keeps_what_they_hold_when_they_leave_one(shared, cast, now):
    twice = Membership.objects.create(
        person=cast.mentor, promotion=cast.other_promotion, role="mentor", starts_at=now - timedelta(days=2)
    )
    seat = register(actor=cast.mentor, event_id=shared.pk, mode="in_person", now=now)

    remove_from_roster(actor=cast.admin, membership_id=twice.pk, now=now + timedelta(minutes=1))

    assert Registration.objects.get(pk=seat.pk).state == "confirmed"


def is_open(audience, branches, promotions, name):
    """The rule in words: one's own branch or promotion is among those named, or one is of the team of a branch named."""
    team = {"referent": {"lille"}, "far_coordinator": {"londres"}, "admin": {"lille", "bruxelles", "londres"}}
    if team.get(name, set()) & branches:
        return True
    if audience == Audience.MENTORS:
        return name in {*HOMES, *team}
    named = branches if audience == Audience.BRANCH else {"lille", *promotions}
    return HOMES.get(name) in named


def test_the_rule_is_the_union_for_each_person_however_it_is_asked(clock, cast, now):
    event = add(cast, now, audience=Audience.MENTORS, promotion=cast.promotion)
    for name in WHO:
        Registration.objects.create(
            event=event, person=cast.people[name], mode="in_person", state="confirmed", created_at=now, modified_at=now
        )
    choices = product(
        (Audience.MENTORS, Audience.BRANCH, Audience.PROMOTION),
        ((), ("bruxelles",), ("londres",), ("bruxelles", "londres")),
        ((), ("bruxelles",)),
    )

    for audience, more, also in choices:
        Event.objects.filter(pk=event.pk).update(audience=audience)
        found = open_to(cast, event, more, [cast.other_promotion] if also else ())
        expected = {name for name in WHO if is_open(audience, {"lille", *more}, set(also), name)}
        rows = {name: list(Event.objects.visible_to(cast.people[name], now).filter(pk=event.pk)) for name in WHO}
        left = {row.person_id for rule in (None, Meant.of(found)) for row in outside([event], rule, now)}
        mailed = set(meant_for(found, now).values_list("email", flat=True))

        assert {name for name, one in rows.items() if one} == expected, (audience, more, also)
        assert [len(one) for one in rows.values() if one] == [1] * len(expected)
        assert left == {cast.people[name].pk for name in set(WHO) - expected}, (audience, more, also)
        asked = {
            name for name in expected & set(HOMES) if audience == Audience.PROMOTION or HOMES[name] in {"lille", *more}
        }
        assert mailed == {cast.people[name].email for name in asked}, (audience, more, also)


def test_another_branch_s_agenda_and_public_calendar_hold_it_its_own_draft_stays_its_team_s(
    clock, cast, now, signed_in
):
    public = open_to(cast, add(cast, now, title="Pour deux"), ["londres"])
    open_to(cast, add(cast, now, title="Pour plus tard", status="draft"), ["londres"])

    for slug, seen in (("lille", True), ("londres", True), ("reunion", False)):
        assert ("Pour deux" in entries(Client().get(f"/agenda/fr/antenne/{slug}.ics"))) is seen
        assert ("deux" in titles(Client().get(f"/fr/agenda/?mois=2026-12&antenne={slug}"))) is seen
        assert ("Pour deux" in entries(Client().get(f"/agenda/fr/choix.ics?antenne={slug}&genre=apero"))) is seen
    far = signed_in("far_coordinator")
    assert "tard" not in titles(far.get("/fr/agenda/?mois=2026-12"))
    assert far.get(f"/fr/equipe/agenda/{public.pk}/").status_code == 404
    assert "Antennes\xa0: Lille, Londres" in Client().get(f"/fr/agenda/{public.pk}/").content.decode()


def test_dates_of_a_series_open_and_close_for_another_branch_together(clock, cast, now, signed_in):
    first, *others = plan_apero(cast, now)
    Event.objects.filter(series=first.series).update(audience=Audience.BRANCH)
    for one in (first, *others):
        open_to(cast, one, ["bruxelles"])

    held = register_series(actor=cast.other_mentor, event_id=first.pk, mode="in_person", now=now)

    pages = [f"/fr/agenda/{one.pk}/" for one in (first, *others)]
    assert len(held) == 5
    assert {signed_in("other_mentor").get(page).status_code for page in pages} == {200}
    assert {signed_in("stranger").get(page).status_code for page in pages} == {404}
