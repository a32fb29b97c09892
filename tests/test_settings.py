"""A wrong setting stops the start with its name, in one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

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
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "postgres://x:y@host:port/name"),
        ("EMAIL_URL", "smtp.example.org"),
        ("MEDIA_URL", "s3://bucket"),
        ("HUB_DATA_DIR", "/proc/nowhere"),
    ],
)
def test_the_sentence_names_the_setting(tmp_path, name, value):
    ended = start("check", tmp_path, **{name: value})

    assert ended.returncode != 0
    assert f"{name}:" in ended.stderr
    assert "Traceback" not in ended.stderr


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
    start("check", tmp_path)
    first = (tmp_path / "secret.key").read_text()
    start("check", tmp_path)

    assert (tmp_path / "secret.key").read_text() == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


def test_production_settings_pass_django_s_own_check(tmp_path):
    ended = start("check --deploy --fail-level WARNING", tmp_path, HUB_URL="https://lebanc.example")

    assert ended.returncode == 0, ended.stderr
