"""One thing that a person may do with an object: what apps list for a message or for a room."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """A link to the page that does it, or asks; `hint` is a sentence below, where the label does not say it all."""

    label: str
    url: str
    hint: str = ""
