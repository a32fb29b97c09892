"""Figures that are counted when a page is shown, each with what exactly it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.models import Membership, Promotion
from events.models import Event, Registration
from hub.models import Branch

YEAR = timedelta(days=365)
# Fewer people than this are not said: a small number names them.
FEWEST_PEOPLE = 5


@dataclass(frozen=True)
class Figure:
    """One figure: its words, what exactly is counted: each different `by` of these rows."""

    label: str | Promise
    definition: str | Promise
    rows: Callable[[datetime], QuerySet[Any]]
    by: str = "pk"
    fewest: int = 1

    def count(self, now: datetime) -> int:
        """How many there are."""
        return self.rows(now).order_by().values(self.by).distinct().count()


@dataclass(frozen=True)
class Counted:
    """A figure at an instant."""

    value: int
    label: str | Promise
    definition: str | Promise
    at: datetime


def active_mentors(now: datetime) -> QuerySet[Any]:
    """People who are a mentor in some promotion."""
    return Membership.objects.current(now).mentors()


def trained_mentors(now: datetime) -> QuerySet[Any]:
    """People who were on the roster of a promotion when it ended its training, or later."""
    return Membership.objects.mentors().filter(promotion__trained_at__lte=now, starts_at__lte=now)


def promotions(now: datetime) -> QuerySet[Any]:
    """Promotions whose last training day is over."""
    return Promotion.objects.filter(trained_at__lte=now)


def branches(now: datetime) -> QuerySet[Any]:
    """Branches there are."""
    return Branch.objects.all()


def events_held(now: datetime) -> QuerySet[Any]:
    """What took place in the last 365 days."""
    return Event.objects.published().filter(ends_at__lte=now, ends_at__gt=now - YEAR)


def attendances(now: datetime) -> QuerySet[Any]:
    """Seats whose people came, in the last 365 days."""
    came = Registration.objects.filter(attendance=Registration.Attendance.PRESENT)
    return came.filter(event__ends_at__lte=now, event__ends_at__gt=now - YEAR)


FIGURES: dict[str, Figure] = {
    "active_mentors": Figure(
        _("active mentors"),
        _("People who belong to a promotion as a mentor today."),
        active_mentors,
        "person",
        FEWEST_PEOPLE,
    ),
    "trained_mentors": Figure(
        _("mentors trained"),
        _("Mentors whose promotion has ended its training days."),
        trained_mentors,
        "person",
        FEWEST_PEOPLE,
    ),
    "promotions": Figure(_("promotions trained"), _("Promotions whose last training day is over."), promotions),
    "branches": Figure(_("branches"), _("Branches that are open today."), branches),
    "countries": Figure(_("countries"), _("Countries in which we have a branch."), branches, "country"),
    "events_held": Figure(
        _("events in a year"),
        _("What took place in the last 365 days: sessions, training days, meetings."),
        events_held,
    ),
    "attendances": Figure(
        _("times somebody came, in a year"),
        _("Seats whose people came, in the last 365 days, as the teams noted it."),
        attendances,
        fewest=FEWEST_PEOPLE,
    ),
}
CHOICES = [(key, figure.label) for key, figure in FIGURES.items()]


def count_all(now: datetime) -> dict[str, int]:
    """{figure: how many there are} of every figure, in one query."""
    counts = [
        figure.rows(now)
        .order_by()
        .annotate(figure=Value(key))
        .values("figure")
        .annotate(n=Count(figure.by, distinct=True))
        for key, figure in FIGURES.items()
    ]
    first, *others = [one.values_list("figure", "n") for one in counts]
    return dict(first.union(*others, all=True))


def counted(key: str, counts: Mapping[str, int], now: datetime) -> Counted | None:
    """The figure at this instant; None for one there is no longer, and where it is too small to be said."""
    figure, value = FIGURES.get(key), counts.get(key, 0)
    if figure is None or value < figure.fewest:
        return None
    return Counted(value, figure.label, figure.definition, now)
