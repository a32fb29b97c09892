"""The health address: what a machine asks every few seconds, and what it is told."""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.conftest import ROOT


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


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (400, 1)])
def test_docker_asks_under_the_name_of_the_site(status, code):
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Host"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"words\n")

        def log_message(self, *words: object):
            pass

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.handle_request, daemon=True).start()
    ended = ask_as_docker_does(server.server_port)
    server.server_close()

    assert (ended.returncode, ended.stdout) == (code, "words\n")
    assert asked == [("/sante/", "lebanc.example")]


def test_docker_is_told_when_nobody_is_there():
    ended = ask_as_docker_does(9)

    assert (ended.returncode, ended.stdout[:9]) == (1, "no answer")


def ask_as_docker_does(port):
    line = [sys.executable, "hub/deploy/health.py", str(port)]
    settings = {"HUB_URL": "https://lebanc.example"}
    return subprocess.run(line, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=30, check=False)
