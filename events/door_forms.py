"""What somebody types at the door: the letters or the word, and without a link also who they are; and the numbers on the sheet."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.forms import plain, text_input

LONGEST = 2000
RANGE = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


class CodeForm(forms.Form):
    """The six letters on the wall, or the word that was said."""

    code = forms.CharField(
        label=_("The six letters on the wall, or the word that was said"),
        max_length=40,
        help_text=_("Capitals or not, as you like."),
        error_messages={"required": _("Please write the letters or the word.")},
        widget=text_input(spellcheck="false"),
    )

    def clean_code(self) -> str:
        """Without control characters."""
        return plain(self.cleaned_data["code"])


class NamedCodeForm(CodeForm):
    """The same, and who one is: as one registered."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        error_messages={"required": _("Please write your first name.")},
        widget=text_input("given-name"),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one with which you registered. No message is sent to it."),
        error_messages={"required": _("Please write your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "in"}),
    )


def read_numbers(text: str, most: int) -> tuple[set[int], list[str]]:
    """The numbers of a sheet as one types them ("1 3-7, 12"), from 1 to `most`; and the pieces that are none of it."""
    found: set[int] = set()
    wrong: list[str] = []
    joined = re.sub(r"\s*[-–]\s*", "-", text[:LONGEST])
    for piece in filter(None, re.split(r"[\s,;.]+", joined)):
        match = RANGE.fullmatch(piece)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if 1 <= first <= last <= most:
            found.update(range(first, last + 1))
        else:
            wrong.append(piece[:20])
    return found, wrong
