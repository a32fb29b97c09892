"""Whom the ladder asks: who can help and is not always the same, who stands in, and never who asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.home import note_absence, offer_help
from community.actions.ladder import KEEP, ask_others, forget_told
from community.actions.leaving import leave_promotion
from community.actions.promotions import remove_from_roster
from community.models import Absence, Journey, Membership, Stage, Told
from tests.cast import NOW
from tests.community.asking import COORDINATOR, DAY, HOUR, REFERENT, ask, befriend, reply, told


@pytest.fixture
def friends(cast):
    return befriend(cast)


def test_nobody_rests_or_is_asked_twice_a_day_and_not_always_the_same(friends):
    def asked(hours):
        """Who is asked about a question of that hour, a day later."""
        question = ask(friends, now=NOW + hours * HOUR)
        ask_others(now=NOW + (hours + 24) * HOUR)
        names = Told.objects.filter(rung__question=question).values_list("person__first_name", flat=True)
        reply(friends, question, now=NOW + (hours + 24) * HOUR)
        return sorted(names)

    Journey.objects.filter(person=friends.carla).update(stage=Stage.PAUSE)

    first, same_day = asked(0), asked(1)
    Journey.objects.filter(person=friends.carla).update(stage=Stage.TRAINED)

    assert (first, same_day) == (["Anne", "Bruno"], [])
    assert asked(26) == ["Anne", "Carla"]


def test_a_peer_offers_something_that_meets_the_question_and_still_does(friends, now):
    offer_help(actor=friends.anne, words="", now=NOW)
    friends.bruno.is_active = False
    friends.bruno.save()
    offer_help(actor=friends.other_mentor, words="lettres à la préfecture", now=NOW)
    offer_help(actor=friends.mentor, words="lettres à la préfecture", now=NOW)
    offer_help(actor=friends.referent, words="lettres à la préfecture", now=NOW)
    ask(friends)

    ask_others(now=NOW + 24 * HOUR)

    assert told() == [(1, ["Carla"])]


def test_where_nobody_can_help_the_step_is_passed_and_the_next_keeps_its_hour(friends):
    ask(friends, body="Qui a un vélo ?")

    assert [ask_others(now=NOW + hours * HOUR) for hours in (24, 25, 48)] == [1, 0, 1]
    assert told() == [(1, []), REFERENT]


def test_whoever_stands_in_hears_of_it_instead_of_a_referent_who_is_away(friends):
    facts = {"starts_on": NOW.date(), "back_on": NOW.date() + 9 * DAY, "stand_in_id": friends.coordinator.pk}
    note_absence(actor=friends.coordinator, person_id=friends.referent.pk, now=NOW, **facts)
    ask(friends, body="Qui a un vélo ?")

    for hours in (24, 48, 72):
        ask_others(now=NOW + hours * HOUR)

    assert told() == [(1, []), (2, ["Coordinator"]), (3, [])]


def test_a_stand_in_who_may_not_read_the_room_is_not_asked_in_the_place_of_the_referent(friends):
    facts = {"starts_on": NOW.date(), "back_on": NOW.date() + 9 * DAY, "stand_in_id": friends.coordinator.pk}
    note_absence(actor=friends.coordinator, person_id=friends.referent.pk, now=NOW, **facts)
    Absence.objects.update(stand_in=friends.stranger)
    ask(friends, body="Qui a un vélo ?")

    for hours in (24, 48, 72):
        ask_others(now=NOW + hours * HOUR)

    assert told() == [(1, []), REFERENT, COORDINATOR]


def test_a_referent_who_asks_is_not_asked(friends):
    ask(friends, body="Qui a un vélo ?", who="referent")

    for hours in (24, 48, 72):
        ask_others(now=NOW + hours * HOUR)

    assert told() == [(1, []), (2, []), COORDINATOR]


def test_who_was_asked_is_forgotten_after_three_months_and_with_whoever_leaves(friends):
    ask(friends)
    ask_others(now=NOW + 24 * HOUR)
    leave_promotion(actor=friends.bruno, promotion_id=friends.promotion.pk, erase=False, now=NOW + 25 * HOUR)
    left = told()

    kept = forget_told(now=NOW + 24 * HOUR + KEEP)
    gone = forget_told(now=NOW + 25 * HOUR + KEEP)

    assert (left, kept, gone, told()) == ([(1, ["Anne"])], 0, 1, [(1, [])])


def test_a_question_whose_asker_is_gone_stays_due_and_locks_nothing(friends):
    ask(friends)
    mine = Membership.objects.get(person=friends.mentor, promotion=friends.promotion)
    remove_from_roster(actor=friends.coordinator, membership_id=mine.pk, now=NOW + HOUR)

    with CaptureQueriesContext(connection) as asked:
        taken = ask_others(now=NOW + 24 * HOUR)

    assert (taken, told()) == (0, [])
    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT") or "FOR UPDATE" in one["sql"]] == []
