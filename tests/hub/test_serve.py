"""`python -m hub serve`, as it runs in production."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection

import pytest

from tests.conftest import ROOT


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serve(tmp_path, port):
    """serve(): the command in a process of its own, with an empty database."""
    running = []

    def go():
        environment = {
            **os.environ,
            "HUB_DATA_DIR": str(tmp_path),
            "HUB_DEMO": "1",
            "HUB_URL": f"http://127.0.0.1:{port}",
        }
        for name in ("DATABASE_URL", "REDIS_URL"):
            environment.pop(name, None)
        command = [sys.executable, "-W", "ignore", "-m", "hub", "serve", "--port", str(port)]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        running.append(process)
        return process

    yield go
    for process in running:
        process.kill()
        process.communicate()


def ask(port):
    """Status and server of the page that says how it is, once somebody listens."""
    for _ in range(300):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
                connection.request("GET", "/sante/")
                answer = connection.getresponse()
                return answer.status, answer.getheader("Server")
        except ConnectionRefusedError:
            time.sleep(0.1)
    return pytest.fail("nobody listens")


@pytest.mark.long
def test_it_serves_until_it_is_told_to_stop_and_says_nothing(serve, port):
    process = serve()

    assert ask(port) == (200, "Le Banc")
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=10)

    assert (process.returncode, said) == (0, "")


@pytest.mark.long
def test_a_port_that_is_taken_ends_it(serve, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        process = serve()
        said, _ = process.communicate(timeout=30)

    assert process.returncode == 1
    assert f"Couldn't listen on 127.0.0.1:{port}" in said
