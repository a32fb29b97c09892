"""A wrong setting stops the start with its name, in one sentence."""

import os
import re
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from hub import config, startup

ROOT = Path(__file__).resolve().parent.parent
DEAD = "postgres://nobody:x@127.0.0.1:9/none"


def start(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `python -m hub <command>` in an environment of its own."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    facts = {**clean, "HUB_DATA_DIR": str(folder), **environment}
    line = [sys.executable, "-m", "hub", *command.split()]
    return subprocess.run(line, cwd=ROOT, env=facts, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("HUB_DEMO", "perhaps"),
        ("HUB_URL", "lebanc.example"),
        ("HUB_URL", "https://lebanc.example/path"),
        ("HUB_URL", "http://[::1"),
        ("HUB_URL", "https://lebanc.example:99999"),
        ("HUB_URL", "https://le banc.example"),
        ("HUB_URL", "https://me:secret@lebanc.example"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("REDIS_URL", "http://127.0.0.1"),
        ("TRUSTED_PROXIES", "10.0.0.0/8"),
        ("DATABASE_URL", "mysql://me:hunter2@x/y"),
        ("DATABASE_URL", "postgres://x:y@host:port/name"),
        ("DATABASE_URL", "postgres://x:y@[host/name"),
        ("DATABASE_URL", "postgres://x:y@host"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("EMAIL_URL", "smtp.example.org"),
        ("EMAIL_URL", "smpt://me:hunter2@x"),
        ("EMAIL_URL", "smtp://host:port"),
        ("MEDIA_URL", "s3://bucket"),
        ("MEDIA_URL", "s3://host/bucket"),
        ("MEDIA_URL", "s3://me:hunter2@x/a/b"),
        ("MEDIA_URL", "s3://key:secret@host:port/bucket"),
        ("MAIL_FROM", "Le Banc"),
        ("MAIL_FROM", "a@b.example\nBcc: c@d.example"),
        ("HUB_DATA_DIR", "/proc/nowhere"),
        ("HUB_DATA_DIR", "~nobody-of-that-name/data"),
    ],
)
def test_the_sentence_names_the_setting_and_repeats_no_password(tmp_path, monkeypatch, name, value):
    monkeypatch.setenv("HUB_DATA_DIR", str(tmp_path))
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=rf"^{name}: ") as stopped:
        runpy.run_path(str(ROOT / "hub" / "settings.py"))

    assert "hunter2" not in str(stopped.value)


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "mysql://me:hunter2@x/y"), ("HUB_DATA_DIR", "/proc/nowhere")]
)
def test_the_start_ends_with_that_sentence_and_nothing_else(tmp_path, name, value):
    ended = start("check", tmp_path, **{name: value})

    assert ended.returncode != 0
    assert re.fullmatch(rf"Le Banc did not start\. {name}: [^\n]+\n", ended.stderr)
    assert "hunter2" not in ended.stderr + ended.stdout


def test_what_the_address_of_postgres_asks_for_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me:x@db.example/lebanc?sslmode=verify-full")

    options = config.database(tmp_path)["OPTIONS"]

    assert (options["sslmode"], options["connect_timeout"], options["pool"]["max_size"]) == ("verify-full", 5, 20)


def test_a_bucket_needs_its_extra(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "find_spec", lambda _name: None)
    monkeypatch.setenv("MEDIA_URL", "s3://key:secret@host/bucket")

    with pytest.raises(ImproperlyConfigured, match=r"MEDIA_URL: .*pip install '\.\[s3\]'"):
        config.media_storage(tmp_path)


def test_a_secret_key_cut_short_is_one_sentence(tmp_path):
    (tmp_path / "secret.key").touch()

    assert "secret.key is cut short" in start("check", tmp_path).stderr


def test_a_file_that_is_no_database_stops_the_start(tmp_path):
    (tmp_path / "lebanc.sqlite3").write_text("no database, but long enough to be taken for one: " * 20)

    ended = start("worker", tmp_path)

    assert "DATABASE_URL: the database does not answer" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_postgres_too_old_stops_the_start(db, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("on Postgres only")
    monkeypatch.setattr(startup, "OLDEST_POSTGRES", 99_00_00)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: Postgres 15"):
        startup.verify()


@pytest.mark.parametrize("command", ["demo", "worker"])
def test_a_database_that_does_not_answer_stops_the_start(tmp_path, command):
    ended = start(command, tmp_path, DATABASE_URL=DEAD, PORT=str(free_port()))

    assert ended.returncode != 0
    assert "DATABASE_URL:" in ended.stderr
    assert "Traceback" not in ended.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = start("demo", tmp_path, PORT=str(taken.getsockname()[1]))

    assert ended.returncode != 0
    assert "PORT:" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_secret_key_is_made_once_and_kept(tmp_path):
    stops_later = {"MAIL_FROM": "Le Banc"}  # read after the key; a whole start takes twenty times as long
    start("check", tmp_path, **stops_later)
    first = (tmp_path / "secret.key").read_text()
    start("check", tmp_path, **stops_later)

    assert (tmp_path / "secret.key").read_text() == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


def test_production_settings_pass_django_s_own_check(tmp_path):
    ended = start("check --deploy --fail-level WARNING", tmp_path, HUB_URL="https://lebanc.example")

    assert ended.returncode == 0, ended.stderr
