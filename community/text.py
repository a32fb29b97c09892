"""Member text: what is accepted, and the HTML it becomes; no markup but paragraphs, line breaks and links."""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.html import escape, format_html, linebreaks, urlize
from django.utils.translation import gettext as _

from hub.errors import Refusal
from hub.words.lines import held, one_line

LONGEST = 8_000
LONGEST_TITLE = 80
LONGEST_NOTE = 1_000
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
SEVERAL_BLANK = re.compile(r"\n{3,}")


class TextRefusal(Refusal):
    """Nothing was written, too much, or characters that are none; `field` names the text of a form that it is about."""

    def __init__(self, code: str, message: str, field: str = "body") -> None:
        super().__init__(code, message)
        self.field = field


def clean(text: str, *, longest: int = LONGEST) -> str:
    """The text in Unicode's composed form (NFC), line feeds alone, without blank ends; raises TextRefusal."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text or not any(unicodedata.category(one)[0] not in "ZC" for one in text):
        raise TextRefusal("empty", _("Please write something first."))
    if UNFIT.search(text):
        raise TextRefusal("text", _("This text holds characters that cannot be shown. Please write it again."))
    if len(text) > longest:
        message = _("This text is too long: %(length)s characters, at most %(most)s fit.")
        raise TextRefusal("too_long", message % {"length": len(text), "most": longest})
    return SEVERAL_BLANK.sub("\n\n", text)


def clean_title(text: str) -> str:
    """One line, at most 80 characters; raises TextRefusal."""
    try:
        return clean(one_line(text), longest=LONGEST_TITLE)
    except TextRefusal as why:
        message = _("Please write a title first.") if why.code == "empty" else why.message
        raise TextRefusal(why.code, message, "title") from None


# No address is without one of these inside a word; most messages are.
INSIDE = re.compile(r"[.:@]\S")


def linked(text: str) -> str:
    """Escaped, with links where there are addresses."""
    return urlize(text, nofollow=True, autoescape=True) if INSIDE.search(text) else escape(text)


# What stands for a mention while the HTML is made: characters that no text may hold (UNFIT).
MARK = re.compile("<[^>]*>|\ufdd0([0-9]+)\ufdd1")


def render(text: str, places: Sequence[tuple[int, int, str]] = ()) -> str:
    """Safe HTML: everything is escaped first, then paragraphs, line breaks, links and mentions are made.

    A sign that French sets apart stays with its word.

    `places` are those of mentions in the text: from, to, and what is shown.
    """
    marked, last = [], 0
    for index, (start, end, _shown) in enumerate(places):
        marked += [text[last:start], f"\ufdd0{index}\ufdd1"]
        last = end
    marked.append(text[last:])
    html = linebreaks(linked(held("".join(marked))), autoescape=False)

    def show(found: re.Match[str]) -> str:
        if found[1] is not None:
            return format_html('<span class="at-name">{}</span>', places[int(found[1])][2])
        # A mark never stands inside of a tag; should one do, its name stands there as text.
        return re.sub("\ufdd0([0-9]+)\ufdd1", lambda mark: escape(places[int(mark[1])][2]), found[0])

    return MARK.sub(show, html) if places else html
