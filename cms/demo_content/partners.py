"""Partners of the demo, all invented: names, what they do, and what their logos show."""

from typing import Any

HEADINGS = {
    "fr": "Ils marchent avec nous",
    "nl": "Zij gaan met ons mee",
    "en": "They go along with us",
}
LOGOS = ("passerelle", "langues", "atelier")
_NAMES = ("Fondation La Passerelle", "Maison des langues", "Atelier Sept")
_SHOWN = {
    "fr": ("Un pont au-dessus de l’eau", "Deux bulles de parole", "Un sept dans un cercle"),
    "nl": ("Een brug over het water", "Twee tekstballonnen", "Een zeven in een cirkel"),
    "en": ("A bridge over water", "Two speech bubbles", "A seven in a circle"),
}
_TEXTS = {
    "fr": ("Elle paie la formation des mentors.", "Elle prête ses salles à Lille et à Bruxelles.", "Il reçoit les jeunes pour une journée de métier."),
    "nl": ("Betaalt de opleiding van de mentoren.", "Leent haar zalen uit in Rijsel en Brussel.", "Ontvangt de jongeren voor een dag op de werkvloer."),
    "en": ("Pays for the training of mentors.", "Lends its rooms in Lille and Brussels.", "Welcomes the young for a day at work."),
}  # fmt: skip


def partners_block(code: str) -> tuple[str, dict[str, Any]]:
    """The partners as a page of this language shows them."""
    rows = zip(LOGOS, _NAMES, _SHOWN[code], _TEXTS[code], strict=True)
    items = [
        {
            "logo": {"image": f"logo-{logo}", "decorative": False, "alt_text": shown},
            "name": name,
            "link": f"https://{logo}.example/",
            "text": text,
        }
        for logo, name, shown, text in rows
    ]
    return ("partners", {"heading": HEADINGS[code], "items": items})
