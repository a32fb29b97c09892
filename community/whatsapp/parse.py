"""A whole conversation, from the text of an export to its messages. Pure: no database, no clock."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from community.whatsapp.bodies import MARKS, read_body
from community.whatsapp.heads import Head, WhatsAppRefusal, choose_order, choose_shape, read_head

PHONE = re.compile(r"\+?[\d\s().\-\u2011]{7,}")
MOST_MESSAGES, LONGEST_NAME = 100_000, 80


@dataclass(frozen=True)
class Message:
    """Somebody's message; `at` is wall time, `author` as the exporting phone names them, `line` counts from one."""

    line: int
    at: datetime
    author: str
    text: str
    media: str = ""
    file: str = ""
    edited: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Conversation:
    """The messages in the order of the file, and how many lines WhatsApp itself wrote among them."""

    messages: list[Message]
    system: int


def parse(text: str) -> Conversation:
    """Takes an export apart; raises WhatsAppRefusal with the number of the line that is wrong."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shape = choose_shape(lines[0])
    found: list[tuple[Head, list[str]]] = []
    for number, line in enumerate(lines, start=1):
        head = read_head(line, number, shape)
        if head is not None:
            found.append((head, [head.rest]))
        else:
            found[-1][1].append(line)
    if len(found) > MOST_MESSAGES:
        message = _("This conversation is too long: at most %(most)s messages fit.") % {"most": MOST_MESSAGES}
        raise WhatsAppRefusal("too_long", message)
    order = choose_order([head for head, _rest in found])
    read = [read_message(head, rest, order) for head, rest in found]
    messages = [message for message in read if message is not None]
    if not messages:
        raise WhatsAppRefusal("empty", _("There is no message of a person in this file."))
    return Conversation(messages, len(read) - len(messages))


def read_message(head: Head, lines: list[str], order: str) -> Message | None:
    """One message; None for what WhatsApp itself says, such as who joined."""
    name, colon, first = lines[0].partition(": ")
    author = MARKS.sub("", name).strip().removeprefix("~").strip()
    at = head.at(order)
    if not colon or at is None or not author or len(author) > LONGEST_NAME or cut(author):
        return None
    body = read_body("\n".join([first, *lines[1:]]))
    if body.system or not (body.text or body.media or body.deleted):
        return None
    return Message(head.line, at, author, body.text, body.media, body.file, body.edited, body.deleted)


def cut(author: str) -> bool:
    """Whether a quotation begins in it and does not end: then it is the app that speaks, of a group with a colon."""
    return (
        any(author.count(opens) != author.count(closes) for opens, closes in ("«»", "“”")) or author.count('"') % 2 > 0
    )


def shown_name(author: str) -> str:
    """A name as it may be shown: of a phone number the last two digits alone."""
    if not PHONE.fullmatch(author):
        return author
    digits = [char for char in author if char.isdigit()]
    return "… " + "".join(digits[-2:])
