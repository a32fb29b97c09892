"""Nobody loses anything in silence: members hear by mail that their promotion was archived, and what they keep."""

from datetime import timedelta

import pytest

from community.actions.phases import archive_promotion, reopen_promotion
from community.actions.promotions import add_to_roster
from community.models import Membership
from community.phase_notices import archived
from hub.actions.deliver import write_message
from hub.models import Notice, Person


@pytest.fixture
def mentors(cast, now):
    """The mentor and a second one, who leads too."""
    for role in ("mentor", "godparent"):
        add_to_roster(actor=cast.coordinator, promotion_id=cast.promotion.pk, person=cast.trainer, role=role, now=now)


def turn(act, cast, now):
    act(actor=cast.referent, room_id=cast.promotion.room_id, now=now)


def told():
    return Notice.objects.filter(kind="promotion.archived")


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Vous ne perdez rien"), ("nl", "U verliest niets"), ("en", "You lose nothing")]
)
def test_each_member_hears_once_in_ten_minutes_what_they_keep(cast, mentors, now, clock, language, words):
    Person.objects.update(language=language)

    for _ in range(2):
        turn(archive_promotion, cast, now)

    assert set(told().values_list("person", flat=True)) == {cast.mentor.pk, cast.trainer.pk}
    assert told().count() == 2 and {one.due_at for one in told()} == {now + timedelta(minutes=10)}
    message = write_message(told().get(person=cast.mentor))
    for body in (message.body, message.alternatives[0].content):
        assert words in body and f"/{language}/promotion/{cast.promotion.pk}/" in body
        assert f"/promotion/{cast.promotion.pk}/export/" in body


def test_nobody_hears_of_a_slip_nor_of_a_promotion_that_is_no_longer_theirs(cast, mentors, now, clock):
    turn(archive_promotion, cast, now)
    first = told().get(person=cast.mentor)
    turn(reopen_promotion, cast, now + timedelta(minutes=1))
    assert archived.build(first) is None

    turn(archive_promotion, cast, now + timedelta(minutes=2))

    second = told().filter(person=cast.mentor).latest("pk")
    assert archived.build(first) is None, "the second one says it"
    assert archived.build(second) is not None
    Membership.objects.filter(person=cast.mentor).update(ends_at=now)
    assert archived.build(second) is None
