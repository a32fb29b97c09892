"""docker-compose.yml as Debian's docker-compose reads it, and the settings it hands to the servers."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_house import APPS

pytestmark = pytest.mark.long
composing = pytest.mark.skipif(
    shutil.which("docker-compose") is None, reason="no docker-compose here; on Debian: apt-get install docker-compose"
)
FILLED = {
    "HUB_URL": "https://lebanc.example",
    "SECRET_KEY": "Zy0gxR5sV2kQw8uB1nM4tE7hJ3pL6dA9fCbV5xK8mQ2wN7rT0y",
    "POSTGRES_PASSWORD": "5f2b8c1d",
    "EMAIL_URL": "smtp+tls://user:password@mail.lebanc.example:587",
    "MAIL_FROM": "Le Banc <bonjour@lebanc.example>",
}
# Debian's docker-compose brings the reader of YAML that its answer needs.
AS_JSON = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)"


def example() -> dict[str, str]:
    """What .env.example names, with the values it gives."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))


def compose(folder: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`docker-compose config` with an .env of these."""
    file = folder / "env"
    file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
    line = ["docker-compose", "--env-file", str(file), "-f", str(ROOT / "docker-compose.yml"), "config"]
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(line, cwd=folder, env=clean, capture_output=True, text=True, timeout=60, check=False)


def read(folder: Path, **more: str) -> dict:
    """The whole, filled in."""
    ended = compose(folder, {**example(), **FILLED, **more})
    assert ended.returncode == 0, ended.stderr
    said = subprocess.run(
        ["/usr/bin/python3", "-c", AS_JSON], input=ended.stdout, capture_output=True, text=True, check=True
    )
    return json.loads(said.stdout)


@composing
def test_the_services(tmp_path):
    services = read(tmp_path)["services"]

    assert set(services) == {"nginx", "web1", "web2", "worker", "prepare", "postgres", "redis"}
    assert [name for name, one in services.items() if "ports" in one] == ["nginx"]
    for name in ("web1", "web2", "worker"):
        assert services[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}
        assert services[name]["depends_on"]["postgres"] == {"condition": "service_healthy"}
    assert services["prepare"]["restart"] == "no"
    assert {name: one["image"] for name, one in services.items() if "build" not in one} == {
        "nginx": "nginx:1.28-bookworm", "postgres": "postgres:15-bookworm", "redis": "redis:7-bookworm",
    }  # fmt: skip


@composing
def test_the_servers_believe_nginx_alone_and_nginx_knows_the_servers(tmp_path):
    whole = read(tmp_path)
    services = whole["services"]
    where = {name: services[name]["networks"]["house"]["ipv4_address"] for name in ("nginx", "web1", "web2")}

    known = re.findall(r"^server ([\d.]+):8000 ", (ROOT / "hub/deploy/place/web.conf").read_text(), re.MULTILINE)

    assert known == [where["web1"], where["web2"]]
    assert services["web1"]["environment"]["TRUSTED_PROXIES"] == where["nginx"]
    assert whole["networks"]["store"]["internal"]
    assert [name for name, one in services.items() if set(one["networks"]) == {"store"}] == [
        "postgres", "prepare", "redis",
    ]  # fmt: skip


@composing
@pytest.mark.parametrize("name", sorted(FILLED))
def test_nothing_that_is_secret_or_ones_own_has_a_default(tmp_path, name):
    assert example()[name] == ""

    ended = compose(tmp_path, {**example(), **FILLED, name: ""})

    assert ended.returncode != 0
    assert re.search(rf"{name}|write .+ into \.env", ended.stderr)


@composing
def test_a_bucket_is_handed_on(tmp_path):
    bucket = "s3://key:secret@host/bucket"

    assert read(tmp_path, MEDIA_URL=bucket)["services"]["web2"]["environment"]["MEDIA_URL"] == bucket


def test_every_setting_is_in_the_example_or_made_by_compose():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"\$\{([A-Z_]+)", text))

    assert used == set(example())
    # The image has a folder and a port of its own.
    assert {name for name in told if not re.search(rf"\b{name}\b", text)} == {"HUB_DATA_DIR", "PORT"}
    assert "HUB_DATA_DIR=/data" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_is_given_the_code_and_is_not_root():
    allowed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()

    assert set(allowed) >= {*APPS, "templates"}
    assert [name for name in allowed if not (ROOT / name).exists()] == []
    assert lines.index("USER lebanc") < next(index for index, line in enumerate(lines) if line.startswith("CMD"))
    assert not [line for line in lines if line.startswith("ENV") and "SECRET_KEY" in line]


def check_deploy(folder: Path, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`python -m hub check --deploy`, where a warning is a failure."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    line = [sys.executable, "-m", "hub", "check", "--deploy", "--fail-level", "WARNING"]
    facts = {**clean, **settings, "HUB_DATA_DIR": str(folder)}
    return subprocess.run(line, cwd=ROOT, env=facts, capture_output=True, text=True, timeout=60, check=False)


@composing
def test_the_settings_of_compose_pass_django_s_own_check(tmp_path):
    settings = read(tmp_path)["services"]["web1"]["environment"]
    # No Postgres of this name is here; the tests' own stands in for it, or SQLite.
    settings["DATABASE_URL"] = os.environ.get("DATABASE_URL", "")

    ended = check_deploy(tmp_path, settings)

    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout


def test_a_site_without_https_does_not_pass_it(tmp_path):
    ended = check_deploy(tmp_path, {"HUB_URL": "http://lebanc.example"})

    assert ended.returncode != 0
    assert "security.W008" in ended.stderr
