"""Runs failed background tasks again, each time twice as late; keeps neither what is done nor what is secret."""

from datetime import datetime, timedelta

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult

from hub.db import write

MOST_TRIES = 8
LONGEST_RUN = timedelta(hours=1)
KEEP_DONE = timedelta(days=7)
DELETE_FILE = "wagtail.tasks.delete_file_from_storage_task"
# The place of all uploads, as Django deconstructs it: nothing in it is secret.
UPLOADS = ["django.core.files.storage.DefaultStorage", [], {}]


def retry_tasks(*, now: datetime) -> int:
    """Puts back what is due; answers how many. Harmless when repeated."""
    failed = DBTaskResult.objects.failed().order_by("finished_at", "pk")
    due = [row.pk for row in failed if may_retry(row, now)]
    due += list(abandoned(now).values_list("pk", flat=True))
    if due:
        with write():
            DBTaskResult.objects.filter(pk__in=due).update(status="READY", run_after=now, finished_at=None)
    return len(due)


def may_retry(row: DBTaskResult, now: datetime) -> bool:
    """After 2, 4, 8 … minutes, at most eight times."""
    tries = len(row.worker_ids)
    return tries < MOST_TRIES and row.finished_at is not None and row.finished_at + timedelta(minutes=2**tries) <= now


def abandoned(now: datetime) -> QuerySet[DBTaskResult]:
    """Begun long ago by a worker that never said how it ended."""
    return DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now - LONGEST_RUN)


def forget_done(*, now: datetime) -> int:
    """Deletes what went well a week ago; answers how many."""
    old = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]


def forget_secrets(*, now: datetime) -> int:
    """Has tasks that carry a bucket's secret name the place of all uploads instead; answers how many. Harmless when repeated.

    Deleting a file wrote them so once, what failed is kept for a human, and while servers are replaced an old one still
    writes them: so no migration does it.
    """
    deletions = DBTaskResult.objects.filter(task_path=DELETE_FILE)
    rows = list(deletions.annotate(said=Cast("args_kwargs", TextField())).filter(said__contains='"secret_key"'))
    for row in rows:
        row.args_kwargs["args"][0] = UPLOADS
    if rows:
        with write():
            DBTaskResult.objects.bulk_update(rows, ["args_kwargs"])
    return len(rows)
