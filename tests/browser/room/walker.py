"""Somebody who walks through pages in one of two ways: by forms, without scripts; or with scripts, by the keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

WAYS = ["forms", "keys"]
TABS = 400
# The ring of focus: an outline, or a shadow in its stead.
RING = """element => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""
HERE = "element => element === document.activeElement"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Walker:
    """One person before one page; every page is looked at before it is left."""

    def __init__(self, page: Page, faults: Callable[..., list[str]], way: str) -> None:
        self.page, self.faults, self.way = page, faults, way
        self.seen: set[tuple[str, str]] = set()

    def tab_to(self, locator: Locator) -> None:
        """Presses Tab until that element has the focus, which shows wherever it is."""
        for _ in range(TABS):
            if locator.evaluate(HERE):
                break
            self.page.keyboard.press("Tab")
        else:
            pytest.fail(f"Tab does not reach {locator}")
        assert locator.evaluate(RING), f"the focus does not show on {locator}"

    def look(self) -> None:
        """Nothing sticks out, and axe finds nothing; axe itself needs scripts, and finds the same pages by the other way."""
        assert self.page.evaluate(TOO_WIDE) <= 0, self.page.url
        place = (self.page.url, self.page.title())
        if self.way == "keys" and place not in self.seen:
            assert self.faults(self.page) == [], self.page.url
            self.seen.add(place)

    def press(self, locator: Locator) -> None:
        """A link, a button, or what unfolds something."""
        # A key, unlike a click, does not wait for where it leads.
        locator.wait_for()
        self.page.wait_for_load_state()
        self.look()
        if self.way == "forms":
            locator.click()
        else:
            self.tab_to(locator)
            self.page.keyboard.press("Enter")

    def tick(self, locator: Locator) -> None:
        """A box that may be ticked already, or one of several."""
        if self.way == "forms":
            locator.check()
        elif not locator.is_checked():
            self.tab_to(locator)
            self.page.keyboard.press("Space")
        assert locator.is_checked()

    def write(self, locator: Locator, words: str) -> None:
        """In a field, in place of what stands there."""
        if self.way == "forms":
            locator.fill(words)
            return
        self.tab_to(locator)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)
        assert locator.input_value() == words

    def choose(self, locator: Locator, value: str) -> None:
        """One of a list, by its value."""
        if self.way == "forms":
            locator.select_option(value)
            return
        self.tab_to(locator)
        values: list[str] = locator.evaluate("list => [...list.options].map(({ value }) => value)")
        for _ in range(values.index(value) - values.index(locator.input_value())):
            self.page.keyboard.press("ArrowDown")
        assert locator.input_value() == value

    def attach(self, locator: Locator, file: Path) -> None:
        """A file, chosen in the window that opens."""
        if self.way == "forms":
            locator.set_input_files(file)
            return
        # The browser is told to hand its window over while one is still on the way: it may be slow to hear of it.
        with self.page.expect_file_chooser() as chooser:
            self.tab_to(locator)
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)

    def link(self, name: Any) -> Locator:
        """The first link with this name."""
        return self.page.get_by_role("link", name=name).first

    def button(self, name: Any) -> Locator:
        """The first button with this name."""
        return self.page.get_by_role("button", name=name).first
