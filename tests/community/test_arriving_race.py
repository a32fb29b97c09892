"""Whoever comes to one promotion while the team takes them off another: on Postgres neither waits for the other for good."""

import pytest
from django.utils import timezone

from community.actions.arrivals import join
from community.actions.invitations import open_invitation
from community.actions.promotions import remove_from_roster
from community.models import Membership
from hub.live.commands import new_cid
from hub.live.log import lock_topic
from hub.models import Notice
from hub.person_topic import PersonTopic
from tests.held import carry_out_while_held

pytestmark = pytest.mark.race


def test_who_joins_keeps_nobody_from_writing_to_them(open_house):
    _base, cast = open_house
    now, mentor = timezone.now(), cast.mentor
    code = open_invitation(actor=cast.admin, promotion_id=cast.other_promotion.pk, days=1, cid=new_cid(), now=now)
    held = Membership.objects.get(person=mentor, promotion=cast.promotion).pk
    acts = {
        "off": lambda: remove_from_roster(actor=cast.coordinator, membership_id=held, now=timezone.now()),
        "join": lambda: join(actor=mentor, invitation_id=code.pk, entered_at=now, now=timezone.now()),
    }
    # The one has told the room, the other has taken the person's row.
    done = carry_out_while_held(lambda: lock_topic(PersonTopic.key(mentor.pk)), acts)

    assert done == ["join", "off"]
    here = Membership.objects.current(timezone.now()).filter(person=mentor)
    assert list(here.values_list("promotion", flat=True)) == [cast.other_promotion.pk]
    assert Notice.objects.filter(person=mentor, kind="member.removed").count() == 1
