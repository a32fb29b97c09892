"""The words of the demo's film: titles, captions (WebVTT) and texts."""

from typing import Any

_SCENES = ("00:00.500 --> 00:01.500", "00:01.600 --> 00:03.400", "00:03.500 --> 00:05.900", "00:06.000 --> 00:08.000")
_SAID = {
    "fr": ("Le soleil se lève.", "« Bonjour ! On commence par quoi ? »", "« J’ai apporté mon CV. » « Et moi, deux cafés. »", "« À mardi ? » « À mardi. »"),
    "nl": ("De zon komt op.", "‘Dag! Waar beginnen we mee?’", "‘Ik heb mijn cv bij me.’ ‘En ik twee koffies.’", "‘Tot dinsdag?’ ‘Tot dinsdag.’"),
    "en": ("The sun rises.", "“Hello! Where shall we start?”", "“I have brought my CV.” “And I, two coffees.”", "“See you on Tuesday?” “On Tuesday.”"),
}  # fmt: skip
TITLES = {
    "fr": "Un premier rendez-vous, en huit secondes",
    "nl": "Een eerste ontmoeting, in acht seconden",
    "en": "A first meeting, in eight seconds",
}
_TEXTS = {
    "fr": "<p>Un dessin animé, sans son. Une femme et un jeune homme sont assis sur un banc. Le soleil se lève derrière eux.</p><p>Elle demande par quoi commencer. Il a apporté son CV, elle a apporté deux cafés. Ils se donnent rendez-vous mardi.</p>",
    "nl": "<p>Een tekenfilm zonder geluid. Een vrouw en een jonge man zitten op een bank. Achter hen komt de zon op.</p><p>Zij vraagt waar ze mee beginnen. Hij heeft zijn cv bij zich, zij twee koffies. Ze spreken af voor dinsdag.</p>",
    "en": "<p>A drawn film, without sound. A woman and a young man sit on a bench. The sun rises behind them.</p><p>She asks where to start. He has brought his CV, she has brought two coffees. They agree to meet on Tuesday.</p>",
}
CAPTIONS = {
    code: "WEBVTT\n\n" + "\n\n".join(f"{time}\n{words}" for time, words in zip(_SCENES, said, strict=True)) + "\n"
    for code, said in _SAID.items()
}


def film_block(code: str) -> tuple[str, dict[str, Any]]:
    """The film as a page of this language shows it."""
    files = {"video": "film", "poster": "film-picture", "captions": f"captions-{code}"}
    return ("video", {"title": TITLES[code], **files, "transcript": _TEXTS[code]})
