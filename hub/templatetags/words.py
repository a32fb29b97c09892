"""Template tags that say dates, hours and phone numbers in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hub.papers import size_in_words
from hub.words import dates
from hub.words.clocks import by_clocks
from hub.words.languages import IN
from hub.words.phones import readable

register = template.Library()
register.filter(size_in_words)


def lang() -> str:
    """The reader's language."""
    return (get_language() or "fr")[:2]


def timed(machine: date, words: str, *, cap: bool = False) -> SafeString:
    """A <time> element; the French "1er" is raised, and `cap` begins with a capital."""
    words = words[:1].upper() + words[1:] if cap else words
    before, first, after = words.partition("1er")
    if first and (not before or not before[-1].isdigit()):
        return format_html('<time datetime="{}">{}1<sup>er</sup>{}</time>', machine.isoformat(), before, after)
    return format_html('<time datetime="{}">{}</time>', machine.isoformat(), words)


def clock(event: Any) -> str:
    """By whose clocks its hours are, in brackets, where that is to be said."""
    return by_clocks(getattr(event, "clock", ""))


@register.simple_tag
def when(event: Any, *, year: bool = True, cap: bool = False) -> SafeString:
    """An event's day and hours, in its own zone."""
    return timed(event.start, dates.span(event.start, event.end, lang(), year=year) + clock(event), cap=cap)


@register.simple_tag
def starts(event: Any, *, year: bool = False, cap: bool = False) -> SafeString:
    """An event's day and first hour."""
    return timed(event.start, dates.moment(event.start, lang(), year=year) + clock(event), cap=cap)


@register.simple_tag
def hours_of(event: Any) -> SafeString:
    """An event's hours alone."""
    return timed(event.start, dates.hours(event.start.time(), event.end.time(), lang()) + clock(event))


@register.simple_tag
def day(value: date, *, year: bool = True) -> SafeString:
    """A day with its weekday."""
    bare = value.date() if isinstance(value, datetime) else value
    return timed(bare, dates.in_words(bare, lang(), year=year))


@register.simple_tag
def weekday(value: date) -> str:
    """The weekday alone."""
    return dates.DAYS[lang()][value.weekday()]


@register.simple_tag
def short_month(value: date) -> str:
    """The month as a wall calendar shortens it."""
    return dates.short_month(value, lang())


@register.filter
def day_list(values: Iterable[date]) -> str:
    """Several days, each month and the year once."""
    return dates.day_list([value.date() if isinstance(value, datetime) else value for value in values], lang())


@register.filter
def month_year(value: date) -> str:
    """A month and its year."""
    return dates.month_year(value, lang())


@register.filter
def span(event: Any) -> str:
    """An event's day and hours as plain text, for mails."""
    return dates.span(event.start, event.end, lang()) + clock(event)


@register.filter
def in_words(value: date) -> str:
    """A day as plain text, for mails."""
    return dates.in_words(value, lang())


@register.filter
def moment(value: datetime, event: Any = None) -> str:
    """A day and an hour on the wall as plain text; by whose clocks, as for the hours of this `event`."""
    return dates.moment(value, lang()) + clock(event)


@register.filter
def hour(value: datetime) -> str:
    """An hour on the wall as plain text."""
    return dates.hour(value.time(), lang())


@register.filter
def foreign(language: str) -> str:
    """What is held in another language than the reader's page says so: "in Dutch"; nothing where it is theirs."""
    return "" if language == lang() else str(IN.get(language, ""))


@register.filter
def tongued(text: Any) -> Any:
    """A text kept in several languages; where the reader's lacks, with the language it is read in."""
    other = getattr(text, "language", "")
    return format_html('<span lang="{}">{}</span>', other, text) if str(text) and other not in {"", lang()} else text


@register.filter
def tongue_of(tongues: Mapping[str, str], link: Mapping[str, Any]) -> str:
    """The other language that a link of a menu leads to, by its own word or by {path: language}; nothing where it is none."""
    return str(link.get("other") or tongues.get(link["url"], ""))


@register.filter
def spoken(languages: Sequence[str]) -> str:
    """What is held in several languages says which: "in French and in Dutch"; what is held in one, as `foreign` does."""
    if languages[1:]:
        return dates.enumerate_words([str(IN[one]) for one in languages], lang())
    return foreign(languages[0])


@register.filter
def phone(number: str) -> str:
    """A phone number as people read it."""
    return readable(number)


@register.simple_tag
def tel(number: str) -> SafeString:
    """A phone number one can press."""
    return format_html('<a class="tel" href="tel:{}">{}</a>', number, readable(number))
