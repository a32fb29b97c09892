"""The head of each message: its date and hour in every shape that WhatsApp writes, decided by the whole file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from hub.errors import Refusal

DATE = r"(?P<a>\d{1,4})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{2,4})"
CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
MARKS = r"[\u200e\u200f\u202a-\u202e\ufeff]*"
IPHONE = re.compile(rf"{MARKS}\[{DATE}(?:,|\s+à|\s+om|\s+at)?\s+{CLOCK}\]\s(?P<rest>.*)")
ANDROID = re.compile(rf"{MARKS}{DATE}(?:,|\s+à|\s+om|\s+at)?\s+{CLOCK}\s[-–]\s(?P<rest>.*)")
NOON, CENTURY, WHOLE_YEAR = 12, 2000, 4
ORDERS = ("day first", "month first", "year first")


class WhatsAppRefusal(Refusal):
    """This is not an export of WhatsApp, or not one that can be taken; the sentence says where."""


@dataclass(frozen=True)
class Head:
    """The first line of a message, its date not yet decided; `line` counts from one."""

    line: int
    a: int
    b: int
    c: int
    whole: bool
    clock: tuple[int, int, int]
    slashed: bool
    halves: bool
    rest: str

    def at(self, order: str) -> datetime | None:
        """The moment on the wall, read in one order; None where there is no such day or hour."""
        year, month, day = {
            "day first": (self.c, self.b, self.a),
            "month first": (self.c, self.a, self.b),
            "year first": (self.a, self.b, self.c),
        }[order]
        try:
            return datetime(year if year > 99 else year + CENTURY, month, day, *self.clock)  # noqa: DTZ001, PLR2004  # wall time; two digits
        except ValueError:
            return None


def read_head(text: str, number: int, shape: re.Pattern[str]) -> Head | None:
    """The head that this line is, if it is one."""
    found = shape.fullmatch(text)
    if found is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    clock = (hour, int(found["minute"]), int(found["second"] or 0))
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    whole = len(found["a"]) == WHOLE_YEAR
    return Head(number, a, b, c, whole, clock, found["sep"] == "/", bool(half), found["rest"])


def choose_shape(first: str) -> re.Pattern[str]:
    """Android's or the iPhone's, as the first line is written; raises WhatsAppRefusal."""
    for shape in (IPHONE, ANDROID):
        if shape.fullmatch(first):
            return shape
    message = _("This is not a conversation exported by WhatsApp: line 1 does not begin with a date and an hour.")
    raise WhatsAppRefusal("not_whatsapp", message)


def choose_order(heads: Sequence[Head]) -> str:
    """In which order days and months stand, which only the whole file can tell; raises WhatsAppRefusal.

    Days beyond 12 decide; failing that, the order in which fewer messages come before the one above them; failing that,
    how the countries that write so write it.
    """
    orders = ["year first"] if heads[0].whole else ["day first", "month first"]
    wrong = {order: next((head.line for head in heads if head.at(order) is None), 0) for order in orders}
    possible = [order for order in orders if not wrong[order]]
    if not possible:
        message = _("Line %(line)s has a date that does not exist. Please export the conversation again.")
        raise WhatsAppRefusal("date", message % {"line": max(wrong.values())})
    american = heads[0].slashed and heads[0].halves
    usual = "month first" if american else "day first"
    return min(possible, key=lambda order: (steps_back(heads, order), order != usual))


def steps_back(heads: Sequence[Head], order: str) -> int:
    """How many messages would be older than the one above them."""
    moments = [head.at(order) for head in heads]
    return sum(1 for before, after in pairwise(moments) if before and after and after < before)
