"""A person is locked against whoever changes what is theirs, not against rows that only name them."""

import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from hub.actions.notify import notify
from hub.db import write
from hub.models import Notice, Person

ROOT = Path(__file__).resolve().parents[2]


def test_nobody_locks_a_person_in_another_way():
    # A lock for update of a person's whole row keeps others from writing them a notice, who may hold what we wait for.
    wrong = [
        str(path.relative_to(ROOT))
        for app in ("hub", "community", "events", "workshops", "cms")
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"(Person\.objects|\bpeople)\b[^\n]*\.select_for_update", path.read_text(encoding="utf-8"))
    ]

    assert wrong == []


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_whoever_holds_a_person_keeps_nobody_from_writing_them_a_notice(open_house):
    _base, cast = open_house
    told = threading.Event()

    def tell():
        with write():
            now = timezone.now()
            notify(person=cast.mentor, kind="event.waiting", key="lock", due_at=now + timedelta(days=9), now=now)
        told.set()
        connections.close_all()

    with write():
        Person.objects.locked().get(pk=cast.mentor.pk)
        thread = threading.Thread(target=tell, daemon=True)
        thread.start()
        in_time = told.wait(5)
    thread.join(30)

    assert in_time and Notice.objects.filter(key="lock").exists()
