"""The health address: what a machine asks every few seconds, and what it is told."""

from django.db import OperationalError, connection
from django.test import Client


def check_headers(answer):
    """Nobody keeps it, and it keeps nobody."""
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert not answer.cookies


def test_the_database_answers(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = Client().get("/sante/")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    check_headers(answer)


def test_the_database_does_not_answer(db):
    def fail(execute, sql, params, many, context):
        message = "connection to server at 10.0.0.9 failed for user lebanc"
        raise OperationalError(message)

    with connection.execute_wrapper(fail):
        answer = Client().get("/sante/")

    assert (answer.status_code, answer.content) == (503, b"The database does not answer.\n")
    check_headers(answer)
