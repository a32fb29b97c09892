"""What a backup and a restore refuse, each in one sentence and before anything is touched."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from hub.backup import postgres, uploads
from hub.backup.archive import Manifest, is_safe
from hub.backup.save import database
from hub.models import Person

FACTS = {
    "format": 1, "version": "0.1.0", "made_at": "2026-11-24T10:00:00+00:00", "media": "folder", "migrations": [],
    "rows": {"hub_person": 1},
}  # fmt: skip


def made(folder: Path, files: dict[str, bytes] | None = None, **changed: object) -> Path:
    """An archive by hand."""
    files = {"database": b"rows", **(files or {})}
    listed = {name: [len(content), hashlib.sha256(content).hexdigest()] for name, content in files.items()}
    facts = {**FACTS, "database": database().KIND, "files": listed, **changed}
    path = folder / "by-hand.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
        file.writestr("manifest.json", json.dumps(facts))
    return path


def with_another_digest(folder: Path) -> Path:
    """An archive whose database was changed after it was made."""
    facts = {**FACTS, "database": database().KIND, "files": {"database": [4, "0" * 64]}}
    path = folder / "changed.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("database", b"rows")
        file.writestr("manifest.json", json.dumps(facts))
    return path


def refusal(path: Path) -> str:
    """What restore says of it."""
    with pytest.raises(CommandError) as caught:
        call_command("restore", str(path), "--replace")
    return str(caught.value)


def manifest(**changed: object) -> Manifest:
    return Manifest(**{**FACTS, "database": database().KIND, **changed})


@pytest.mark.parametrize(
    "name",
    [
        "media/../secret.key", "/etc/passwd", "media//etc/passwd", "../database", "media/./x", "media/", "media",
        "secret.key", "media/a\\..\\b", "media/a\nb", "media/..", "C:/x",
    ],
)  # fmt: skip
def test_a_name_that_leaves_its_place_is_refused(db, tmp_path, name):
    assert not is_safe(name)
    assert "is damaged" in refusal(made(tmp_path, {name: b"x"}))


@pytest.mark.parametrize("name", ["database", "media/images/a.jpg", "media/documents/..a", "media/une fête.png"])
def test_a_plain_name_is_taken(name):
    assert is_safe(name)


def test_a_file_that_is_no_archive(db, tmp_path):
    path = tmp_path / "poem.zip"
    path.write_text("no archive")

    assert refusal(path) == f"{path} is damaged (it is no whole archive). Nothing was changed."


def test_an_archive_that_is_not_there(db, tmp_path):
    assert refusal(tmp_path / "none.zip") == f"{tmp_path / 'none.zip'} cannot be read (No such file or directory)."


def test_an_archive_cut_short(db, tmp_path):
    path = made(tmp_path)
    path.write_bytes(path.read_bytes()[:-10])

    assert "is damaged" in refusal(path)


def test_a_database_that_was_changed(db, tmp_path):
    assert "database is not what it was" in refusal(with_another_digest(tmp_path))


def test_a_file_that_the_manifest_does_not_name(db, tmp_path):
    path = made(tmp_path)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("media/extra.jpg", b"x")

    assert "not those of its manifest" in refusal(path)


def test_a_manifest_without_a_database(db, tmp_path):
    path = tmp_path / "empty.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("manifest.json", json.dumps({**FACTS, "database": "sqlite", "files": {}}))

    assert "not those of its manifest" in refusal(path)


def test_an_archive_of_a_later_format(db, tmp_path):
    assert "made by a later version (9.9)" in refusal(made(tmp_path, format=2, version="9.9"))


def test_an_archive_of_a_later_database(db, tmp_path):
    assert "hub.0999_later" in refusal(
        made(tmp_path, migrations=["hub.0001_people_branches_notices", "hub.0999_later"])
    )


def test_an_archive_of_a_database_that_stopped_half_way(cast, tmp_path):
    people = Person.objects.count()

    said = refusal(made(tmp_path, migrations=["cms.0001_pages_calls_applications", "cms.0002_resources"]))

    assert "is older than cms.0003_moves_can_be_undone" in said
    assert "Nothing was changed" in said
    assert "remove" not in said
    assert Person.objects.count() == people > 0


def test_an_archive_of_another_kind_of_database(db, tmp_path):
    assert "DATABASE_URL: " in refusal(made(tmp_path, database="oracle"))


def test_nobody_was_touched_by_what_is_refused(cast, tmp_path):
    people = Person.objects.count()

    refusal(with_another_digest(tmp_path))

    assert Person.objects.count() == people > 0


def test_uploads_are_not_put_into_a_bucket(tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "kind", lambda: uploads.BUCKET)

    with pytest.raises(CommandError, match="MEDIA_URL: the archive holds uploads"):
        uploads.check(manifest(files={"database": (4, "0"), "media/images/a.jpg": (1, "0")}))


def test_a_place_that_cannot_be_written_to(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", str(tmp_path / "nowhere" / "a.zip"))


def test_a_tool_that_is_absent_is_named(db, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CommandError, match=r"pg_dump is not installed here\. .+ postgresql-client"):
        postgres.find("pg_dump")


def test_a_tool_that_is_too_old_is_named(db, monkeypatch, tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("on Postgres only")
    tool = tmp_path / "pg_dump"
    tool.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")

    with pytest.raises(CommandError, match=r"pg_dump is too old \(pg_dump \(PostgreSQL\) 9.6.24\)"):
        postgres.find_fitting("pg_dump")
