"""What follows a confirmed training: legal moves alone, each with who, when and why; the roster, the clock, and an undo."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.actions.journeys import move_mentor, undo_stage
from community.actions.promotions import add_to_roster, remove_from_roster
from community.actions.stages import JourneyRefusal, advance, carry_out_training
from community.duos import in_running_duo
from community.models import Journey, JourneyMove, Membership, Promotion, Stage
from community.models.journeys import ALLOWED, IllegalStageError
from hub.answers import attempt
from hub.db import write
from hub.models import Entry
from workshops.actions.promotions import open_promotion

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LIST = "/fr/equipe/mentors/"


def stand(person, stage) -> Journey:
    """Wherever they came from."""
    Journey.objects.filter(person=person).update(stage=stage)
    return Journey.objects.get(person=person)


def move(cast, to, now, *, actor=None, why="") -> None:
    move_mentor(actor=actor or cast.referent, person_id=cast.mentor.pk, to=to, now=now, why=why)


def last(person) -> JourneyMove:
    return JourneyMove.objects.filter(journey__person=person).latest("pk")


@pytest.mark.parametrize("before", Stage)
@pytest.mark.parametrize("after", Stage)
def test_only_the_listed_moves_are_saved_and_no_other(cast, before, after):
    journey = stand(cast.mentor, before)
    journey.stage = after
    legal = before == after or after in ALLOWED[before]

    if legal:
        journey.save()
    else:
        with pytest.raises(IllegalStageError):
            journey.save()

    assert Journey.objects.get(pk=journey.pk).stage == (after if legal else before)


def test_the_roster_begins_a_journey_and_another_promotion_leaves_it_alone(cast, now):
    facts = {"actor": cast.coordinator, "now": now}
    add_to_roster(promotion_id=cast.promotion.pk, person=cast.stranger, role="mentor", **facts)
    stand(cast.mentor, Stage.DUO)
    days = [(now + timedelta(days=100 + number)).date() for number in range(4)]
    again = open_promotion(
        actor=None, branch=cast.branches["lille"], number=15, days=days, now=now, referent=cast.referent
    )
    add_to_roster(promotion_id=again.pk, person=cast.mentor, role="mentor", **facts)
    add_to_roster(promotion_id=again.pk, person=cast.trainer, role="trainer", **facts)

    begun = last(cast.stranger)
    assert (begun.before, begun.after, begun.actor, begun.at, begun.why) == (
        "",
        "training",
        cast.coordinator,
        now,
        "roster",
    )
    assert Journey.objects.get(person=cast.mentor).stage == "duo"
    assert not Journey.objects.filter(person__in=[cast.trainer, cast.referent]).exists()


def test_a_mentor_in_a_duo_says_who_noted_it_when_and_why(cast, now):
    stand(cast.mentor, Stage.TRAINED)
    people = [cast.mentor.pk, cast.other_mentor.pk]
    assert in_running_duo(people) == set()

    move(cast, "duo", now, why="Avec une jeune femme de Roubaix")

    made = last(cast.mentor)
    assert (made.before, made.after, made.actor, made.at) == ("trained", "duo", cast.referent, now)
    assert made.why == "Avec une jeune femme de Roubaix"
    assert in_running_duo(people) == {cast.mentor.pk}
    assert Entry.objects.filter(verb="journey.moved", actor=cast.referent).count() == 1
    move(cast, "duo", now + MINUTE)
    assert last(cast.mentor) == made
    with pytest.raises(IntegrityError), transaction.atomic():
        JourneyMove.objects.filter(pk=made.pk).update(why="")


def test_an_illegal_move_and_another_branch_are_refused_in_words(cast, now):
    with pytest.raises(JourneyRefusal) as illegal:
        move(cast, "duo", now)
    with pytest.raises(JourneyRefusal) as far:
        move(cast, "trained", now, actor=cast.far_coordinator)
    with pytest.raises(JourneyRefusal) as trainer:
        move(cast, "trained", now, actor=cast.trainer)

    assert [one.value.code for one in (illegal, far, trainer)] == ["move", "forbidden", "forbidden"]
    assert Journey.objects.get(person=cast.mentor).stage == "training"


def test_of_two_who_note_at_once_one_is_refused(cast, now):
    stand(cast.mentor, Stage.TRAINED)
    seen = Journey.objects.get(person=cast.mentor)
    move(cast, "duo", now)

    with pytest.raises(JourneyRefusal), write():
        advance(seen, "pause", actor=cast.coordinator, why="team", now=now)

    assert Journey.objects.get(person=cast.mentor).stage == "duo"


def test_the_clock_ends_the_training_once_and_a_missing_day_is_left_to_the_team(cast, now):
    over = cast.promotion.trained_at
    early = carry_out_training(now=over - MINUTE)
    done = carry_out_training(now=over + 3 * DAY)

    made = last(cast.mentor)
    assert (early, done) == (0, 2)
    assert (made.after, made.actor, made.at, made.why) == ("trained", None, over, "training over")
    move(cast, "training", over + 4 * DAY, why="Jour 3")
    assert carry_out_training(now=over + 5 * DAY) == 0
    assert Journey.objects.get(person=cast.mentor).stage == "training"


def test_whoever_comes_onto_the_roster_of_a_trained_promotion_is_trained(cast, now):
    later = cast.promotion.trained_at + DAY

    add_to_roster(
        actor=cast.coordinator, promotion_id=cast.promotion.pk, person=cast.stranger, role="mentor", now=later
    )

    assert Journey.objects.get(person=cast.stranger).stage == "trained"
    assert carry_out_training(now=later) == 2


def test_a_move_is_taken_back_for_ten_minutes_by_whoever_made_it(cast, now):
    since = stand(cast.mentor, Stage.TRAINED).since
    move(cast, "duo", now)
    made = last(cast.mentor)

    for actor, later in ((cast.coordinator, now + MINUTE), (cast.referent, now + 10 * MINUTE)):
        with pytest.raises(JourneyRefusal) as refused:
            undo_stage(actor=actor, move_id=made.pk, now=later)
        assert refused.value.code == "undo"
    undo_stage(actor=cast.referent, move_id=made.pk, now=now + 9 * MINUTE)

    journey = Journey.objects.get(person=cast.mentor)
    assert (journey.stage, journey.since) == ("trained", since)
    assert (last(cast.mentor).undoes, last(cast.mentor).why) == (made, "undone")
    for move_id in (made.pk, last(cast.mentor).pk, 0):
        with pytest.raises(JourneyRefusal):
            undo_stage(actor=cast.referent, move_id=move_id, now=now + 9 * MINUTE)


def test_whoever_leaves_is_on_no_roster_and_an_undo_puts_them_back_where_they_stood(cast, now):
    stand(cast.mentor, Stage.DUO)
    mine = Membership.objects.filter(person=cast.mentor)

    move(cast, "left", now, why="Déménage")
    gone = list(mine.current(now))
    undo_stage(actor=cast.referent, move_id=last(cast.mentor).pk, now=now + MINUTE)

    assert gone == []
    assert [one.promotion for one in mine.current(now + MINUTE)] == [cast.promotion]
    assert Journey.objects.get(person=cast.mentor).stage == "duo"


def test_nobody_is_taken_off_the_roster_of_another_branch(cast, now):
    stand(cast.mentor, Stage.DUO)
    add_to_roster(
        actor=cast.admin, promotion_id=cast.other_promotion.pk, person=cast.mentor, role="mentor", now=now - DAY
    )

    with pytest.raises(JourneyRefusal) as refused:
        move(cast, "left", now)

    assert f"Bruxelles {cast.other_promotion.number}" in refused.value.message
    assert Membership.objects.filter(person=cast.mentor).current(now).count() == 2


def test_the_last_roster_ends_the_journey_and_a_slip_of_a_moment_leaves_nothing(cast, now):
    own = Membership.objects.get(person=cast.mentor)
    slip = add_to_roster(
        actor=cast.referent, promotion_id=cast.promotion.pk, person=cast.stranger, role="mentor", now=now
    )

    remove_from_roster(actor=cast.referent, membership_id=own.pk, now=now)
    remove_from_roster(actor=cast.referent, membership_id=slip.pk, now=now + MINUTE)
    back = add_to_roster(
        actor=cast.referent, promotion_id=cast.promotion.pk, person=cast.mentor, role="mentor", now=now + DAY
    )

    assert list(Journey.objects.get(person=cast.mentor).moves.order_by("pk").values_list("after", flat=True)) == [
        "training",
        "left",
        "training",
    ]
    assert back.person.journey.stage == "training"
    assert not Journey.objects.filter(person=cast.stranger).exists()


def test_the_team_notes_it_from_the_list_and_takes_it_back(clock, cast, now, signed_in):
    stand(cast.mentor, Stage.TRAINED)
    browser, path = signed_in("referent"), f"{LIST}{cast.mentor.pk}/"

    shown = browser.get(LIST).content.decode()
    pressed = browser.post(path, {"to": "duo", "etape": "libres"})
    told = browser.get(pressed["Location"]).content.decode()
    undone = browser.post(f"{path}annuler/{last(cast.mentor).pk}/", {"etape": "libres"})

    assert "Mentor Durand" in shown and "Other Mentor" not in shown
    assert (pressed.status_code, pressed["Location"]) == (302, f"{LIST}?etape=libres")
    assert "<strong>Mentor Durand</strong>" in told and "pendant dix minutes" in told
    assert undone.status_code == 302
    assert Journey.objects.get(person=cast.mentor).stage == "trained"


def test_the_page_of_one_keeps_what_was_typed_and_says_what_is_missing(clock, cast, signed_in):
    browser, path = signed_in("coordinator"), f"{LIST}{cast.mentor.pk}/"

    without = browser.post(path, {"why": "Déménage en mars"})
    never = browser.post(path, {"to": "duo", "why": "Déménage en mars"})
    twice = browser.post(path, {"to": "trained", "why": "Déménage en mars"})

    assert [one.status_code for one in (without, never, twice)] == [422, 422, 302]
    assert "Veuillez choisir ce qui a changé." in without.content.decode()
    assert 'value="Déménage en mars"' in without.content.decode()
    history = browser.get(path).content.decode()
    assert "Déménage en mars" in history and "Coordinator Durand" in history


def test_a_mentor_reads_where_they_stand_and_nothing_of_why(cast, now, signed_in):
    stand(cast.mentor, Stage.TRAINED)
    move(cast, "pause", now, why="Trois mois chez sa fille")

    text = signed_in("mentor").get("/fr/espace/").content.decode()

    assert "en pause" in text and "chez sa fille" not in text


@pytest.mark.parametrize("mentors", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(cast, now, signed_in, django_assert_num_queries, mentors):
    for name in ("stranger", "admin")[: mentors - 1]:
        add_to_roster(
            actor=cast.referent, promotion_id=cast.promotion.pk, person=cast.people[name], role="mentor", now=now
        )
    browser = signed_in("coordinator")

    with django_assert_num_queries(12):
        page = browser.get(f"{LIST}?etape=formation").content.decode()

    assert page.count('name="to"') == mentors


@pytest.mark.race
def test_whatever_is_noted_at_once_is_one_chain_of_moves(open_house, together):
    _base, cast = open_house
    stand(cast.mentor, Stage.TRAINED)
    at = timezone.now()

    def note(number):
        actor = cast.people[("referent", "coordinator")[number % 2]]
        to = ("duo", "pause", "alumni")[number % 3]
        return attempt(move_mentor, actor=actor, person_id=cast.mentor.pk, to=to, now=at).code

    codes = together(note, 12)

    moves = list(JourneyMove.objects.filter(journey__person=cast.mentor, at=at).order_by("pk"))
    assert set(codes) <= {"", "move"}
    assert moves[0].before == "trained"
    assert [one.before for one in moves[1:]] == [one.after for one in moves[:-1]]
    assert Journey.objects.get(person=cast.mentor).stage == moves[-1].after


def test_whoever_was_on_a_roster_before_there_were_journeys_gets_theirs_once(clock, cast, now):
    begin = import_module("community.migrations.0032_journeys_of_those_on_rosters").begin
    Journey.objects.all().delete()
    Promotion.objects.filter(pk=cast.other_promotion.pk).update(trained_at=now - DAY)

    for _twice in range(2):
        begin(apps, None)

    found = {one.person: (one.stage, one.since) for one in Journey.objects.select_related("person")}
    joined = now - timedelta(days=20)
    assert found == {cast.mentor: ("training", joined), cast.other_mentor: ("trained", now - DAY)}
    assert list(JourneyMove.objects.values_list("before", "why").distinct()) == [("", "roster")]
    assert JourneyMove.objects.count() == 2
