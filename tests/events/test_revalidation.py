"""Whatever happens and in any order: a calendar that a client holds is called unchanged only while it is."""

import contextlib
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date
from hypothesis import given, settings
from hypothesis import strategies as st

from community.actions.interests import choose_interests
from community.actions.journeys import move_mentor
from community.actions.promotions import add_to_roster, remove_from_roster
from community.models import Audience, Journey, Membership, Stage
from events import feeds, moments
from events.actions.links import choose_contents, open_link
from events.actions.lives import cancel_event, reinstate_event
from events.actions.seats import register, withdraw
from events.calendars import KEPT_EVENTS, KEPT_FEEDS
from events.models import CalendarLink, Event, Registration
from events.models.tastes import Taste
from hub.actions.languages import choose_language
from hub.actions.roles import end_role, grant_role
from hub.errors import Refusal
from hub.models import Role
from tests.events.test_feeds import FEED, add, entries
from tests.events.test_lives import change

# Some are so short that two acts fall into one second, one lets an event leave the window.
WAITS = [timedelta(), timedelta(milliseconds=300), timedelta(seconds=90), timedelta(hours=30), timedelta(days=80)]
# How long ago an act began that had to wait for its turn to write.
LATE = timedelta(seconds=20)
ACTS = st.tuples(
    st.sampled_from(
        [
            "rename",
            "cancel",
            "reinstate",
            "seat",
            "give_back",
            "leave",
            "join",
            "guide",
            "promote",
            "demote",
            "tick",
            "choose",
            "speak",
            "stage",
        ]
    ),
    st.integers(0, 2),
    st.sampled_from([timedelta(), LATE]),
    st.sampled_from(WAITS),
)


class World:
    """The acts of people and staff that move a mentor's own calendar, or somebody else's."""

    def __init__(self, cast, now) -> None:
        self.cast = cast
        self.events = [
            add(cast, now, title="Apéro", start="2027-03-03T18:30", end="2027-03-03T20:30"),
            add(cast, now, title="Entre nous", audience=Audience.PROMOTION, promotion=cast.promotion),
            add(cast, now, title="À Londres", branch="londres", start="2028-06-20T18:30", end="2028-06-20T20:30"),
        ]
        add(cast, now, title="Entre duos", audience=Audience.DUO, start="2027-03-04T18:30", end="2027-03-04T20:30")
        Journey.objects.filter(person=cast.mentor).update(stage=Stage.TRAINED)
        add(cast, now, title="De loin", branch="londres", theme="job", mode="online", seats_online=9)

    def rename(self, which, now):
        event = Event.objects.get(pk=self.events[which].pk)
        change(self.cast, event, now, title=f"{event.title[:60]} bis")

    def cancel(self, which, now):
        cancel_event(actor=self.cast.admin, event_id=self.events[which].pk, now=now)

    def reinstate(self, which, now):
        reinstate_event(actor=self.cast.admin, event_id=self.events[which].pk, now=now)

    def seat(self, which, now):
        register(actor=self.cast.mentor, event_id=self.events[which].pk, mode="in_person", now=now)

    def give_back(self, which, now):
        for held in Registration.objects.filter(person=self.cast.mentor, event=self.events[which]):
            withdraw(actor=self.cast.mentor, registration_id=held.pk, now=now)

    def leave(self, _which, now):
        for held in Membership.objects.current(timezone.now()).filter(person=self.cast.mentor):
            remove_from_roster(actor=self.cast.admin, membership_id=held.pk, now=now)

    def join(self, which, now):
        promotion = self.cast.other_promotion if which else self.cast.promotion
        add_to_roster(actor=self.cast.admin, promotion_id=promotion.pk, person=self.cast.mentor, role="mentor", now=now)

    def guide(self, _which, now):
        promotion = self.cast.promotion
        add_to_roster(
            actor=self.cast.admin, promotion_id=promotion.pk, person=self.cast.mentor, role="godparent", now=now
        )

    def promote(self, which, now):
        branch = list(self.cast.branches.values())[which]
        grant_role(actor=self.cast.admin, person=self.cast.mentor, branch=branch, kind="trainer", now=now)

    def demote(self, _which, now):
        for role in Role.objects.filter(person=self.cast.mentor):
            end_role(actor=self.cast.admin, role_id=role.pk, now=now)

    def tick(self, which, now):
        choose_interests(actor=self.cast.mentor, themes=["job", "rights"][which:], languages=[], now=now)

    def choose(self, which, now):
        link, taste = CalendarLink.objects.get(), Taste(without_kinds=("apero", "lunch")[which:])
        facts = {"link_id": link.pk, "taste": taste, "alarm": (0, 30, 1440)[which]}
        choose_contents(actor=self.cast.mentor, **facts, now=now)

    def speak(self, which, now):
        language = ("fr", "nl", "en")[which]
        choose_language(actor=self.cast.mentor, person_id=self.cast.mentor.pk, language=language, now=now)

    def stage(self, which, now):
        to = (Stage.DUO, Stage.PAUSE, Stage.TRAINED)[which]
        move_mentor(actor=self.cast.admin, person_id=self.cast.mentor.pk, to=to, now=now)


@dataclass(frozen=True)
class Copy:
    """What a device keeps of an answer."""

    body: bytes
    tag: str
    date: str | None

    @classmethod
    def of(cls, answer) -> "Copy":
        return cls(answer.content, answer["ETag"], answer.get("Last-Modified"))


def check(path, copies):
    """The calendar now, against every copy that a device may still have; the copy it makes."""
    fresh = Copy.of(Client().get(path))
    for copy in copies:
        by_tag = Client().get(path, headers={"If-None-Match": copy.tag}).status_code
        assert (by_tag == 304) == (copy.body == fresh.body)
        if copy.date is not None:
            by_date = Client().get(path, headers={"If-Modified-Since": copy.date}).status_code
            assert by_date == 200 or copy.body == fresh.body
    return fresh


@pytest.fixture
def own(clock, cast, now):
    _link, secret = open_link(actor=cast.mentor, name="Téléphone", now=now)
    return f"/agenda/moi/{secret}.ics"


def run(acts, cast, clock, now, paths):
    """Fails where a calendar is called unchanged and is not, or where its date goes back; leaves no trace."""
    clock.move_to(now)
    before = transaction.savepoint()
    world, copies = World(cast, now), {path: [] for path in paths}
    for name, which, lag, wait in acts:
        with contextlib.suppress(Refusal):
            getattr(world, name)(which, timezone.now() - lag)
        for pause in sorted({timedelta(), wait}):
            clock.shift(pause)
            for path, kept in copies.items():
                fresh = check(path, kept[-3:])
                if fresh not in kept[-1:]:
                    kept.append(fresh)
    transaction.savepoint_rollback(before)
    for kept in copies.values():
        dates = [parse_http_date(copy.date) for copy in kept if copy.date is not None]
        assert dates == sorted(dates)


@pytest.mark.long
def test_what_has_changed_is_never_called_unchanged_and_no_date_goes_back(clock, cast, now, own):
    @settings(max_examples=40)
    @given(st.lists(ACTS, max_size=8))
    def holds(acts):
        run(acts, cast, clock, now, [own, FEED])

    holds()


STILL = timedelta(seconds=90)
# Acts that no event tells of, each after the calendar has been read with a date.
UNTOLD = {
    "seat_changed": [("seat", 0, timedelta(), STILL)],
    # A godparent's place is no step of a journey, which would tell of it too.
    "member_came": [("leave", 0, timedelta(), STILL), ("guide", 0, timedelta(), STILL)],
    "member_left": [
        ("leave", 0, timedelta(), STILL),
        ("guide", 0, timedelta(), STILL),
        ("leave", 0, timedelta(), STILL),
    ],
    "interest_changed": [("tick", 0, timedelta(), STILL)],
    "chosen_at": [("choose", 1, timedelta(), STILL)],
    "stage_changed": [("stage", 0, timedelta(), STILL)],
    "role_began": [("promote", 1, timedelta(), STILL)],
}


@pytest.mark.long
@pytest.mark.parametrize("name", UNTOLD)
def test_the_check_finds_a_moment_that_is_forgotten(clock, cast, now, own, monkeypatch, name):
    acts = [("rename", 1, timedelta(), STILL), *UNTOLD[name]]
    run(acts, cast, clock, now, [own])
    monkeypatch.setattr(moments, "NAMES", [one for one in moments.NAMES if one != name])

    with pytest.raises(AssertionError):
        run(acts, cast, clock, now, [own])


def test_the_check_finds_a_date_that_is_promised_while_an_act_may_still_wait(clock, cast, now, own, monkeypatch):
    acts = [("rename", 0, timedelta(), timedelta(seconds=2)), ("rename", 1, LATE, timedelta())]
    run(acts, cast, clock, now, [own])
    monkeypatch.setattr(feeds, "SETTLED", timedelta(seconds=1))

    with pytest.raises(AssertionError):
        run(acts, cast, clock, now, [own])


def test_one_s_own_has_a_date_and_is_told_unchanged_in_two_queries(
    clock, cast, now, own, django_assert_max_num_queries
):
    Client().get(own)
    clock.shift(STILL)
    had = Client().get(own)

    with django_assert_max_num_queries(2):
        by_tag = Client().get(own, headers={"If-None-Match": had["ETag"]})
    with django_assert_max_num_queries(2):
        by_date = Client().get(own, headers={"If-Modified-Since": had["Last-Modified"]})
    KEPT_EVENTS.clear()
    KEPT_FEEDS.clear()
    with django_assert_max_num_queries(4):
        whole = Client().get(own, headers={"If-None-Match": '"old"'})

    assert (by_tag.status_code, by_date.status_code, whole.status_code) == (304, 304, 200)
    assert whole.content == had.content


@pytest.mark.parametrize("path", [FEED, "/agenda/fr/antenne/lille.ics"])
def test_a_shared_one_is_told_unchanged_in_two_queries(clock, cast, path, django_assert_max_num_queries):
    clock.shift(STILL)
    had = Client().get(path)

    for headers in ({"If-None-Match": had["ETag"]}, {"If-Modified-Since": had["Last-Modified"]}):
        with django_assert_max_num_queries(2):
            assert Client().get(path, headers=headers).status_code == 304


def test_who_reads_another_language_gets_the_calendar_anew(clock, cast, now, own):
    acts = [("rename", 1, timedelta(), STILL), ("speak", 1, timedelta(), STILL), ("speak", 1, timedelta(), STILL)]

    run(acts, cast, clock, now, [own])


def test_a_date_that_we_did_not_give_proves_nothing(clock, cast, own):
    clock.shift(STILL)
    later = http_date(timezone.now().timestamp())

    assert Client().get(own, headers={"If-Modified-Since": later}).status_code == 200


def test_on_the_day_a_role_is_given_or_ends_no_date_is_promised(clock, cast, now, own):
    clock.shift(STILL)
    before = "Last-Modified" in Client().get(own)
    grant_role(
        actor=cast.admin, person=cast.mentor, branch=cast.branches["londres"], kind="trainer", now=timezone.now()
    )
    clock.shift(timedelta(hours=2))
    during = "Last-Modified" in Client().get(own)
    clock.shift(timedelta(days=1))

    assert (before, during, "Last-Modified" in Client().get(own)) == (True, False, True)


def test_a_member_who_has_been_trained_is_told_of_what_that_opens(clock, cast, now, own):
    add(cast, now, title="Pour les formés", audience=Audience.TRAINED, start="2027-03-03T18:30", end="2027-03-03T20:30")
    clock.move_to(cast.promotion.trained_at - STILL)
    had = Client().get(own)
    clock.shift(3 * STILL)

    after = Client().get(own, headers={"If-Modified-Since": had["Last-Modified"]})

    assert after.status_code == 200
    assert "Pour les formés" not in entries(had) and "Pour les formés" in entries(after)
