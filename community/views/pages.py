"""Turning pages: which one of how many."""

from dataclasses import dataclass

LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Turn:
    """Page `number` of `pages`, both from one on."""

    number: int
    pages: int

    @property
    def before(self) -> int:
        """The page before this one."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page after it."""
        return self.number + 1


def page_number(text: str) -> int:
    """Which page is asked for; the first one where it is no number."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 1
