"""The calls' texts in Dutch."""

from typing import Any

_WHERE = {
    "paris": (
        "Parijs",
        "Begeleid een jongere van 18 tot 33 jaar naar werk, in een stad waar alles snel gaat.",
        "De afdeling van Parijs is de oudste van Frankrijk. U vindt er mentoren uit elk beroep, en jongeren uit de hele streek.",
    ),
    "lille": (
        "Rijsel",
        "Begeleid een jongere van 18 tot 33 jaar naar werk, tussen stad en grens.",
        "In Rijsel lunchen de mentoren elke maand samen. Veel jongeren zoeken een eerste baan in een winkel, in de zorg of in de industrie.",
    ),
    "marseille": (
        "Marseille",
        "Begeleid een jongere van 18 tot 33 jaar naar werk, van de haven tot de noordelijke wijken.",
        "In Marseille spreken duo’s vaak af in een café of al wandelend. Het team kent de werkgevers van de haven en de zorg.",
    ),
    "lyon": (
        "Lyon",
        "Begeleid een jongere van 18 tot 33 jaar naar werk, in onze jongste afdeling.",
        "De afdeling van Lyon opende eind 2024. De lichting is klein: iedereen vindt er zijn plaats en bouwt mee.",
    ),
    "bruxelles": (
        "Brussel",
        "Begeleid een jongere van 18 tot 33 jaar naar werk, in het Frans, het Nederlands of het Engels.",
        "In Brussel begon het programma, in 2013. De duo’s spreken er drie talen.",
    ),
    "rotterdam": (
        "Rotterdam",
        "Begeleid een jongere van 18 tot 33 jaar naar werk, in het Nederlands of het Engels.",
        "In Rotterdam is de opleiding in het Nederlands. De haven, de zorg en de techniek zoeken er mensen.",
    ),
}


def _call(city: str, lead: str, about: str) -> dict[str, Any]:
    return {
        "title": f"Word mentor in {city}",
        "lead": lead,
        "search_description": f"Kies een infosessie in {city} of online. Twee uur per week, zes maanden, gratis opleiding.",
        "body": [
            ("text", f"<h2>Mentor zijn in {city}</h2><p>{about}</p>"),
            (
                "accordion",
                {
                    "heading": "Goed om te weten",
                    "items": [
                        {
                            "question": "Hoe kom ik er?",
                            "answer": "<p>Het adres en de toegang staan bij elke datum. Al onze plaatsen zijn toegankelijk met een rolstoel.</p>",
                        },
                        {
                            "question": "Wat gebeurt er na de sessie?",
                            "answer": "<p>Wij stellen u binnen tien dagen een gesprek van een uur voor. U mag het ook daarbij laten.</p>",
                        },
                        {
                            "question": "En als ik een opleidingsdag mis?",
                            "answer": "<p>U haalt die in met de volgende lichting. Uw plaats blijft van u.</p>",
                        },
                    ],
                },
            ),
        ],
    }


CALLS: dict[str, dict[str, Any]] = {slug: _call(*row) for slug, row in _WHERE.items()}
