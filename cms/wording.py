"""Reads what editors wrote, in French, Dutch and English: its links, headings and long sentences, and what is left to write."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from hub.search.fold import fold

LONGEST_SENTENCE = 25
# Folded: without accents, capitals and marks.
VAGUE = frozenset(
    fold(words)
    for words in (
        "cliquez ici", "cliquer ici", "clique ici", "cliquez", "ici", "par ici", "là", "lien", "ce lien", "le lien",
        "suivez ce lien", "en savoir plus", "savoir plus", "plus", "plus d’infos", "plus d’informations", "lire plus",
        "lire la suite", "la suite", "voir", "voir plus", "cette page", "klik hier", "klik", "hier", "link", "deze link",
        "meer", "meer info", "meer informatie", "lees meer", "meer lezen", "lees verder", "meer weten", "deze pagina",
        "bekijk", "click here", "click", "here", "this link", "more", "more info", "more information", "read more",
        "learn more", "find out more", "see more", "this page", "view",
    )
)  # fmt: skip
WEB_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
ENDS = re.compile(r"(?<=[.!?…])[»”\")]*\s+")
WORD = re.compile(r"\w[\w’'\-]*")
# "IMG_1234.jpg", "logo-lille.png", "DSC01234", "photo_2": what cameras and folders call a picture.
PICTURE_FILE = re.compile(r".*\.(avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE | re.DOTALL)
FILE_WORD = re.compile(r"\S*_\S*|[A-Za-z]{2,8}[-.]?\d{3,}\S*")
# What a new page asks its editor to write.
TO_WRITE = re.compile(r"\[\[.*?\]\]", re.DOTALL)
PARTS = ("p", "li", "h2", "h3", "h4")


def is_vague(words: str) -> bool:
    """Whether a link's words say nothing of where it leads: "click here" and its kind, or a bare address."""
    return fold(words) in VAGUE or WEB_ADDRESS.fullmatch(words.strip()) is not None or not fold(words)


def is_file_name(words: str) -> bool:
    """Whether what should say what a picture shows is the name of its file."""
    bare = words.strip()
    return PICTURE_FILE.fullmatch(bare) is not None or FILE_WORD.fullmatch(bare) is not None


def links_of(source: str) -> list[str]:
    """The words of every link of a rich text."""
    return [" ".join(link.get_text().split()) for link in BeautifulSoup(source, "html.parser").find_all("a")]


def headings_of(source: str) -> list[tuple[int, str]]:
    """(level, words) of every heading of a rich text, in order."""
    found = BeautifulSoup(source, "html.parser").find_all(["h2", "h3", "h4"])
    return [(int(one.name[1]), " ".join(one.get_text().split())) for one in found]


def paragraphs_of(source: str) -> list[str]:
    """The text of every paragraph, item and heading of a rich text."""
    found = BeautifulSoup(source, "html.parser").find_all(PARTS)
    return [one.get_text() for one in found]


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a stored body: paragraphs of rich text, and plain texts whole; no name of a block, nor its key."""
    if isinstance(value, dict):
        value = [value["value"]] if {"type", "value"} <= value.keys() else list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, str):
        yield from (paragraphs_of(value) if "<" in value else []) or [value]


def left_to_write(value: Any) -> str:
    """The first instruction of a new page that still stands in a stored text, or a body of them; else nothing."""
    found = (TO_WRITE.search(text) for text in texts_of(value))
    return next((one[0] for one in found if one), "")


def long_sentences(text: str) -> list[tuple[str, int]]:
    """(sentence, number of words) of those with more than 25 words; an elided "l’" belongs to its word."""
    sentences = (" ".join(one.split()) for one in ENDS.split(text))
    counted = ((one, len(WORD.findall(one))) for one in sentences)
    return [(one, count) for one, count in counted if count > LONGEST_SENTENCE]
