"""What events can be searched for: those the audience rule shows, and no word of any other."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Event
from events.models.further import of_promotions
from hub.models import Person
from hub.search.ask import Asked, Hit, Matches
from hub.search.excerpt import excerpt

DAY = timedelta(days=1)


def dates(person: Person, asked: Asked, now: datetime) -> Matches | None:
    """`search_sources`: the dates of the agenda, by words, and the days on their own walls.

    Nobody has written them; and days alone ask for what was said then: the agenda itself shows what takes place.
    """
    if asked.author or asked.discussion or not (asked.words or asked.phrases):
        return None
    rows = Event.objects.visible_to(person, now).no_drafts()
    if asked.promotion:
        rows = rows.filter(of_promotions([asked.promotion]))
    if asked.first:
        rows = rows.filter(wall_start__gte=asked.first.isoformat())
    if asked.last:
        rows = rows.filter(wall_start__lt=(asked.last + DAY).isoformat())
    return Matches(asked.in_words(rows).annotate(at=F("starts_at")), partial(show_dates, asked))


def show_dates(asked: Asked, keys: Iterable[int]) -> dict[int, Hit]:
    """The hits of a page; one query."""
    rows = Event.objects.filter(pk__in=list(keys)).select_related("branch")
    return {event.pk: show_date(asked, event) for event in rows}


def show_date(asked: Asked, event: Event) -> Hit:
    """A date: its page, when it is, and what of it was asked for."""
    gone = event.status == Event.Status.CANCELLED
    return Hit(
        url=reverse("agenda:event", args=[event.pk]),
        place=event.title,
        at=event.start,
        note=", ".join([*([_("Cancelled")] * gone), str(event.get_kind_display()), str(event.branch)]),
        pieces=excerpt(event.description or event.title, asked.words, asked.phrases),
    )
