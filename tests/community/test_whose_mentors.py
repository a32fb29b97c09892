"""Whose mentors they are: of the branch whose roster they are on today, and of no roster twice."""

from datetime import timedelta

import pytest
from django.db import connection

from community.actions.journeys import move_mentor
from community.actions.promotions import add_to_roster, remove_from_roster
from community.actions.stages import JourneyRefusal
from community.models import Journey, Membership

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_a_branch_that_had_a_mentor_once_leaves_them_to_the_one_that_has_them(cast, now):
    row = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)
    facts = {"promotion_id": cast.other_promotion.pk, "person": cast.mentor, "role": "mentor"}
    there = add_to_roster(actor=cast.admin, now=now, **facts)
    remove_from_roster(actor=cast.coordinator, membership_id=row.pk, now=now + MINUTE)

    def sees(who, at):
        return Journey.objects.visible_to(cast.people[who], at).filter(person=cast.mentor).exists()

    later = now + DAY
    assert [sees(who, later) for who in ("coordinator", "admin")] == [False, True]
    with pytest.raises(JourneyRefusal):
        move_mentor(actor=cast.coordinator, person_id=cast.mentor.pk, to="trained", now=later)
    remove_from_roster(actor=cast.admin, membership_id=there.pk, now=later)
    assert [sees(who, later + MINUTE) for who in ("coordinator", "far_coordinator", "trainer")] == [True, False, False]


def test_a_roster_that_ended_while_the_lock_was_waited_for_is_not_ended_again(cast, now):
    row = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)
    ended = row.starts_at + timedelta(seconds=1)

    def meanwhile(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith('SELECT "community_promotion"'):
            with connection.cursor() as cursor:
                cursor.execute("UPDATE community_membership SET ends_at = %s WHERE id = %s", [ended, row.pk])
        return result

    with connection.execute_wrapper(meanwhile):
        move_mentor(actor=cast.referent, person_id=cast.mentor.pk, to="left", now=now + DAY)

    row.refresh_from_db()
    assert row.ends_at == ended
    assert Journey.objects.get(person=cast.mentor).stage == "left"
