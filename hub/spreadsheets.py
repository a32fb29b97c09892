"""Tables as spreadsheets write and open them: CSV in any of Excel's ways in, and out without a live formula."""

import codecs
import csv
import io
from collections.abc import Iterable

# What makes a spreadsheet calculate (OWASP, "CSV injection"), the full-width signs of Asian keyboards too.
LIVE = tuple("=+-@\t\r\n＝＋－＠")
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def harmless(value: object) -> str:
    """The text of a cell; one that a spreadsheet would calculate is led by an apostrophe."""
    text = str(value)
    return f"'{text}" if text.lstrip(" \xa0").startswith(LIVE) or text.startswith(LIVE) else text


def write_table(rows: Iterable[Iterable[object]]) -> bytes:
    """CSV that a French or Dutch Excel opens with one click: UTF-8 with its mark, semicolons, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def decode(data: bytes) -> str:
    """The text of an uploaded table: UTF-8 or UTF-16 as their marks say, else UTF-8, else Windows-1252 as Excel writes."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_table(text: str) -> list[list[str]]:
    """The rows, empty ones too, so that they count as in the spreadsheet; semicolons, commas or tabs between the cells.

    Raises csv.Error for what is no table.
    """
    text = text.removeprefix("\ufeff").replace("\0", "")
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
