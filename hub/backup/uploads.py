"""The uploads of an archive: the folder of media, read in order and swapped as a whole."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.core.management.base import CommandError

from hub.backup.archive import MEDIA, Manifest, Writer

FOLDER, BUCKET = "folder", "bucket"


def kind() -> str:
    """Whether uploads lie in the data folder, or in a bucket that has backups of its own."""
    return FOLDER if isinstance(storages["default"], FileSystemStorage) else BUCKET


def here() -> Path:
    """The folder."""
    return Path(settings.MEDIA_ROOT)


def names() -> Iterator[str]:
    """The files in it, as paths below it; links are nobody's uploads."""
    for path in sorted(here().rglob("*")) if kind() == FOLDER else ():
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(here()).as_posix()


def pack(writer: Writer) -> None:
    """Adds every upload; one that is deleted in the meantime is none."""
    for name in names():
        try:
            file = (here() / name).open("rb")
        except FileNotFoundError:
            continue
        with file, writer.adding(MEDIA + name, small=False) as sink:
            sink.take(file)


def check(manifest: Manifest) -> None:
    """Raises CommandError for uploads that have no place here."""
    if kind() == BUCKET and any(name.startswith(MEDIA) for name in manifest.files):
        message = (
            "MEDIA_URL: the archive holds uploads, which are put back into a folder only; unset it for the restore."
        )
        raise CommandError(message)


def unpack(file: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Lays the uploads out below this folder."""
    for name in manifest.files:
        if name.startswith(MEDIA):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with file.open(name) as source, path.open("wb") as sink:
                shutil.copyfileobj(source, sink)


def swap(folder: Path, manifest: Manifest) -> None:
    """Puts the uploads laid out below this folder in place of those that are there, which move into it."""
    if BUCKET in {kind(), manifest.media}:
        return
    fresh = folder / MEDIA
    fresh.mkdir(exist_ok=True)
    if here().exists():
        here().rename(folder / "before")
    fresh.rename(here())
