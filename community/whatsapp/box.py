"""The file somebody uploads: a .txt, or a .zip with one and photos in it; measured before it is unpacked, and never to a
disk.
"""

import zlib
from collections.abc import Collection, Iterator
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from django.utils.translation import gettext as _

from community.whatsapp.heads import WhatsAppRefusal

LARGEST_TEXT, LARGEST_ZIP, LARGEST_PHOTO = 20 * 2**20, 100 * 2**20, 25 * 2**20
MOST_FILES, MOST_TIMES_PACKED = 5_000, 200
ENCRYPTED = 1
DAMAGED = (BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError, ValueError, zlib.error)


def read_text(file: IO[bytes], size: int) -> str:
    """The conversation in an upload; raises WhatsAppRefusal."""
    if size > LARGEST_ZIP:
        message = _("This file is too large. Export the conversation without media, or in two parts.")
        raise WhatsAppRefusal("too_large", message)
    data = from_zip(file) if is_zipfile(file) else from_start(file)
    if b"\0" in data:
        raise WhatsAppRefusal("not_text", _("This file holds no text. Choose the .txt or .zip that WhatsApp has made."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("Line %(line)s cannot be read. Choose the file as WhatsApp made it, unchanged.") % {"line": line}
        raise WhatsAppRefusal("not_utf8", message) from error


def bounded(data: bytes) -> bytes:
    """At most 20 MB of text."""
    if len(data) > LARGEST_TEXT:
        raise WhatsAppRefusal("too_large", _("The text of this conversation is too large: at most 20 MB fit."))
    return data


def from_start(file: IO[bytes]) -> bytes:
    """A plain text."""
    file.seek(0)
    return bounded(file.read(LARGEST_TEXT + 1))


def from_zip(file: IO[bytes]) -> bytes:
    """The one text in a zip."""
    try:
        with ZipFile(file) as zipped:
            chat = choose_text(zipped.infolist())
            with zipped.open(chat) as inside:
                return bounded(inside.read(LARGEST_TEXT + 1))
    except DAMAGED as error:
        raise WhatsAppRefusal("damaged", _("This zip is damaged. Please export the conversation again.")) from error


def choose_text(entries: list[ZipInfo]) -> ZipInfo:
    """The conversation among the files; raises WhatsAppRefusal for what WhatsApp does not make."""
    if len(entries) > MOST_FILES:
        raise WhatsAppRefusal("too_many", _("This zip holds too many files. Export the conversation without media."))
    if any("/" in entry.filename or "\\" in entry.filename for entry in entries):
        raise WhatsAppRefusal(
            "folders",
            _("This zip holds folders, which WhatsApp does not make. Send the one it made, or its text alone."),
        )
    texts = [entry for entry in entries if entry.filename.lower().endswith(".txt")]
    named = [entry for entry in texts if "whatsapp" in entry.filename.lower() or entry.filename == "_chat.txt"]
    if len(texts) != 1 and len(named) != 1:
        raise WhatsAppRefusal("no_text", _("This zip does not hold one conversation of WhatsApp."))
    chat = named[0] if len(named) == 1 else texts[0]
    if chat.flag_bits & ENCRYPTED:
        raise WhatsAppRefusal("locked", _("This zip is locked by a password."))
    if chat.file_size > LARGEST_TEXT or chat.file_size > MOST_TIMES_PACKED * max(chat.compress_size, 1):
        raise WhatsAppRefusal("bomb", _("This zip unpacks to far more than a conversation. It is not taken."))
    return chat


def read_photos(file: IO[bytes], names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of those of these files that the zip holds, one in memory at a time.

    What is too heavy, packed too densely, locked or damaged is passed over.
    """
    file.seek(0)
    with ZipFile(file) as zipped:
        for entry in zipped.infolist():
            light = entry.file_size <= LARGEST_PHOTO and entry.file_size <= MOST_TIMES_PACKED * max(
                entry.compress_size, 1
            )
            if entry.filename not in names or not light or entry.flag_bits & ENCRYPTED:
                continue
            try:
                with zipped.open(entry) as inside:
                    data = inside.read(LARGEST_PHOTO + 1)
            except DAMAGED:
                continue
            yield entry.filename, data


def is_box(file: IO[bytes]) -> bool:
    """Whether it is a zip, which may hold photos."""
    file.seek(0)
    return is_zipfile(file)
