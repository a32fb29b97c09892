"""Tables that people fill in a spreadsheet: their columns named in any of our languages, and their rows."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub.errors import Refusal
from hub.spreadsheets import decode, read_table

# How the files of spreadsheet programs begin: .xlsx and .ods, and the .xls of before 2007.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class TableRefusal(Refusal):
    """This is no such table."""


@dataclass(frozen=True)
class Shape:
    """What a table must be: {column: its name}, the columns that must be there, and how many rows at most."""

    columns: Mapping[str, Any]
    needed: tuple[str, ...]
    most: int


@dataclass(frozen=True)
class Row:
    """One row, by its number in the spreadsheet: {column: what stands there}."""

    number: int
    cells: Mapping[str, str]
    # What stands to the right of the last column that has a name: the line was cut where it should not be.
    beyond: str = ""


def plain(word: str) -> str:
    """A word as it is compared: case, spaces and underscores do not matter."""
    return " ".join(word.replace("_", " ").casefold().split())


def in_every_language(words: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """{word in French, Dutch or English, or the code itself: code}."""
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {plain(str(label)): code for code, label in words}
    return known | {plain(code): code for code, _label in words}


def read_rows(text: str, shape: Shape) -> list[Row]:
    """The rows below the line of names; raises TableRefusal where a column is missing, unknown or named twice."""
    try:
        lines = read_table(text)
    except csv.Error as error:
        raise TableRefusal("table", _("This file is not a table. Save it from your spreadsheet as CSV.")) from error
    if not any(lines[:1]):
        raise TableRefusal("empty", _("This table is empty: its first line must name the columns."))
    names = read_names(lines[0], shape)
    filled = [
        Row(number, dict(zip(names, line, strict=False)), " ".join(filter(None, line[len(names) :])))
        for number, line in enumerate(lines[1:], 2)
        if any(line)
    ]
    if not filled:
        raise TableRefusal("empty", _("Nothing stands below the names of the columns."))
    if len(filled) > shape.most:
        message = _("These are more than %(most)s lines: split the table.") % {"most": shape.most}
        raise TableRefusal("many", message)
    return filled


def read_names(line: list[str], shape: Shape) -> list[str]:
    """The columns' codes; raises TableRefusal."""
    known = in_every_language(list(shape.columns.items()))
    strange = [name for name in line if name and plain(name) not in known]
    if strange:
        raise TableRefusal("unknown", _("These columns are not known: %(names)s.") % {"names": ", ".join(strange)})
    codes = [known.get(plain(name), "") for name in line]
    missing = [str(shape.columns[code]) for code in shape.needed if code not in codes]
    if missing:
        raise TableRefusal("missing", _("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    if len({code for code in codes if code}) < len([code for code in codes if code]):
        raise TableRefusal("twice", _("A column is named twice."))
    return codes


def said(column: str, error: str) -> str:
    """What is wrong, led by the name of the column."""
    return _("%(column)s: %(error)s") % {"column": column, "error": error} if column else error


def cut_wrong(row: Row) -> list[str]:
    """The sentence for a row with more cells than there are columns, if it is one."""
    text = _(
        "“%(text)s” stands beyond the last column. Put quotation marks around a text with a semicolon or comma in it."
    )
    return [text % {"text": row.beyond[:40]}] if row.beyond else []


def uploaded(file: Any, kept: str, most_bytes: int) -> str:
    """The text of the table that was sent: a file, or what a page has `kept` of it; raises TableRefusal."""
    if file is not None and (file.size or 0) > most_bytes:
        raise TableRefusal("large", _("This file is too large for such a table."))
    data = b"" if file is None else file.read()
    if data.startswith(WORKBOOKS):
        raise TableRefusal(
            "workbook", _("This is a workbook. Save it from your spreadsheet as CSV, and send that file.")
        )
    text = kept if file is None else decode(data)
    if not text.strip():
        raise TableRefusal("empty", _("Choose a file first."))
    return text
