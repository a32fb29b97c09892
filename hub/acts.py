"""One thing that a person may do with an object: what apps list for a message or for a room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

# So long can somebody take back what they have just done, where it can be taken back at all.
UNDO_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Act:
    """A link to the page that does it, or asks; `hint` is a sentence below, where the label does not say it all.

    `group` says with which others it stands where there are many.
    """

    label: str
    url: str
    hint: str = ""
    group: str = ""


def in_groups(acts: Iterable[Act], headings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The acts under these headings, in their order; those of no group come first, and an empty group is left out."""
    some = list(acts)
    groups = [{"heading": "", "acts": [act for act in some if act.group not in headings]}]
    groups += [{"heading": words, "acts": [act for act in some if act.group == key]} for key, words in headings.items()]
    return [group for group in groups if group["acts"]]
