"""Tables for spreadsheets: nothing live goes out, and whatever Excel writes comes in."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.spreadsheets import decode, harmless, read_table, write_table

ROWS = [["nom", "ville"], ["Élodie O’Connor", "Liège"], ['Zoë; "dite"', "a,b"]]


@pytest.mark.parametrize("text", ["=1+1", "+33 6", "-2", "@sum", "\t=1", "\r=1", "  =cmd()", "\xa0=1", "＝1"])
def test_what_a_spreadsheet_would_calculate_is_led_by_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Durand", "a=b", "1-2", "", "jean-paul@x.example", "’=1"])
def test_what_is_harmless_stays_as_it_is(text):
    assert harmless(text) == text


@given(st.lists(st.lists(st.text(max_size=40), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_cell_of_what_is_written_begins_live(rows):
    written = write_table(rows).decode("utf-8-sig")

    for row in csv.reader(io.StringIO(written, newline=""), delimiter=";"):
        assert not any(cell.lstrip(" \xa0")[:1] in set("=+-@\t\r\n＝＋－＠") for cell in row if cell.strip(" \xa0"))


def test_it_opens_in_a_french_excel():
    written = write_table(ROWS)

    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == 3
    assert b'"nom";"ville"' in written
    assert read_table(decode(written)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_way_in_which_it_is_saved_is_read(encoding, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(ROWS)

    assert read_table(decode(out.getvalue().encode(encoding))) == ROWS


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused_as_none(data):
    try:
        rows = read_table(decode(data))
    except csv.Error:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)
