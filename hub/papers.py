"""Files that people send beside pictures: which kinds are taken, whether they are what they say, and their names."""

import unicodedata
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.errors import Refusal

LONGEST_NAME = 100
OFFICE, OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
# By the end of the name: the type a file is served under.
TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "rtf": "application/rtf",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet",
    "pptx": OFFICE + "presentationml.presentation",
    "odt": OPEN + "text",
    "ods": OPEN + "spreadsheet",
    "odp": OPEN + "presentation",
}
TEXTS, OLD, ZIPPED = {"txt", "csv", "ics"}, {"doc", "xls", "ppt"}, {"docx", "xlsx", "pptx", "odt", "ods", "odp"}
OLD_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
MOVING = {"mp4", "mov", "m4v", "avi", "mkv", "webm", "3gp"}


class PaperRefusal(Refusal):
    """This is no file that is taken here."""


def clean_name(name: str) -> str:
    """The last part of a path, without control characters (those that turn the direction of writing too), shortened
    before its ending; never empty.
    """
    kept = "".join(one for one in unicodedata.normalize("NFC", name) if unicodedata.category(one)[0] != "C")
    last = " ".join(kept.replace("\\", "/").split("/")[-1].split()).strip(". ")
    path = PurePosixPath(last or "-")
    suffix = path.suffix if len(path.suffix) <= 6 else ""  # noqa: PLR2004  # a dot and five letters
    stem = last.removesuffix(suffix) or "-"
    return stem[: LONGEST_NAME - len(suffix)].rstrip() + suffix


def ending(name: str) -> str:
    """ "pdf" for "Mon CV.PDF"."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def check_ending(name: str) -> None:
    """Raises PaperRefusal for a kind that is not taken, as its name says."""
    kind = ending(name)
    if kind in {"svg", "svgz"}:
        raise PaperRefusal("svg", _("Drawings in SVG are not taken: send a picture of it, or a PDF."))
    if kind in MOVING:
        raise PaperRefusal("film", _("Films are not taken here: only photos and documents."))
    if kind not in TYPES:
        raise PaperRefusal("kind", _("This kind of file is not taken. PDF, office documents and text are."))


def check_paper(name: str, data: bytes) -> str:
    """The type to serve it under; raises PaperRefusal where the inside is not what the name says."""
    check_ending(name)
    kind = ending(name)
    if not fits(kind, data):
        raise PaperRefusal("unlike", _("The inside of this file is not what its name says. Please save it again."))
    return TYPES[kind]


def fits(kind: str, data: bytes) -> bool:
    """Whether the first bytes are those of this kind."""
    if kind in TEXTS:
        return is_text(data)
    if kind in OLD:
        return data.startswith(OLD_MARK)
    if kind in ZIPPED:
        return holds_document(data)
    return (b"%PDF-" in data[:1024]) if kind == "pdf" else data.startswith(b"{\\rtf")


def is_text(data: bytes) -> bool:
    """No zero byte, and nothing a browser could take for a page or a drawing."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return b"\x00" not in data and not start.startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script"))


def holds_document(data: bytes) -> bool:
    """A zip archive with an office document's list of contents and no macros; nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return bool(names & {"[Content_Types].xml", "mimetype"}) and not macros


def kind_in_words(name: str) -> str:
    """ "PDF document", as the reader says it."""
    kind = ending(name)
    if kind == "pdf":
        return _("PDF document")
    if kind in {"xls", "xlsx", "ods", "csv"}:
        return _("spreadsheet")
    if kind in {"ppt", "pptx", "odp"}:
        return _("presentation")
    if kind == "ics":
        return _("calendar entry")
    return _("text document")


def size_in_words(size: int) -> str:
    """ "340 kB", "2.4 MB": a thousand bytes to the kilobyte, as phones count."""
    if size < 1000:  # noqa: PLR2004  # bytes
        return ngettext("%(count)s byte", "%(count)s bytes", size) % {"count": size}
    if size < 1_000_000:  # noqa: PLR2004  # bytes
        return _("%(count)s kB") % {"count": round(size / 1000)}
    return _("%(count)s MB") % {"count": number_format(size / 1_000_000, 1)}
