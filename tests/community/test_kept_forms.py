"""Under what the draft of a form is kept: what changes words that stand has another place once they are others."""

import re

import pytest
from django.urls import reverse

from community.actions.discussions import open_discussion
from hub.live.commands import new_cid


@pytest.fixture
def opened(cast, now):
    """A discussion of the mentor's, and its message."""
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    return open_discussion(actor=cast.mentor, title="Déjeuner du 12", body="Qui vient ?", **facts)


def kept_under(answer):
    return re.search(r'data-draft="([^"]+)"', answer.content.decode())[1]


@pytest.mark.parametrize(("page", "field"), [("edit", "body"), ("rename", "title")])
def test_a_change_is_kept_under_the_words_it_changes(clock, signed_in, cast, opened, page, field):
    browser, room = signed_in("mentor"), cast.promotion.room
    discussion = room.discussions.get(title="Déjeuner du 12")
    where = reverse(f"community:{page}", args=[room.pk, opened.target if page == "edit" else discussion.pk])

    before = kept_under(browser.get(where))
    refused = browser.post(where, {field: " "})
    still = kept_under(browser.get(where))
    changed = browser.post(where, {field: "Déjeuner du 13"})

    assert (refused.status_code, changed.status_code) == (422, 303)
    assert kept_under(refused) == still == before
    assert kept_under(browser.get(where)) != before
