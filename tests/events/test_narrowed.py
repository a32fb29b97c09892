"""The parts of an audience narrow each other, in every place: the duos of Lille are neither all of Lille nor all who are in a duo."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from community.models import Audience, Journey, Membership, Promotion, Stage, one_audience
from events.actions.details import Terms
from events.actions.links import open_link
from events.actions.lives import change_event
from events.actions.schedule import ScheduleRefusal
from events.actions.seats import register
from events.change_forms import ChangeForm
from events.models import Event
from events.models.invitable import meant_for
from events.models.outside import Meant, falling_out
from events.team_forms import PlanForm
from tests.cast import person
from tests.cms.library import add_sheet, library
from tests.events.series import plan_apero
from tests.events.test_feeds import FEED, add
from tests.events.test_open_to_several import open_to
from tests.events.test_stages_open import in_feed
from tests.events.test_table import HEAD, confirm, send, words
from tests.events.test_themes import titles

TEAM = "/fr/equipe/agenda/"
# Whoever would meet it if one part were enough: of the branch without the stage, at the stage without the branch.
NEAR, FAR = "stranger", "other_mentor"
PLACES = {"list", "month", "page", "file", "own feed", "search", "mail", "library", "sheet", "paper", "step"}


@pytest.fixture
def people(clock, cast, now):
    """A mentor of Lille and one of Brussels who are trained and in a duo; another of Lille, still in training."""
    Journey.objects.filter(person__in=[cast.mentor, cast.other_mentor]).update(stage=Stage.DUO)
    Promotion.objects.filter(pk=cast.other_promotion.pk).update(trained_at=now)
    facts = {"person": cast.people[NEAR], "role": "mentor", "starts_at": now - timedelta(days=9)}
    Membership.objects.create(promotion=cast.promotion, **facts)
    Journey.objects.create(person=cast.people[NEAR], stage=Stage.TRAINING, since=now)
    return cast


def places(cast, name, event, shelf, signed_in, now):
    """Where this person meets the event, or the sheet that is for the same."""
    browser, who = signed_in(name), cast.people[name]
    feed = f"/agenda/moi/{open_link(actor=who, name='Téléphone', now=now)[1]}.ics"
    single = {
        "page": f"/fr/agenda/{event.pk}/",
        "file": f"/agenda/fr/date/{event.uid}.ics",
        "sheet": shelf.page.url,
        "paper": shelf.paper.url,
    }
    lists = {
        "list": ("deux", "/fr/agenda/?mois=2026-12"),
        "month": ("deux", "/fr/agenda/?mois=2026-12&vue=mois"),
        "library": ("fiche", "/fr/ressources/"),
        "step": ("fiche", "/fr/ressources/?etape=duo"),
    }
    found = {way for way, path in single.items() if browser.get(path).status_code == 200}
    found |= {way for way, (title, path) in lists.items() if title in titles(browser.get(path))}
    both = titles(browser.get("/fr/recherche/?mots=pour")) & {"deux", "fiche"}
    assert both in (set(), {"deux", "fiche"})
    found |= {"search"} if both else set()
    found |= {"own feed"} if "deux" in in_feed(Client().get(feed)) else set()
    return found | ({"mail"} if who in meant_for(event, now) else set())


@pytest.mark.parametrize("audience", [Audience.BRANCH, Audience.PROMOTION])
def test_the_duos_of_lille_meet_it_everywhere_and_nobody_else_anywhere(people, now, signed_in, audience):
    facts = {"audience": audience, "stage": "duo", "promotion": people.promotion}
    event = add(people, now, title="Pour deux", **facts)
    shelf = add_sheet(library(), "fiche", branch=people.branches["lille"], **facts)

    found = {who: places(people, who, event, shelf, signed_in, now) for who in ("mentor", NEAR, FAR, "far_coordinator")}

    assert found == {"mentor": PLACES, NEAR: set(), FAR: set(), "far_coordinator": set()}
    assert Client().get(f"/fr/agenda/{event.pk}/").status_code == 302
    assert "deux" not in in_feed(Client().get(FEED)) | in_feed(Client().get("/agenda/fr/antenne/lille.ics"))


def test_of_two_branches_those_in_a_duo_of_either_meet_it(people, now, signed_in):
    made = add(people, now, title="Pour deux", audience=Audience.BRANCH, stage="duo")
    event = open_to(people, made, ["bruxelles"])
    people.people["mate"] = mate = person("mate")
    Membership.objects.create(
        promotion=people.other_promotion, person=mate, role="mentor", starts_at=now - timedelta(days=9)
    )
    more = {"audience": Audience.BRANCH, "stage": "duo", "branch": people.branches["lille"]}
    shelf = add_sheet(library(), "fiche", also_branches=[people.branches["bruxelles"]], **more)

    found = {who: places(people, who, event, shelf, signed_in, now) for who in ("mentor", FAR, NEAR, "mate")}

    assert found == {"mentor": PLACES, FAR: PLACES, NEAR: set(), "mate": set()}


def test_the_trained_of_a_branch_are_its_members_wherever_they_were_trained(people, now):
    event = add(people, now, audience=Audience.BRANCH, stage="trained")
    before = Event.objects.visible_to(people.other_mentor, now).filter(pk=event.pk).exists()
    Membership.objects.create(
        promotion=people.promotion, person=people.other_mentor, role="mentor", starts_at=now - timedelta(days=1)
    )

    seen = {who: Event.objects.visible_to(people.people[who], now).filter(pk=event.pk).exists() for who in (NEAR, FAR)}

    assert (before, seen) == (False, {NEAR: False, FAR: True})


def test_the_team_of_another_branch_is_not_of_the_duos_of_this_one(people, now):
    event = add(people, now, audience=Audience.BRANCH, stage="duo")
    Membership.objects.create(
        promotion=people.promotion, person=people.far_coordinator, role="mentor", starts_at=now - timedelta(days=1)
    )

    seen = [Event.objects.visible_to(who, now).filter(pk=event.pk) for who in (people.far_coordinator, people.referent)]

    assert [rows.exists() for rows in seen] == [False, True]


def test_whoever_falls_out_of_a_narrower_one_is_named_and_keeps_the_seat(people, now):
    event = add(people, now, audience=Audience.BRANCH)
    for who in ("mentor", NEAR):
        register(actor=people.people[who], event_id=event.pk, mode="in_person", now=now)
    wish = Terms(**{**{name: getattr(event, name) for name in Terms.__dataclass_fields__}, "stage": "duo"})

    fallen = list(falling_out([event], Meant(Audience.BRANCH, stage="duo"), now))
    change_event(actor=people.coordinator, event_id=event.pk, details=wish, now=now)

    assert [one.person for one in fallen] == [people.people[NEAR]]
    kept = Event.objects.get(pk=event.pk).registrations.concerned()
    assert {one.person for one in kept} == {people.mentor, people.people[NEAR]}
    assert Event.objects.open_to(people.people[NEAR], now).filter(pk=event.pk).exists()


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MENTORS, Audience.TRAINED, Audience.DUO])
def test_no_row_says_it_in_two_ways(people, now, audience):
    event = add(people, now, audience=audience)
    stands = {name: getattr(event, name) for name in Terms.__dataclass_fields__}

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(stage="duo")
    with pytest.raises(ScheduleRefusal):
        change_event(
            actor=people.coordinator, event_id=event.pk, details=Terms(**{**stands, "stage": "trained"}), now=now
        )
    assert one_audience(audience, "duo") == (None if audience in ("public", "trained") else ("duo", ""))


def form_of(event, **changed):
    return {**ChangeForm.values_of(Event.objects.get(pk=event.pk)), **changed}


def test_the_form_says_the_sentence_and_keeps_one_word_for_one_thing(people, now, signed_in):
    event, desk = add(people, now, audience=Audience.BRANCH), signed_in("coordinator")
    page = f"{TEAM}{event.pk}/"

    done = desk.post(page, form_of(event, stage="duo"))
    narrowed, shown = Event.objects.get(pk=event.pk), words(desk.get(page))
    several = desk.post(page, form_of(event, also_branches=[str(people.branches["bruxelles"].pk)], title=""))
    refused = desk.post(page, form_of(event, audience="public"))
    desk.post(page, form_of(event, audience="mentors"))
    alone = Event.objects.get(pk=event.pk)

    assert done.status_code == 302 and (narrowed.audience, narrowed.stage) == ("branch", "duo")
    assert "Pour les mentors en duo de l’antenne Lille" in shown
    assert "Pour les mentors en duo des antennes Lille, Bruxelles" in words(several)
    assert refused.status_code == 422 and "choisissez l’un des deux" in words(refused)
    assert (alone.audience, alone.stage) == ("duo", "")
    assert "Pour les mentors en duo, de toutes les antennes" in words(desk.get(page))


def test_members_read_for_whom_it_is(people, now, signed_in):
    event = add(people, now, audience=Audience.PROMOTION, promotion=people.promotion, stage="duo")

    page = words(signed_in("mentor").get(f"/fr/agenda/{event.pk}/"))
    asked = words(signed_in("coordinator").get(f"{TEAM}{event.pk}/inviter/"))

    assert "Pour les mentors en duo de la promotion Lille 14" in page
    assert "Pour les mentors en duo de la promotion Lille 14" in asked


def test_a_new_one_is_read_before_it_is_made(people, signed_in):
    desk, page = signed_in("coordinator"), f"{TEAM}nouveau/"
    form = {name: value for name, value in desk.get(page).context["form"].initial.items() if value is not None}
    wish = {**form, "title": "Entre duos", "begins": "2026-12-03T18:30", "ends": "2026-12-03T20:00", "stage": "duo"}

    read = desk.post(page, {**wish, "also_branches": [str(people.branches["bruxelles"].pk)], "back": "1"})
    nothing = Event.objects.filter(title="Entre duos").count()
    made = desk.post(page, {**wish, "publish": "1"})

    assert read.status_code == 200 and "Pour les mentors en duo des antennes Lille, Bruxelles" in words(read)
    assert nothing == 0 and made.status_code == 302


def test_a_copy_and_a_series_and_a_table_are_narrowed_too(people, now, signed_in):
    event, desk = add(people, now, audience=Audience.BRANCH, stage="duo"), signed_in("coordinator")
    dates = plan_apero(people, now)

    copied = {**PlanForm.copy_of(event, now), "title": "Copie", "publish": "1"}
    desk.post(f"{TEAM}nouveau/?copie={event.pk}", copied)
    wish = form_of(dates[0], audience="branch", stage="trained", scope="all", confirm="1")
    desk.post(f"{TEAM}{dates[0].pk}/serie/", wish)
    line = "03/12/2026;18h30;20h30;Entre duos;apéro;une antenne;12;;;les mentors en duo"
    confirm(desk, send(desk, line, head=f"{HEAD};étape du parcours"))

    found = {one.title: (one.audience, one.stage) for one in Event.objects.filter(title__in=["Copie", "Entre duos"])}
    assert found == {"Copie": ("branch", "duo"), "Entre duos": ("branch", "duo")}
    assert {(one.audience, one.stage) for one in Event.objects.of_series(dates[0])} == {("branch", "trained")}


def test_a_training_day_is_for_all_of_its_promotion(people, now):
    day = Event.objects.of_kind("training").filter(promotion=people.promotion).soonest_first()[0]
    stands = {name: getattr(day, name) for name in Terms.__dataclass_fields__}

    with pytest.raises(ScheduleRefusal):
        change_event(actor=people.coordinator, event_id=day.pk, details=Terms(**{**stands, "stage": "duo"}), now=now)
