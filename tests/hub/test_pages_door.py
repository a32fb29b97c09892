"""A request has one thread from its first signal to its last; the thread stays, and on SQLite its connection too."""

import asyncio
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.signals import request_finished, request_started
from django.db import ConnectionHandler, connection
from django.db.backends.base import base
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import activate, get_language

from hub.config import database
from hub.line import in_line
from hub.pages import Pages

seen: list[tuple[str, str, object, str]] = []


def note(what):
    connection.ensure_connection()
    seen.append((what, threading.current_thread().name, connection.connection, get_language()))


def view(request):
    note(f"view {request.path}")
    return HttpResponse("so")


def view_in_dutch(request):
    activate("nl")
    return view(request)


def fault(request):
    note(f"view {request.path}")
    raise LookupError


def hang_up(request):
    connection.close()
    return HttpResponse()


urlpatterns = [
    path("so/", view),
    path("nl/so/", view_in_dutch),
    path("fault/", fault),
    path("end/", hang_up),
]


@contextmanager
def signals_noted():
    def started(**_told):
        note("started")

    def finished(**_told):
        note("finished")
        # Opened for this note alone, after Django has closed it: a thread that keeps it keeps it from the pool, and the
        # database from being dropped when the last test is over.
        connection.close()

    request_started.connect(started)
    request_finished.connect(finished)
    try:
        yield
    finally:
        request_started.disconnect(started)
        request_finished.disconnect(finished)


async def ask(door, address):
    scope = {
        "type": "http",
        "method": "GET",
        "path": address,
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    visit = ApplicationCommunicator(door, scope)
    await visit.send_input({"type": "http.request", "body": b"", "more_body": False})
    start = await visit.receive_output(5)
    body = await visit.receive_output(5)
    await visit.wait(5)
    return start["status"], body["body"]


@pytest.fixture
def asked(transactional_db, settings):
    """asked(*addresses) are the answers to one after the other, in a house with two threads."""
    settings.ROOT_URLCONF = __name__
    seen.clear()

    def ask_all(*addresses: str):
        async def one_after_the_other():
            door = in_line(Pages(), 2)
            answers = [await ask(door, address) for address in addresses]
            with_end = await ask(door, "/end/")
            assert with_end[0] == 200
            return answers

        return asyncio.run(one_after_the_other())

    return ask_all


def test_one_thread_from_the_first_signal_to_the_last_and_the_next_request_has_it_again(asked):
    with signals_noted():
        answers = asked("/so/", "/so/")

    assert answers == [(200, b"so")] * 2
    assert [what for what, *_rest in seen[:6]] == ["started", "view /so/", "finished"] * 2
    assert len({name for _what, name, *_rest in seen}) == 1
    assert seen[0][1].startswith("pages-1")


def test_on_sqlite_the_connection_stays_open(asked):
    if connection.vendor != "sqlite":
        pytest.skip("Postgres has a pool of them")
    asked("/so/", "/so/")

    first, second = (held for what, _name, held, _language in seen if what == "view /so/")
    assert first is second


def test_on_sqlite_a_file_that_was_taken_away_is_noticed_in_a_minute(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    asked = database(tmp_path)
    link = ConnectionHandler({"default": asked}).create_connection("default")
    with link.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id integer)")
    for one in tmp_path.glob("lebanc.sqlite3*"):
        one.unlink()
    link.close_if_unusable_or_obsolete()
    assert link.introspection.table_names() == ["kept"], "whoever holds it open does not see that it is gone"

    monkeypatch.setattr(base, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + 61))
    link.close_if_unusable_or_obsolete()

    assert link.introspection.table_names() == []
    link.close()


def test_a_language_does_not_stay_in_the_thread(asked):
    with signals_noted():
        asked("/nl/so/", "/so/")

    told = [(what, language) for what, _name, _held, language in seen]
    assert told[1] == ("view /nl/so/", "nl")
    assert told[3:5] == [("started", "fr"), ("view /so/", "fr")]


def test_a_fault_is_answered_and_the_thread_goes_on(asked, caplog):
    answers = asked("/fault/", "/so/")

    assert [status for status, _body in answers] == [500, 200]
    assert len({name for _what, name, *_rest in seen}) == 1
