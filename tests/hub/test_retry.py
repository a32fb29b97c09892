"""Background tasks: a failure is seen, tried again ever later, and at last left to a human."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from hub.actions.retry import forget_done, retry_tasks


@pytest.fixture
def failed(db, now):
    return task("FAILED", now, tries=1)


def task(status, at, *, tries):
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="wagtail.tasks.update_reference_index_task",
        backend_name="default",
        run_after=at,
        started_at=at,
        finished_at=None if status == "RUNNING" else at,
        worker_ids=["hub"] * tries,
        exception_class_path="",
        traceback="",
    )


def state(row):
    row.refresh_from_db()
    return row.status


@pytest.mark.parametrize(("tries", "minutes"), [(1, 2), (2, 4), (7, 128)])
def test_each_time_twice_as_late(db, now, tries, minutes):
    row = task("FAILED", now, tries=tries)

    assert retry_tasks(now=now + timedelta(minutes=minutes, seconds=-1)) == 0
    assert retry_tasks(now=now + timedelta(minutes=minutes)) == 1
    assert state(row) == "READY"


def test_after_eight_tries_a_human_is_needed(db, now):
    row = task("FAILED", now, tries=8)

    assert retry_tasks(now=now + timedelta(days=30)) == 0
    assert state(row) == "FAILED"


def test_what_a_dead_worker_left_is_taken_up_again(db, now):
    row = task("RUNNING", now, tries=1)

    assert retry_tasks(now=now + timedelta(minutes=59)) == 0
    assert retry_tasks(now=now + timedelta(minutes=61)) == 1
    assert state(row) == "READY"


def test_what_went_well_is_forgotten_and_failures_are_not(failed, now):
    task("SUCCESSFUL", now, tries=1)

    assert forget_done(now=now + timedelta(days=6)) == 0
    assert forget_done(now=now + timedelta(days=8)) == 1
    assert list(DBTaskResult.objects.all()) == [failed]


def test_a_failure_is_told_to_the_team(cast, failed, signed_in):
    text = signed_in("coordinator").get("/fr/equipe/").content.decode()

    assert "1 travail de fond a échoué" in text.replace("\xa0", " ")
