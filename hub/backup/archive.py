"""The archive: a zip with a manifest that names every file in it, its size and its digest."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.core.management.base import CommandError

FORMAT = 1
MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media/"
PIECE = 1024 * 1024
LARGEST_MANIFEST = 256 * 1024 * 1024
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, TypeError)


@dataclass
class Manifest:
    """What an archive says of itself; `files` holds (size in bytes, sha256 in hex) by name."""

    version: str
    made_at: str
    database: str
    media: str
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    def __str__(self) -> str:
        uploads = len(self.files) - 1
        return f"{sum(self.rows.values())} rows of {len(self.rows)} tables, {uploads} uploads"


class Writer:
    """Adds files to a new archive, and the manifest at last."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.zip = file
        self.files: dict[str, tuple[int, str]] = {}

    @contextmanager
    def adding(self, name: str, *, small: bool = True) -> Iterator["Digested"]:
        """A sink for the file of this name; `small` squeezes it, which pictures do not profit from."""
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
        member.external_attr = 0o600 << 16
        with self.zip.open(member, "w", force_zip64=True) as file:
            sink = Digested(file)
            yield sink
        self.files[name] = (sink.size, sink.digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Without it an archive is damaged."""
        manifest.files = self.files
        self.zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1), zipfile.ZIP_DEFLATED)


class Digested:
    """Passes on what is written, counts it and takes its digest."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.size = 0
        self.digest = hashlib.sha256()

    def take(self, source: IO[bytes]) -> None:
        """Everything that the source holds."""
        while piece := source.read(PIECE):
            self.size += len(piece)
            self.digest.update(piece)
            self.file.write(piece)


def damaged(path: Path, why: str) -> CommandError:
    """Nothing was touched."""
    return CommandError(f"{path} is damaged ({why}). Nothing was changed.")


def is_safe(name: str) -> bool:
    """Whether it stays where it is put: the database, or a plain path below media/."""
    if name == DATABASE:
        return True
    parts = PurePosixPath(name).parts
    plain = name == "/".join(parts) and name.isprintable() and "\\" not in name
    return plain and name.startswith(MEDIA) and len(parts) > 1 and not {".", ".."} & set(parts)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """An archive every byte of which is what its manifest says; raises CommandError for any other."""
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror or error})."
        raise CommandError(message) from error
    except DAMAGE as error:
        raise damaged(path, "it is no whole archive") from error
    with file:
        try:
            manifest = read_manifest(file, path)
            check(file, manifest, path)
        except DAMAGE as error:
            raise damaged(path, " ".join(str(error).split()) or type(error).__name__) from error
        yield file, manifest


def read_manifest(file: zipfile.ZipFile, path: Path) -> Manifest:
    """Raises CommandError for a format that came later, one of DAMAGE for what is no manifest."""
    if file.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise damaged(path, "its manifest is too large")
    facts: dict[str, Any] = json.loads(file.read(MANIFEST))
    if facts["format"] > FORMAT:
        message = f"{path} was made by a later version ({facts['version']}). Nothing was changed."
        raise CommandError(message)
    facts["files"] = {name: (size, digest) for name, (size, digest) in facts["files"].items()}
    return Manifest(**facts)


def check(file: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Raises CommandError unless the files are those of the manifest, under names that stay in their place."""
    names = [member.filename for member in file.infolist() if member.filename != MANIFEST]
    unsafe = [name for name in names if not is_safe(name)]
    if unsafe:
        raise damaged(path, f"it holds a file of the name {unsafe[0]!r}")
    if sorted(names) != sorted(manifest.files) or DATABASE not in names:
        raise damaged(path, "its files are not those of its manifest")
    for name, (size, digest) in manifest.files.items():
        found = hashlib.sha256()
        with file.open(name) as source:
            while piece := source.read(PIECE):
                found.update(piece)
        if (file.getinfo(name).file_size, found.hexdigest()) != (size, digest):
            raise damaged(path, f"{name} is not what it was")
