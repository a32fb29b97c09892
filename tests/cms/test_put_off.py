"""A call that is put off counts from when the team called, also for whoever has waited for months: late only after that."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.pipeline import mark_contact
from cms.actions.steps import advance, lock_application
from cms.actions.undo import undo_call
from cms.due import LONGEST, due_of
from cms.models import Application
from hub.db import write
from hub.words.working_days import working_days_after
from tests.cast import NOW


@pytest.fixture
def waiting(clock, cast, now, answers) -> Application:
    """Somebody who has stood on the list of a call for two months."""
    apply(call_id=cast.call.pk, answers=answers(event_id=None, mode=""), language="fr", flagged=False, now=now)
    found = Application.objects.get()
    with write():
        advance(lock_application(found.pk), "waiting_list", actor=cast.coordinator, why="test", now=now)
    clock.shift(timedelta(days=60))
    return found


def due(application):
    rows = Application.objects.select_related("registration__event", "interview", "call")
    return due_of(rows.get(pk=application.pk), timezone.now())


def call(cast, application, outcome="reached", **more):
    facts = {"actor": cast.coordinator, "application_id": application.pk, "outcome": outcome, "now": timezone.now()}
    return mark_contact(**facts, **more)


def test_who_was_called_a_moment_ago_waits_until_the_day_that_was_agreed(waiting, cast, clock, signed_in):
    before = due(waiting)
    call(cast, waiting)
    after, today = due(waiting), timezone.localdate()
    page = signed_in("coordinator").get(f"/fr/equipe/candidatures/{cast.call.pk}/?etape=attente").content.decode()
    clock.move_to(NOW + timedelta(days=60 + (after.by - today).days))

    assert before.is_late(today)
    assert (after.is_agreed, after.by, after.is_due(today)) == (True, working_days_after(today, 5), False)
    assert "en retard" not in page
    assert due(waiting).is_due(timezone.localdate())


def test_a_call_taken_back_leaves_them_as_late_as_before(waiting, cast):
    first = call(cast, waiting, "message")
    agreed = due(waiting).by
    second = call(cast, waiting)

    undo_call(actor=cast.coordinator, contact_id=second.pk, now=timezone.now())
    between = due(waiting)
    undo_call(actor=cast.coordinator, contact_id=first.pk, now=timezone.now())

    assert (between.by, between.is_late(timezone.localdate())) == (agreed, False)
    assert due(waiting).is_late(timezone.localdate())


@pytest.mark.parametrize("called", [0, 40, None])
def test_nobody_is_put_off_for_longer_than_the_limit_after_a_call(called):
    since = NOW - timedelta(days=90)
    at = None if called is None else NOW - timedelta(days=called)
    one = Application(state="waiting_list", since=since, call_on=date(2099, 1, 1), called_at=at)

    assert due_of(one, NOW).by == working_days_after((at or since).date(), LONGEST)
