"""Background tasks: a failure is seen, tried again ever later, and at last left to a human."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult

from hub.actions.retry import DELETE_FILE, forget_done, forget_secrets, retry_tasks


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


@pytest.mark.parametrize("status", ["READY", "RUNNING", "FAILED", "SUCCESSFUL"])
def test_a_task_of_before_says_no_secret_of_a_bucket_and_still_deletes_its_file(db, now, status):
    name = default_storage.save("banc.txt", ContentFile(b"x"))
    options = {"access_key": "cle", "secret_key": "secret-long", "bucket_name": "b"}
    row = task(status, now, tries=1)
    said = [["storages.backends.s3.S3Storage", [], options], name]
    DBTaskResult.objects.filter(pk=row.pk).update(task_path=DELETE_FILE, args_kwargs={"args": said, "kwargs": {}})

    assert (forget_secrets(now=now), forget_secrets(now=now)) == (1, 0)

    row.refresh_from_db()
    assert "secret" not in str(row.args_kwargs) and "cle" not in str(row.args_kwargs)
    assert state(row) == status
    row.task.call(*row.args_kwargs["args"])
    assert not default_storage.exists(name)


def test_other_tasks_stay_as_they_are(db, now):
    row = task("FAILED", now, tries=1)
    DBTaskResult.objects.filter(pk=row.pk).update(args_kwargs={"args": ["secret_key"], "kwargs": {}})

    assert forget_secrets(now=now) == 0
