"""“Discussions of my dates” in one's own space: in three languages, two widths, two schemes, and by the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import SMALL, TOO_WIDE

pytestmark = [pytest.mark.browser, pytest.mark.long]
PANEL = "section[aria-labelledby=talks]"
NEW = {"fr": "3 nouveaux messages", "nl": "3 nieuwe berichten", "en": "3 new messages"}
# What stands beyond the edge of its own panel.
ASTRAY = """panel => [...panel.querySelectorAll("*")].filter(it => {
  const box = it.getBoundingClientRect(), frame = panel.getBoundingClientRect();
  return box.right > frame.right + 1 || box.left < frame.left - 1;
}).map(it => it.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", sorted(NEW))
def test_it_keeps_to_the_rules_in_every_language_width_and_scheme(enter, faults, language):
    page = enter("mentor", f"/{language}/espace/", width=360, reduced_motion="reduce")
    panel = page.locator(PANEL)

    expect(panel).to_contain_text(re.compile(NEW[language].replace(" ", r"\s")))
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page, PANEL) == [], (width, scheme)
        assert panel.evaluate(ASTRAY) == []
        assert page.evaluate(SMALL) == [] and page.evaluate(TOO_WIDE) <= 0


def test_the_keyboard_alone_reaches_the_first_message_that_is_new(enter, demo):
    page = enter("mentor", "/fr/espace/", width=360)
    link = page.locator(PANEL).get_by_role("link").first

    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("it => it === document.activeElement"):
            break
    expect(link).to_be_focused()
    outline = link.evaluate("it => getComputedStyle(it).outlineStyle")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(re.escape(demo["urls"]["talk"]) + "#new$"))
    assert outline != "none"
    expect(page.locator("#new")).to_be_in_viewport()
