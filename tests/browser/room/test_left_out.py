"""The list of discussions is bounded, and what is new in one that it left out shows on open pages all the same."""

import pytest
from playwright.sync_api import expect

from community.models import Discussion
from community.views import listed
from tests.browser.room.acts import say

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_message_brings_back_a_discussion_that_the_list_left_out(enter, people, room, discussion, path, monkeypatch):
    monkeypatch.setattr(listed, "LATEST", 2)
    others = Discussion.objects.filter(room=room, pinned=False, last_seq__gt=0).exclude(pk=discussion.pk)
    oldest = others.order_by("last_seq")[0]
    page = enter("mentor", path, width=1280)
    row = page.locator(f"#discussions [data-discussion='{oldest.pk}']")
    expect(row).to_have_count(0)
    expect(page.locator("#discussions").get_by_role("link", name="Toutes les discussions")).to_be_visible()

    say(people["mate"], oldest, "Quelqu’un par ici ?")

    expect(row.locator("[data-count]")).to_have_text("1 nouveau")
    expect(page.locator("#discussions [aria-current]")).to_have_attribute("data-discussion", str(discussion.pk))
    row.click()
    expect(page.locator("#posts")).to_contain_text("Quelqu’un par ici ?")
