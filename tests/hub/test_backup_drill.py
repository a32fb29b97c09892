"""The drill: a site that is used, a backup, a fire, a restore; on whichever database the tests run."""

import json
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.hub.drill import UPLOADS, Place, opened_place

CHANGED = "UPDATE hub_entry SET verb = 'nothing'"


@pytest.fixture
def place(tmp_path):
    with opened_place(tmp_path / "site") as place:
        place.settle()
        yield place


def manifest_of(path: Path) -> dict:
    with zipfile.ZipFile(path) as file:
        return json.loads(file.read("manifest.json"))


def spoil(path: Path) -> Path:
    """The same archive with one byte changed in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    spoilt = path.with_name("spoilt.zip")
    spoilt.write_bytes(content)
    return spoilt


def check_same(place: Place, archive: Path, before: dict[str, int]) -> None:
    """Every row and every byte is there again, and the journal is guarded as before."""
    counted = manifest_of(archive)["rows"]
    pairs = counted["hub_attempt"]
    assert pairs > 0
    assert pairs % 2 == 0
    assert place.rows(sorted(counted)) == counted == {**before, "hub_attempt": pairs}
    assert place.uploads() == UPLOADS
    with closing(place.link()) as link, pytest.raises(Exception, match="append-only"):
        link.execute(CHANGED)


@pytest.mark.long
def test_the_drill(place, tmp_path):
    archive = tmp_path / "le-banc.zip"

    with place.being_written_to():
        saved = place.run("backup", str(archive))
    assert saved.returncode == 0, saved.stderr
    assert "Not in it: the settings, SECRET_KEY among them" in saved.stdout
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert list(tmp_path.glob(".*")) == []
    before = place.rows(sorted(manifest_of(archive)["rows"]))
    again = place.run("backup", str(archive))
    assert (again.returncode, "exists already" in again.stderr) == (1, True)

    place.destroy()
    back = place.run("restore", str(archive))
    assert back.returncode == 0, back.stderr
    check_same(place, archive, before)

    # A site that is used is not replaced by mistake, nor by a damaged archive.
    refused = place.run("restore", str(archive))
    assert (refused.returncode, "add --replace" in refused.stderr) == (1, True)
    damaged = place.run("restore", "--replace", str(spoil(archive)))
    assert (damaged.returncode, "is damaged" in damaged.stderr) == (1, True)
    assert "Traceback" not in refused.stderr + damaged.stderr
    check_same(place, archive, before)

    (place.folder / "media/images/later.jpg").write_bytes(b"later")
    replaced = place.run("restore", "--replace", str(archive))
    assert replaced.returncode == 0, replaced.stderr
    check_same(place, archive, before)
    assert not list(place.folder.glob(".restore-*"))
