"""Shape of input of a move: how much of a discussion, and where to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Discussion, Post
from community.passages import Passage, read_passage
from community.text import LONGEST_TITLE
from hub.forms import offer

NEW = "new"


def key_of(value: str) -> int | None:
    """A discussion; None stands for a new one."""
    return None if value == NEW else int(value)


class MoveForm(forms.Form):
    """What goes with a message, and to which discussion."""

    which = forms.ChoiceField(label=_("What moves?"), widget=forms.Select(attrs={"class": "in wide"}))
    target = forms.TypedChoiceField(
        label=_("Where to?"),
        coerce=key_of,
        widget=forms.Select(attrs={"class": "in wide"}),
    )
    title = forms.CharField(
        label=_("Title of the new discussion"),
        help_text=_(
            "A short one, so that everybody finds it again. Not needed for a discussion that is there already."
        ),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Please give the new discussion a title, or choose one that is there already.")},
        widget=forms.TextInput(attrs={"class": "in wide"}),
    )
    source = forms.IntegerField(widget=forms.HiddenInput)
    until = forms.IntegerField(widget=forms.HiddenInput)
    cid = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, post: Post, talks: list[Discussion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "which", [(kind.value, label) for kind, label in choices_of(post)])
        # Only a new discussion asks for one, and that is what the list begins with.
        self.fields["title"].required = self.data.get("target", NEW) == NEW
        offer(self, "target", [(NEW, _("A new discussion")), *[(str(one.pk), str(one)) for one in talks]])


def choices_of(post: Post) -> list[tuple[Passage, str]]:
    """The passages that begin with this message, with how many go with it; what would be the same is left out."""
    found: list[tuple[Passage, str]] = []
    sizes: set[int] = set()
    for kind in Passage:
        size = len(read_passage(post, kind))
        if size not in sizes:
            found.append((kind, str(kind.label) if size == 1 else f"{kind.label} ({size})"))
        sizes.add(size)
    return found
