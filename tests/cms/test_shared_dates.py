"""A public page of a branch lists the dates that other branches open to it, once each, and those of no third one.

So does its call: whoever applies chooses an information session that is open to their branch, however far it is held.
"""

import pytest

from cms.actions.apply import apply
from cms.models import Application, Call, offered_sessions
from cms.views.shown import coming, next_dates
from events.actions.schedule import open_further
from events.actions.seats import SeatRefusal
from hub.db import write
from tests.cast import session
from tests.events.test_feeds import add


@pytest.fixture
def shared(clock, cast, now):
    """Lille's, open to Brussels and to London."""
    event = add(cast, now, title="Ensemble")
    with write():
        open_further(event, [cast.branches[slug].pk for slug in ("bruxelles", "londres")], [])
    return event


def titles(ways):
    return [way.event.title for way in ways]


def test_it_stands_on_the_page_of_each_branch_it_is_open_to(shared, cast, now, django_assert_num_queries):
    add(cast, now, title="Entre nous", audience="branch", branch="bruxelles")
    asked = [*cast.branches, *(branch.pk for branch in cast.branches.values())]

    found = {one: titles(coming(one, now, "apero")) for one in asked}
    with django_assert_num_queries(2):
        coming("bruxelles", now, "apero")

    apart = ("reunion", cast.branches["reunion"].pk)
    assert found == {one: [] if one in apart else ["Ensemble"] for one in asked}


def test_a_block_of_dates_of_a_branch_has_it_too(shared, cast, now):
    wishes = [("apero", slug) for slug in ("", "lille", "bruxelles", "londres", "reunion")]

    found = {slug: titles(ways) for (_kind, slug), ways in next_dates(wishes, now).items()}

    assert found == {slug: [] if slug == "reunion" else ["Ensemble"] for _kind, slug in wishes}


def offered(cast, now):
    return [event.pk for event in offered_sessions(Call.objects.with_facts(), now)[cast.call.pk]]


def open_to_lille(cast, events):
    with write():
        for event in events:
            open_further(event, [cast.branches["lille"].pk], [])


def test_whoever_applies_chooses_a_session_that_a_far_branch_opens_to_theirs(clock, cast, now, answers, client):
    far = session(cast, "2026-12-02", branch="reunion")
    facts = {"call_id": cast.call.pk, "language": "fr", "flagged": False, "now": now}
    before, page = offered(cast, now), "/fr/devenir-mentor/lille/"
    with pytest.raises(SeatRefusal):
        apply(answers=answers(event_id=far.pk), **facts)

    open_to_lille(cast, [far])
    apply(answers=answers(event_id=far.pk), **facts)

    own = [event.pk for event in cast.sessions]
    assert (before, offered(cast, now)) == (own, [*own, far.pk])
    assert Application.objects.get().registration.event == far
    assert f'value="{far.pk}:in_person"' in client.get(page).content.decode()


def test_its_own_sessions_come_first_and_four_are_enough(clock, cast, now):
    far = [session(cast, f"2026-11-{day}", branch="reunion") for day in (25, 26, 27)]
    own = [event.pk for event in cast.sessions]
    open_to_lille(cast, far)

    two_more = offered(cast, now)
    own += [session(cast, f"2026-12-{day}").pk for day in (14, 15, 16)]

    assert two_more == [*own[:2], far[0].pk, far[1].pk]
    assert offered(cast, now) == own[:4]


def test_as_many_queries_for_many_shared_sessions_as_for_one(clock, cast, now, django_assert_num_queries):
    open_to_lille(cast, [session(cast, f"2026-12-{day}", branch="reunion") for day in (14, 15, 16)])

    with django_assert_num_queries(2):
        found = offered(cast, now)

    assert len(found) == 4
