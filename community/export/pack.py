"""Packs a copy of a room: index.html with its style, photos and files, and room.json (docs/export.md)."""

import json
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.export.beside import Kept
from community.export.contents import Said, Talk, read_before, read_room
from community.models import Promotion, Reaction
from hub.models import Person
from hub.words import dates

STYLE = Path(__file__).resolve().parent.parent / "static/community/css/export.css"
FORMAT, VERSION = "le-banc/room", 1
PIECE = 256 * 1024


def pack(file: IO[bytes], promotion: Promotion, person: Person, now: datetime) -> int:
    """Writes the zip in the language that is active; answers how many messages are in it."""
    talks, before = read_room(promotion, person, now), read_before(promotion, person, now)
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        # They come first: the pages name those alone that the storage still had.
        for said in (said for talk in [*talks, *as_talk(before)] for said in talk.messages):
            for kept in said.beside.files:
                kept.path = kept.path if put_in(zipped, kept, said.at) else ""
        zipped.writestr("index.html", page([*talks, *as_talk(before)], promotion, person, now))
        zipped.writestr("style.css", STYLE.read_bytes())
        zipped.writestr("room.json", json.dumps(as_json(talks, before, promotion, now), ensure_ascii=False))
    return sum(len(talk.messages) for talk in talks) + len(before)


def put_in(zipped: ZipFile, kept: Kept, at: datetime) -> bool:
    """Copies a photo or file piece by piece, dated as its message; False where the storage has it no more."""
    entry = ZipInfo(kept.path, at.timetuple()[:6])
    entry.compress_type = ZIP_STORED if kept.upload.is_photo else ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    try:
        with kept.upload.file.open("rb") as source, zipped.open(entry, "w") as target:
            copyfileobj(source, target, PIECE)
    except FileNotFoundError:
        return False
    return True


def as_talk(before: list[Said]) -> list[Talk]:
    """What was said before, as one more discussion, if there is any."""
    return [Talk(0, _("Before: the WhatsApp conversation"), before)] if before else []


def page(talks: list[Talk], promotion: Promotion, person: Person, now: datetime) -> str:
    """The whole as one page that needs no network and runs no script."""
    lang = (get_language() or "fr")[:2]
    context = {
        "promotion": promotion,
        "person": person,
        "language": lang,
        "exported": dates.in_words(now.astimezone(ZoneInfo(promotion.branch.zone)).date(), lang),
        "talks": [{"talk": talk, "days": days_of(talk, lang)} for talk in talks],
    }
    return render_to_string("community/export/index.html", context)


def days_of(talk: Talk, lang: str) -> list[dict[str, Any]]:
    """A discussion day by day, in words."""
    days: list[dict[str, Any]] = []
    before = None
    for said in talk.messages:
        if said.day != before:
            words = dates.in_words(said.day, lang)
            days.append({"words": words[:1].upper() + words[1:], "messages": []})
            before = said.day
        days[-1]["messages"].append({"said": said, "hour": dates.hour(said.at.time(), lang), "words": words_of(said)})
    return days


def words_of(said: Said) -> list[tuple[str, str]]:
    """The four words under a message, each with the names of those who gave it."""
    return [(str(Reaction.Kind(kind).label), ", ".join(names)) for kind, names in said.reactions.items()]


def as_json(talks: list[Talk], before: list[Said], promotion: Promotion, now: datetime) -> dict[str, Any]:
    """The same for programs."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "promotion": {"name": promotion.name, "zone": promotion.branch.zone, "language": promotion.language},
        "discussions": [
            {"id": talk.key, "title": talk.title, "messages": [message(said) for said in talk.messages]}
            for talk in talks
        ],
        "before": [
            {
                "at": said.at.isoformat(),
                "author": said.author,
                "text": said.text,
                "media": said.media or None,
                "files": [kept.as_json for kept in said.beside.files],
            }
            for said in before
        ],
    }


def message(said: Said) -> dict[str, Any]:
    """One message."""
    return {
        "seq": said.seq,
        "at": said.at.isoformat(),
        "author": said.author or None,
        "written_by": said.written_by or None,
        "role": "referent" if said.is_referent else None,
        "text": said.text,
        "html": said.html,
        "edited": said.edited,
        "answers": said.quoted.seq if said.quoted else None,
        "reactions": said.reactions,
        "files": [kept.as_json for kept in said.beside.files],
        "poll": [one.as_json for one in said.beside.asked] or None,
        "question": {"answer": said.beside.answer or None} if said.beside.is_question else None,
        "announcement": said.beside.is_announcement,
    }
