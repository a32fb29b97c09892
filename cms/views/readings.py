"""What pages ask about calls and dates: four questions, whatever they show, each composed once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cms.models import Call, CallPage
from cms.models.calls import CallQuerySet
from cms.written import LANGUAGES, WRITTEN
from community.models import Audience
from events.models import Event, Registration
from events.models.events import EventQuerySet
from events.models.further import slugs_also
from events.models.seats import Seats, seats_among, sums_of
from hub.prepared import Blank, Prepared

# No call closes after it.
NEVER = datetime.max.replace(tzinfo=UTC)
KINDS = [f"kind{at}" for at in range(len(Event.Kind))]


def going_on(path: str = "") -> Q:
    """Calls that close after the hour asked about, or whatever leads to them by this path."""
    return Q(**{f"{path}deadline__gt": Blank("since"), f"{path}cancelled_at": None})


def asked_calls() -> CallQuerySet:
    """These calls, and the one that is asked for whatever its state."""
    return Call.objects.filter(going_on() | Q(pk=Blank("own")))


def public_dates() -> EventQuerySet:
    """The dates to come of the kinds that are asked for, open to everybody."""
    kinds = [Blank(name) for name in KINDS]
    return Event.objects.published().upcoming(Blank("now")).filter(audience=Audience.PUBLIC, kind__in=kinds)


def shown_dates() -> QuerySet[Event]:
    """These, and the training days of the calls."""
    trainings = Event.objects.published().of_kind(Event.Kind.TRAINING)
    days = trainings.filter(promotion__in=asked_calls().values("promotion"))
    rows = (public_dates() | days).select_related("branch").with_further()
    return rows.annotate(also_of=slugs_also()).soonest_first()


def asked_pages() -> QuerySet[CallPage]:
    """The pages of the calls that go on, and those of other calls that stand where a translation of one would."""
    pages = CallPage.objects.live().filter(WRITTEN, locale__language_code__in=LANGUAGES)
    names = pages.filter(going_on("call__")).order_by().values("slug")
    rows = pages.filter(going_on("call__") | Q(slug__in=names)).annotate(tongue=F("locale__language_code"))
    found: QuerySet[CallPage] = rows.only("call", "url_path", "translation_key").order_by("pk")
    return found


CALLS = Prepared(
    lambda: asked_calls().with_need(Blank("today")).with_facts().with_referent(Blank("now")).order_by("pk")
)
PAGES = Prepared(asked_pages)
DATES = Prepared(shown_dates)
SUMS = Prepared(lambda: sums_of(Registration.objects.concerned().filter(event__in=public_dates().values("pk"))))


@dataclass(frozen=True)
class Reading:
    """What is asked at an hour: of the calls that close after `since`, of the one with the key `own` in any state, and
    of the public dates of these kinds.
    """

    now: datetime
    kinds: Collection[str] = (Event.Kind.INFORMATION,)
    since: datetime = NEVER
    own: int = 0

    @property
    def given(self) -> dict[str, Any]:
        """The values of the blanks."""
        kinds = list(self.kinds) + [""] * (len(KINDS) - len(self.kinds))
        hours = {"now": self.now, "since": self.since, "today": timezone.localdate(self.now)}
        return {**hours, "own": self.own, **dict(zip(KINDS, kinds, strict=True))}

    def calls(self) -> list[Call]:
        """The calls, with all that pages say of them."""
        return CALLS.all(**self.given)

    def pages(self) -> list[Any]:
        """The live pages of the calls that go on, in every language, each with its `tongue`, and what stands where one would:
        where they are, not what they say.
        """
        return PAGES.all(**self.given)

    def dates(self) -> list[Event]:
        """The public dates, and the training days of the calls, the soonest first."""
        return DATES.all(**self.given)

    def seats(self, dates: Iterable[Event]) -> dict[tuple[int, str], Seats]:
        """The seats of some of the public dates."""
        return seats_among(SUMS.rows(**self.given), dates, self.now)
