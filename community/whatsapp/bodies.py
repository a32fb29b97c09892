"""The text of a message: what WhatsApp puts in it for photos, changes and deletions, in three languages."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
EDITED = re.compile(
    r"\s*<(?:Ce message a été modifié|This message was edited|Dit bericht (?:is|werd) (?:bewerkt|aangepast))\.?>\s*$"
)
DELETED = re.compile(
    r"(?:Ce message a été supprimé|Vous avez supprimé ce message|This message was deleted|You deleted this message"
    r"|Dit bericht (?:is|werd) verwijderd|(?:U hebt|U heeft|Je hebt|Jij hebt) dit bericht verwijderd)[^\n]{0,60}"
)
KINDS = {
    "photo": "image|photo|afbeelding|foto",
    "video": "vidéo|video|note vidéo|video note|gif",
    "audio": "audio|message vocal|voice message|spraakbericht",
    "sticker": "sticker",
    "contact": "fiche contact|contact card|contactkaart",
    "file": "document|fichier|file|bestand|médias?|media",
}
GONE = r"(?:omitted|absente?s?|omise?s?|manquante?s?|retirée?s?|weggelaten|niet bijgevoegd)"
OMITTED = {
    kind: re.compile(rf"(?:[^\n]{{1,200}} • [^\n]*)?<?(?:{words}) {GONE}>?", re.IGNORECASE)
    for kind, words in KINDS.items()
}
ATTACHED = re.compile(r"<(?:attached|pièce jointe|bijgevoegd|bijlage)\s?: (?P<name>[^<>\n]{1,200})>")
JOINED = re.compile(r"(?P<name>[^\n]{1,200}\.\w{1,5}) \((?:file attached|fichier joint|bestand bijgevoegd)\)")
ENDINGS = {
    "photo": {"jpg", "jpeg", "png", "heic", "webp"},
    "video": {"mp4", "mov", "3gp", "gif"},
    "audio": {"opus", "m4a", "aac", "mp3", "ogg", "amr"},
    "contact": {"vcf"},
}
SYSTEM = re.compile(r"chiffrés de bout en bout|end-to-end encrypted|end-to-end versleuteld", re.IGNORECASE)
PHONE_CALLED = re.compile(r"@\+?\d{6,}(\d\d)\b")


@dataclass(frozen=True)
class Body:
    """What a message says, and what stands in for what it showed."""

    text: str
    media: str = ""
    file: str = ""
    edited: bool = False
    deleted: bool = False
    system: bool = False


def read_body(raw: str) -> Body:
    """One message's text, taken apart."""
    by_the_app = raw.startswith("\u200e")
    text = MARKS.sub("", raw).strip()
    without = EDITED.sub("", text)
    edited, text = without != text, without.strip()
    if DELETED.fullmatch(text):
        return Body("", deleted=True)
    for kind, shape in OMITTED.items():
        if shape.fullmatch(text):
            return Body("", media=kind)
    if attached := ATTACHED.search(text) or JOINED.match(text):
        rest = (text[: attached.start()] + text[attached.end() :]).strip()
        name = attached["name"].strip()
        return Body(spare_numbers(rest), media=kind_of(name), file=name, edited=edited)
    poll = re.match(r"(?:POLL|SONDAGE|PEILING)\s?:", text)
    system = bool(SYSTEM.search(text)) or (by_the_app and not poll)
    return Body(spare_numbers(text), edited=edited, system=system)


def kind_of(name: str) -> str:
    """By the ending of a file's name."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return next((kind for kind, endings in ENDINGS.items() if ending in endings), "file")


def spare_numbers(text: str) -> str:
    """Somebody mentioned by a phone number is not shown by it."""
    return PHONE_CALLED.sub(r"@…\1", text)
