"""Lives of events against what feeds say of them: who it is never changes, how often it changed never falls."""

import contextlib
import os
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from community.models import Audience
from events.actions.links import open_link
from events.actions.lives import cancel_event, change_event, reinstate_event
from events.actions.seats import accept_offer, register, withdraw
from events.models import Event, Registration
from hub.errors import Refusal
from tests.events.test_feeds import FEED, add
from tests.events.test_lives import change
from tests.events.test_revalidation import Copy, check
from tests.events.test_terms import terms

EXAMPLES = int(os.environ.get("FEED_LIVES", "3"))
HOURS = {"2027-03-03T18:30": "2027-03-03T20:30", "2027-03-28T10:00": "2027-03-28T12:00"}
ACTS = st.sampled_from(
    ["rename", "move", "elsewhere", "cancel", "reinstate", "zone", "narrow", "widen", "seat", "give_back", "accept"]
)
WEIGHTY = {"move", "elsewhere", "cancel", "reinstate", "zone"}


class Life:
    """What happens to one event with one seat, which the mentor wants and somebody else holds or not."""

    def __init__(self, cast, event) -> None:
        self.cast, self.event = cast, event

    @property
    def fresh(self):
        return Event.objects.select_related("branch").get(pk=self.event.pk)

    def rename(self, now):
        change(self.cast, self.fresh, now, title=f"{self.fresh.title[:60]} bis")

    def move(self, now):
        start = next(one for one in HOURS if one != self.fresh.wall_start)
        change(self.cast, self.fresh, now, wall_start=start, wall_end=HOURS[start])

    def elsewhere(self, now):
        change(self.cast, self.fresh, now, place=f"{self.fresh.place[:60]} bis")

    def cancel(self, now):
        cancel_event(actor=self.cast.coordinator, event_id=self.event.pk, now=now)

    def reinstate(self, now):
        reinstate_event(actor=self.cast.coordinator, event_id=self.event.pk, now=now)

    def alter(self, now, **changed):
        change_event(actor=self.cast.coordinator, event_id=self.event.pk, details=terms(self.fresh, **changed), now=now)

    def zone(self, now):
        other = "Europe/London" if self.fresh.zone == "Europe/Paris" else "Europe/Paris"
        self.alter(now, zone=other)

    def narrow(self, now):
        self.alter(now, audience=Audience.BRANCH)

    def widen(self, now):
        self.alter(now, audience=Audience.PUBLIC)

    def seat(self, now):
        for who in (self.cast.trainer, self.cast.mentor):
            register(actor=who, event_id=self.event.pk, mode="in_person", now=now, wait=True)

    def give_back(self, now):
        for held in Registration.objects.concerned().filter(event=self.event).order_by("pk")[:1]:
            withdraw(actor=None, registration_id=held.pk, now=now)

    def accept(self, now):
        for held in Registration.objects.filter(event=self.event, person=self.cast.mentor):
            accept_offer(actor=None, registration_id=held.pk, now=now)


def entry_of(path, event):
    """What a feed says of this event; None where it is not in it."""
    found = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    return next((one for one in found if str(one["UID"]).startswith(str(event.uid))), None)


def compare(acts, before, after, *, own):
    """Two versions of one entry and what was done between them, more than once where it was out of sight meanwhile."""
    assert str(after["UID"]) == str(before["UID"])
    assert after.decoded("DTSTAMP") == after.decoded("LAST-MODIFIED") >= before.decoded("DTSTAMP")
    risen = after["SEQUENCE"] - before["SEQUENCE"]
    assert risen >= 0
    weighty = sum(act in WEIGHTY for act in acts)
    if not own:
        assert risen <= weighty
    if not own and len(acts) == 1:
        assert risen == (weighty and after.to_ical() != before.to_ical())
    if after["STATUS"] != before["STATUS"]:
        assert risen


@pytest.fixture
def own(clock, cast, now):
    return f"/agenda/moi/{open_link(actor=cast.mentor, name='Téléphone', now=now)[1]}.ics"


@pytest.mark.long
def test_whatever_happens_to_an_event_its_entries_follow(clock, cast, now, own, record_property):
    lived = []

    @settings(max_examples=EXAMPLES)
    @given(st.lists(ACTS, max_size=10))
    def holds(acts):
        clock.move_to(now)
        start = next(iter(HOURS))
        life = Life(cast, add(cast, now, start=start, end=HOURS[start], seats_in_person=1))
        paths = (FEED, own)
        entries = {path: entry_of(path, life.event) for path in paths}
        copies = {path: [Copy.of(Client().get(path))] for path in paths}
        since = {path: [] for path in paths}
        for act in acts:
            clock.shift(timedelta(minutes=2))
            with contextlib.suppress(Refusal):
                getattr(life, act)(timezone.now())
            lived.append(act)
            for path in paths:
                copies[path].append(check(path, copies[path][-2:]))
                after = entry_of(path, life.event)
                since[path].append(act)
                if after is not None:
                    compare(since[path], entries[path], after, own=path == own)
                    entries[path], since[path] = after, []
            assert (entry_of(FEED, life.event) is None) == (life.fresh.audience != Audience.PUBLIC)
            mine = Registration.objects.filter(event=life.event, person=cast.mentor).first()
            if (shown := entry_of(own, life.event)) is not None:
                assert shown["SEQUENCE"] == life.fresh.sequence + (mine.sequence if mine else 0)
            if mine and life.fresh.status == "published" and mine.state != "withdrawn":
                sure = mine.state == "confirmed"
                assert entry_of(own, life.event)["STATUS"] == ("CONFIRMED" if sure else "TENTATIVE")

    holds()
    record_property("figure", f"0 wrong after {len(lived)} changes, in two feeds each")
    record_property("bound", "0")
