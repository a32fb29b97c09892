"""A public page of a branch lists the dates that other branches open to it, once each, and those of no third one."""

import pytest

from cms.views.shown import coming, next_dates
from events.actions.schedule import open_further
from hub.db import write
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
