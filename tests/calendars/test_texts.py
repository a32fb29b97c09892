"""Whatever is written in any field: the calendar stays one, and what stands beside it stays as it was."""

import os
import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from events.ical import END, component_of, feed_calendar, written
from events.models import Registration
from hub.models import Branch
from tests.events.test_ical import event

EXAMPLES, LONGEST = int(os.environ.get("FEED_TEXTS", "40")), 10_000
FIELDS = ("title", "description", "place", "address", "access", "join_url", "phone", "name")
UNFIT = ("\x00", "\x0b", "\x85", "\u2028", "\u202e", "\ufffe", "\ud800")
ODD = [*UNFIT, "א", "ب", "😀", "👩\u200d👧", ";", ",", "\\", '"']
# The last of an odd number of backslashes waits for what it escapes.
HALF = re.compile(rb"(?<!\\)(?:\\\\)*\\\r\n ")
LINES = ("\r\n", "\r", "\n", "BEGIN:VEVENT", "\r\nEND:VCALENDAR\r\n", "\nATTENDEE:mailto:x@x.example", "é" * 80)
NASTY = st.sampled_from([*ODD, *LINES])
TEXTS = st.lists(st.one_of(NASTY, st.text(max_size=20)), max_size=12).map("".join)
LONG = TEXTS.map(lambda text: ((text or "a") * LONGEST)[:LONGEST])


def pieces(words):
    """A poisoned event as its registrant sees it, and a healthy one."""
    branch = Branch(slug="x", phone=words["phone"], city={"fr": "Lille"})
    facts = {name: words[name] for name in ("title", "description", "place", "address", "join_url")}
    ill = event(**facts, branch=branch, access={"fr": words["access"]}, mode="hybrid")
    seat = Registration(event=ill, mode="online", state="confirmed", guests=2, modified_at=ill.modified_at)
    return component_of(ill, seat, words["join_url"], in_feed=True), component_of(event(title="Sain"))


def feed_of(words):
    ill, sound = pieces(words)
    head = feed_calendar(
        name=words["name"], source="https://x.example/a.ics", page="https://x.example/", zones=["Europe/Paris"]
    )
    return written(head).removesuffix(END) + written(ill) + written(sound) + END


def check(words):
    data = feed_of(words)
    found = [one for one in Calendar.from_ical(data).walk("VEVENT") if str(one["SUMMARY"]) == "Sain"]
    others = [one for one in IcsCalendarStream.calendar_from_ics(data.decode()).events if one.summary == "Sain"]
    lines = data.split(b"\r\n")

    assert HALF.search(data) is None
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == data.count(b"\r\nEND:VEVENT\r\n") == 2
    assert b"\r\nATTENDEE" not in data
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert "\r\n".join(line.decode() for line in lines).encode() == data
    assert found[-1].decoded("DTSTART").astimezone(UTC) == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert others[-1].dtstart.astimezone(UTC) == datetime(2026, 12, 1, 17, tzinfo=UTC)


def test_no_text_in_any_field_harms_the_feed(record_property):
    tried = []

    @settings(max_examples=EXAMPLES)
    @given(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)))
    def holds(words):
        tried.append(words)
        check(words)

    @settings(max_examples=EXAMPLES // 4)
    @given(st.sampled_from(FIELDS), LONG)
    def holds_long(field, text):
        tried.append(text)
        check({**dict.fromkeys(FIELDS, "x"), field: text})

    holds()
    holds_long()
    record_property("figure", f"0 broken of {len(tried)}, of up to {LONGEST} characters")
    record_property("bound", "0")
