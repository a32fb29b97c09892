"""The demo's start, and what it does after one that was cut short."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import OperationalError
from django.templatetags.static import static

from hub import demo_world
from hub.management.commands import demo

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path, free_port):
    """start(**more) is `python -m hub demo` in a process of its own, on a data folder of its own."""
    running = []

    def go(**more):
        environment = {
            **os.environ,
            "HUB_DATA_DIR": str(tmp_path),
            "PORT": str(free_port),
            "PYTHONUNBUFFERED": "1",
            **more,
        }
        environment.pop("DATABASE_URL", None)
        process = subprocess.Popen(
            [sys.executable, "-m", "hub", "demo"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process

    yield go
    for process in running:
        process.kill()
        process.communicate()


def wait_for(process, words):
    """What it said until then."""
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return "".join(said)
    return pytest.fail(f"never said: {words}")


@pytest.mark.long
def test_a_start_that_was_killed_half_way_begins_anew(start, tmp_path):
    first = start()
    wait_for(first, "Hashing")
    time.sleep(0.5)
    first.send_signal(signal.SIGKILL)
    first.wait(10)

    second = start()
    wait_for(second, "beginning anew")
    said = wait_for(second, "Le Banc is open")

    assert [said.count(step) for step in ("Preparing", "Settling in", "Hashing")] == [1, 1, 1]
    with sqlite3.connect(tmp_path / "lebanc.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM hub_branch").fetchone() == (6,)


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_start_ends_when_told_to_in_one_sentence(start, number):
    process = start()
    wait_for(process, "Preparing")
    process.send_signal(number)
    said = process.communicate(timeout=10)[0]

    assert process.returncode == 128 + number
    assert "Stopped before it was open" in said
    assert "Traceback" not in said


@pytest.fixture
def preparing(settings, tmp_path, monkeypatch):
    """preparing(exists): what `prepare` does with a database that says by `exists` whether it has been lived in."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(demo, "call_command", lambda *_words, **_more: None)
    monkeypatch.setattr(demo.subprocess, "Popen", lambda *_words, **_more: SimpleNamespace(wait=lambda: 0))
    monkeypatch.setattr(demo_world, "connection", SimpleNamespace(vendor="postgresql"))
    monkeypatch.setattr(demo_world, "connections", SimpleNamespace(close_all=lambda: None))
    monkeypatch.setattr(demo_world, "parts", lambda _name: [])

    def go(exists):
        monkeypatch.setattr(demo_world, "Branch", SimpleNamespace(objects=SimpleNamespace(exists=exists)))
        return demo.Command().prepare()

    return go


def test_what_has_been_lived_in_is_never_marked_as_half_made(preparing):
    def locked():
        raise OperationalError

    with pytest.raises(OperationalError):
        preparing(locked)

    assert not demo_world.mark().exists()


def test_the_mark_goes_once_the_disk_has_it_all(preparing, monkeypatch):
    marked = []
    monkeypatch.setattr(
        demo_world, "connections", SimpleNamespace(close_all=lambda: marked.append(demo_world.mark().exists()))
    )

    assert preparing(lambda: False)

    assert marked[-1]
    assert not demo_world.mark().exists()


def test_style_sheets_go_by_the_names_just_gathered_whoever_asked_before(preparing, monkeypatch):
    monkeypatch.setattr(staticfiles_storage, "hashed_files", {"hub/css/base.css": "hub/css/base.old.css"})
    monkeypatch.setattr(staticfiles_storage, "manifest_hash", "")
    monkeypatch.setattr(
        staticfiles_storage, "load_manifest", lambda: ({"hub/css/base.css": "hub/css/base.new.css"}, "")
    )

    preparing(lambda: True)

    assert static("hub/css/base.css").endswith("base.new.css")
