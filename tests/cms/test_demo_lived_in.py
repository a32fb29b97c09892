"""A demo that has been lived in starts again: its facts name what is left, and miss nothing that is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.actions.apply import apply
from cms.demo import facts
from cms.models import Application, CallPage
from community.demo import room_facts
from community.models import Room


@pytest.fixture
def applied(clock, cast, now, answers):
    """One application, of whom nobody waits for a decision."""
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    return Application.objects.get()


def test_what_the_team_has_settled_is_left_out(applied, cast):
    urls = facts()["urls"]

    assert urls["application"] == f"/fr/equipe/candidature/{applied.pk}/"
    assert urls["pipeline"] == f"/fr/equipe/candidatures/{cast.call.pk}/"
    assert urls["call_open"] == "/fr/devenir-mentor/lille/"
    assert not {"twins", "accepted", "resource", "call_full", "call_closed"} & set(urls)


def test_after_some_months_no_call_is_open(applied, clock):
    clock.shift(timedelta(days=90))

    assert facts()["urls"]["call_closed"] == "/fr/devenir-mentor/lille/"
    CallPage.objects.get(locale__language_code="fr").unpublish()
    assert not [name for name in facts()["urls"] if name.startswith("call_")]


def test_a_room_that_was_archived_is_still_the_mentor_s(cast):
    Room.objects.update(archived_at=timezone.now())

    promotion, mentor = room_facts(cast.mentor.email)

    assert (promotion, mentor) == (cast.promotion, cast.mentor)
