"""What pages ask about calls and dates, composed once: it is what the same words find when they are composed anew."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.needs import Typed, type_need
from cms.models import Call, CallPage
from cms.views.readings import NEVER, Reading
from community.models import Audience
from events.models import Event
from events.models.further import slugs_also
from events.models.seats import count_seats
from hub.models import Branch
from tests.cast import NOW, session

BESIDE = ("branch", "promotion")
HOURS = [NOW, NOW + timedelta(days=30), NOW + timedelta(days=400)]


def told(row: Any) -> dict[str, Any]:
    """All that a row carries, and those it was read with."""
    facts = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return {**facts, **{name: told(one) for name, one in row._state.fields_cache.items() if one is not None}}


def missing(call: Call, today: date) -> list[tuple[str, int, bool]]:
    """What is told of its branch's needs."""
    return [(one.need.language, one.need.missing, one.stale) for one in call.told_needs(today)]


@pytest.fixture
def busy(cast, clock, answers):
    """Two calls, one of them closed and one with an applicant; sessions, an apéro, and what is not for everybody."""
    Branch.objects.filter(pk=cast.branches["lille"].pk).update(languages=["fr", "nl"])
    typed = Typed(language="nl", waiting=12, available=3, counted_on=timezone.localdate(), source="Comptage")
    type_need(actor=cast.coordinator, branch_id=cast.branches["lille"].pk, typed=typed, now=NOW)
    other = Call.objects.create(
        branch=cast.branches["bruxelles"],
        promotion=cast.other_promotion,
        opens_at=NOW - timedelta(days=9),
        deadline=NOW - timedelta(days=1),
    )
    page = CallPage.objects.get(locale__language_code="fr")
    page.get_parent().add_child(
        instance=CallPage(title="Bruxelles", slug="bxl", call=other, lead="…", locale=page.locale)
    )
    apero, members = (session(cast, f"2026-12-0{day}", branch="bruxelles", online=5) for day in (4, 5))
    Event.objects.filter(pk=apero.pk).update(kind=Event.Kind.APERO)
    Event.objects.filter(pk=members.pk).update(audience=Audience.MENTORS)
    apero.also_branches.add(cast.branches["lille"])
    facts = answers(event_id=cast.sessions[0].pk)
    apply(call_id=cast.call.pk, answers=facts, language="fr", flagged=False, now=NOW)
    return other


@pytest.mark.parametrize("now", HOURS)
@pytest.mark.parametrize("since", ["now", "never"])
@pytest.mark.parametrize("own", [True, False])
def test_it_finds_what_plain_words_find(busy, cast, now, since, own, django_assert_num_queries):
    today, after, key = timezone.localdate(now), now if since == "now" else NEVER, busy.pk if own else 0
    kinds = (Event.Kind.INFORMATION, Event.Kind.APERO)
    reading = Reading(now, kinds, since=after, own=key)

    with django_assert_num_queries(4):
        calls, pages, dates = reading.calls(), reading.pages(), reading.dates()
        seats = reading.seats([one for one in dates if one.kind in kinds])

    rows = Call.objects.with_need(today).with_facts().with_referent(now).order_by("pk")
    wanted = [row for row in rows if (row.deadline > after and row.cancelled_at is None) or row.pk == key]
    assert [told(call) for call in calls] == [told(row) for row in wanted]
    assert [(call.facts, missing(call, today)) for call in calls] == [
        (row.facts, missing(row, today)) for row in wanted
    ]
    going_on = [row.pk for row in wanted if row.deadline > after]
    plain = CallPage.objects.live().filter(call__in=going_on).select_related("locale").order_by("pk")
    assert [(page.pk, page.call_id, page.url_path, page.tongue) for page in pages] == [
        (page.pk, page.call_id, page.url_path, page.locale.language_code) for page in plain
    ]
    public = Event.objects.published().upcoming(now).filter(audience=Audience.PUBLIC, kind__in=kinds)
    promotions = [row.promotion_id for row in wanted]
    days = Event.objects.published().filter(kind=Event.Kind.TRAINING, promotion__in=promotions)
    shown = (public | days).select_related("branch").with_further().annotate(also_of=slugs_also()).soonest_first()
    assert [told(date) for date in dates] == [told(row) for row in shown]
    assert seats == count_seats(list(public), now)


def test_there_is_something_to_find(busy, cast):
    reading = Reading(NOW, since=NOW, own=busy.pk)
    (call, other), dates = reading.calls(), reading.dates()

    assert (call.facts.accepted, other, len(call.told_needs(NOW.date()))) == (0, busy, 1)
    assert call.referent.first_name == cast.referent.first_name
    assert {one.kind for one in dates} == {Event.Kind.INFORMATION, Event.Kind.TRAINING}
    assert reading.seats(cast.sessions)[cast.sessions[0].pk, "in_person"].left == 9
    assert Reading(NOW, since=NEVER).calls() == [] and Reading(NOW).pages() == []


def test_a_change_is_read_at_once(busy, cast):
    reading = Reading(NOW, since=NOW)
    before = (len(reading.calls()), len(reading.pages()), len(reading.dates()))

    Call.objects.filter(pk=cast.call.pk).update(cancelled_at=NOW)
    Event.objects.filter(pk=cast.sessions[0].pk).update(status=Event.Status.CANCELLED)

    assert before[0] == 1 and before[1] == 3
    assert (reading.calls(), reading.pages()) == ([], [])
    assert cast.sessions[0] not in reading.dates()
