"""What is being written outlives the page it is written in."""

import pytest
from playwright.sync_api import Error, expect

from tests.browser.room.acts import article, say
from tests.fixtures.live import session_for

pytestmark = [pytest.mark.browser, pytest.mark.long]


def kill(page):
    """The tab's process ends in the middle: no event tells the page."""
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash", timeout=5_000)


def test_a_draft_survives_a_killed_tab(enter, people, discussion, path):
    say(people["referent"], discussion, "Une question à laquelle répondre")
    page = enter("mentor", path)
    article(page, "Une question à laquelle répondre").get_by_role("link", name="Répondre").click()
    page.get_by_label("Votre message").press_sequentially("Un brouillon de longue haleine")
    page.wait_for_timeout(600)  # it is kept a third of a second after the last key
    kill(page)

    again = page.context.new_page()
    again.goto(path)

    expect(again.get_by_label("Votre message")).to_have_value("Un brouillon de longue haleine")
    expect(again.locator("#quoting")).to_contain_text("Une question à laquelle répondre")
    expect(again.locator("#draft")).to_contain_text("brouillon")
    again.get_by_role("button", name="Envoyer").click()
    expect(article(again, "Un brouillon de longue haleine").locator("blockquote")).to_be_visible()
    again.reload()
    expect(article(again, "Un brouillon de longue haleine")).to_be_visible()
    expect(again.get_by_label("Votre message")).to_have_value("")


def test_a_draft_belongs_to_its_discussion_and_its_person(enter, demo, people, path):
    page = enter("mentor", path)
    page.get_by_label("Votre message").press_sequentially("Pour ici seulement")
    page.wait_for_timeout(600)
    elsewhere = page.locator("#discussions a:not([aria-current])").first
    elsewhere.click()
    expect(page.get_by_label("Votre message")).to_have_value("")

    page.goto(path)
    expect(page.get_by_label("Votre message")).to_have_value("Pour ici seulement")

    key = session_for(people["referent"])  # the next person at the same computer
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": demo["base_url"]}])
    page.goto(path)
    expect(page.locator("#draft")).to_have_text("")
    expect(page.get_by_label("Votre message")).to_have_value("")
