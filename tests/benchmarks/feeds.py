"""What a subscribed calendar costs: joined from kept pieces, against the plain icalendar build of the same events."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from statistics import median
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from community.models import Reach
from events.actions.schedule import WALL
from events.calendars import KEPT_EVENTS, KEPT_FEEDS, Feed, empty_feed, event_url, in_window, render_feed
from events.ical import component_of
from events.models import Event
from hub.models import Branch

PATH, ZONE = "/agenda/fr/le-banc.ics", "Europe/Paris"
FEW, MANY, BENCHED = 10, 500, 1000
WARM_AT_LEAST, UNCHANGED_AT_LEAST = 200.0, 50.0


def add_events(count: int, now: datetime) -> None:
    """Public events, one every eight hours from tomorrow on."""
    branch = Branch.objects.get()
    rows = []
    for number in range(count):
        start = (now + timedelta(days=1, hours=8 * number)).astimezone(ZoneInfo(ZONE)).replace(second=0, microsecond=0)
        end = start + timedelta(hours=2)
        rows.append(
            Event(
                kind=Event.Kind.APERO,
                title=f"L’apéro des mentors, numéro {number}",
                description="Un verre, quelques olives et des nouvelles.\nChacun paie ce qu’il boit.",
                branch=branch,
                zone=ZONE,
                wall_start=start.strftime(WALL),
                wall_end=end.strftime(WALL),
                starts_at=start,
                ends_at=end,
                mode=Event.Mode.IN_PERSON,
                place="Café Les Marcheurs",
                address="12 rue de Tournai, 59800 Lille",
                created_at=now - timedelta(days=2),
                modified_at=now - timedelta(days=1),
            )
        )
    Event.objects.bulk_create(rows)


@cache
def browser() -> Client:
    """Somebody who asks this host; made once, as each reads the list of static files anew."""
    return Client(SERVER_NAME="127.0.0.1")


def cost(job: Callable[[], object], times: int) -> float:
    """Median processor time of one run, in seconds."""
    found = []
    for _ in range(times):
        before = time.process_time()
        job()
        found.append(time.process_time() - before)
    return median(found)


def queries_of(path: str) -> int:
    """How many queries one answer takes, everything having been built before."""
    browser().get(path)
    with CaptureQueriesContext(connection) as seen:
        assert browser().get(path).status_code == 200
    return len(seen)


def plain_build(feed: Feed, now: datetime) -> bytes:
    """The same calendar as one would write it with icalendar: load, add, serialise."""
    events = list(in_window(feed.events, now).select_related("branch").soonest_first())
    with override(feed.language):
        whole = empty_feed(feed, {event.zone for event in events} | {feed.zone})
        for event in events:
            whole.add_component(component_of(event, link=event_url(event), in_feed=True))
        return whole.to_ical()


def fetch_uncached() -> None:
    """The whole answer, every piece built anew."""
    KEPT_EVENTS.clear()
    KEPT_FEEDS.clear()
    assert browser().get(PATH).status_code == 200


def says_ratio(name: str, figure: float, bound: float, tell: Callable[[str], None]) -> bool:
    """Prints a ratio with the bound that fails the run; answers whether it is held."""
    held = figure >= bound
    tell(f"  {name} {figure:.1f}   {'holds' if held else 'BROKEN'}: the run fails under {bound:g}")
    return held


def compare_feeds(tell: Callable[[str], None]) -> bool:
    """Prints the figures of 1,000 events; answers whether each printed bound is held."""
    now = timezone.now()
    add_events(FEW, now)
    few = [queries_of(PATH), queries_of("/fr/agenda/")]
    add_events(MANY - FEW, now)
    many = [queries_of(PATH), queries_of("/fr/agenda/")]
    add_events(BENCHED - MANY, now)
    events = Event.objects.reached_by(Reach())
    feed = Feed(name="Le Banc", path=PATH, language="fr", events=events, zone=ZONE)
    same = render_feed(feed, now).body == plain_build(feed, now)
    warm, plain = cost(lambda: render_feed(feed, now), 25), cost(lambda: plain_build(feed, now), 3)
    tag = browser().get(PATH)["ETag"]
    unchanged = cost(lambda: browser().get(PATH, headers={"If-None-Match": tag}), 25)
    uncached = cost(fetch_uncached, 3)
    tell(f"\na calendar of {BENCHED} events")
    tell(
        f"  plain icalendar {plain * 1e3:.0f} ms, joined {warm * 1e3:.2f} ms; the same bytes: {'yes' if same else 'NO'}"
    )
    joined = says_ratio("plain/joined", plain / warm, WARM_AT_LEAST, tell)
    tell(f"  uncached 200 {uncached * 1e3:.0f} ms, 304 {unchanged * 1e3:.2f} ms")
    light = says_ratio("200/304", uncached / unchanged, UNCHANGED_AT_LEAST, tell) and joined
    tell(f"  queries of feed and agenda with {FEW} events {few}, with {MANY} {many}")
    return same and light and few == many
