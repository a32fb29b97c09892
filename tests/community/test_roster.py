"""The roster opens and closes the room: at once, at its date, and exactly once in the log."""

from datetime import date, timedelta

import pytest

from community.actions.promotions import RosterRefusal, add_to_roster, carry_out_memberships, remove_from_roster
from community.models import Membership
from community.policies import may_read
from hub.actions.roles import carry_out_roles, end_role, grant_role
from hub.models import LogEvent, Role


@pytest.fixture
def log(cast):
    """The changes of right in the room's log since now."""
    key = f"room:{cast.promotion.room_id}"
    start = LogEvent.objects.filter(topic__key=key).count()

    def lines():
        rows = LogEvent.objects.filter(topic__key=key, seq__gt=start).order_by("seq")
        return list(rows.values_list("kind", "target"))

    return lines


@pytest.fixture
def room(cast):
    return cast.promotion.room


def test_a_promotion_opens_with_its_room_and_four_days(cast, room):
    assert cast.promotion.events.count() == 4
    assert list(room.discussions.values_list("title", flat=True)) == [""]
    assert may_read(cast.mentor, room.pk, cast.promotion.created_at + timedelta(days=15))


def test_added_is_a_member_at_once_and_removed_is_none(cast, room, now, log):
    facts = {"actor": cast.coordinator, "now": now}
    membership = add_to_roster(promotion_id=cast.promotion.pk, person=cast.stranger, role="mentor", **facts)
    assert may_read(cast.stranger, room.pk, now)

    later = now + timedelta(minutes=1)
    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=later)
    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=later)

    assert not may_read(cast.stranger, room.pk, later)
    assert log() == [("member.add", cast.stranger.pk), ("member.del", cast.stranger.pk)]


def test_added_and_removed_in_the_same_instant(cast, room, now, log):
    facts = {"actor": cast.coordinator, "now": now}
    membership = add_to_roster(promotion_id=cast.promotion.pk, person=cast.stranger, role="mentor", **facts)

    remove_from_roster(membership_id=membership.pk, **facts)

    assert not may_read(cast.stranger, room.pk, now)
    assert [kind for kind, _who in log()] == ["member.add", "member.del"]


@pytest.mark.parametrize("who", ["mentor", "trainer", "far_coordinator", "editor"])
def test_only_the_branchs_own_team_changes_it(cast, now, who):
    membership = Membership.objects.get(person=cast.mentor)

    with pytest.raises(RosterRefusal):
        remove_from_roster(actor=cast.people[who], membership_id=membership.pk, now=now)
    facts = {"promotion_id": cast.promotion.pk, "person": cast.stranger, "role": "mentor", "now": now}
    with pytest.raises(RosterRefusal):
        add_to_roster(actor=cast.people[who], **facts)

    membership.refresh_from_db()
    assert membership.ends_at is None


def test_who_keeps_another_way_in_keeps_the_right(cast, room, now, log):
    membership = Membership.objects.get(person=cast.referent, promotion=cast.promotion)

    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=now)

    assert may_read(cast.referent, room.pk, now)
    assert log() == []


def test_a_membership_that_ends_by_date_is_carried_out_by_a_tick(cast, room, now, log):
    Membership.objects.filter(person=cast.mentor).update(ends_at=now + timedelta(hours=1))
    later = now + timedelta(hours=1)

    assert [carry_out_memberships(now=at) for at in (now, later, later)] == [0, 1, 0]

    assert not may_read(cast.mentor, room.pk, later)
    assert log() == [("member.del", cast.mentor.pk)]


def test_a_role_opens_and_closes_every_room_of_its_branch(cast, room, now, log):
    role = grant_role(actor=None, person=cast.stranger, branch=cast.branches["lille"], kind="trainer", now=now)
    again = grant_role(actor=None, person=cast.stranger, branch=cast.branches["lille"], kind="trainer", now=now)
    assert (role.pk, may_read(cast.stranger, room.pk, now)) == (again.pk, True)
    tomorrow = now + timedelta(days=1)

    end_role(actor=None, role_id=role.pk, now=tomorrow)
    end_role(actor=None, role_id=role.pk, now=tomorrow)

    assert not may_read(cast.stranger, room.pk, tomorrow)
    assert log() == [("member.add", cast.stranger.pk), ("member.del", cast.stranger.pk)]


def test_a_role_without_a_room_says_nothing(cast, now, log):
    grant_role(actor=None, person=cast.stranger, branch=None, kind="editor", now=now)
    grant_role(actor=None, person=cast.stranger, branch=cast.branches["londres"], kind="trainer", now=now)

    assert log() == []


def test_a_role_that_ends_by_date_is_carried_out_by_a_tick(cast, room, now, log):
    carry_out_roles(now=now)
    before = len(log())
    Role.objects.filter(person=cast.trainer).update(ends_on=date(2026, 11, 26))

    # Midnight in Paris is still the day before in UTC.
    at = [now, now.replace(day=25, hour=22, minute=59), now.replace(day=25, hour=23, minute=1)]
    assert [carry_out_roles(now=one) for one in [*at, at[-1]]] == [0, 0, 1, 0]

    assert not may_read(cast.trainer, room.pk, at[-1])
    assert log()[before:] == [("member.del", cast.trainer.pk)]
