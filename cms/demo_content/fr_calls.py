"""The calls' texts in French."""

from typing import Any

_WHERE = {
    "paris": (
        "Paris",
        "Accompagnez un jeune de 18 à 33 ans vers l’emploi, dans une ville où tout va vite.",
        "L’antenne de Paris est la plus ancienne de France. Elle réunit des mentors de tous les métiers, et des jeunes de toute l’Île-de-France.",
    ),
    "lille": (
        "Lille",
        "Accompagnez un jeune de 18 à 33 ans vers l’emploi, entre la ville et la frontière.",
        "À Lille, les mentors se retrouvent chaque mois autour d’un déjeuner. Beaucoup de jeunes cherchent un premier contrat dans le commerce, le soin ou l’industrie.",
    ),
    "marseille": (
        "Marseille",
        "Accompagnez un jeune de 18 à 33 ans vers l’emploi, du port aux quartiers nord.",
        "À Marseille, les duos se donnent souvent rendez-vous au café ou en marchant. L’équipe connaît bien les employeurs du port et de la santé.",
    ),
    "lyon": (
        "Lyon",
        "Accompagnez un jeune de 18 à 33 ans vers l’emploi, dans notre antenne la plus récente.",
        "L’antenne de Lyon a ouvert fin 2024. La promotion est petite : chacun y trouve sa place et la construit avec nous.",
    ),
    "bruxelles": (
        "Bruxelles",
        "Accompagnez un jeune de 18 à 33 ans vers l’emploi, en français, en néerlandais ou en anglais.",
        "C’est à Bruxelles que le programme est né, en 2013. Les duos se forment en trois langues.",
    ),
    "rotterdam": (
        "Rotterdam",
        "Accompagnez un jeune de 18 à 33 ans vers l’emploi, en néerlandais ou en anglais.",
        "À Rotterdam, la formation se fait en néerlandais. Le port, le soin et la technique y cherchent du monde.",
    ),
}


def _call(city: str, lead: str, about: str) -> dict[str, Any]:
    return {
        "title": f"Devenez mentor à {city}",
        "lead": lead,
        "search_description": f"Choisissez une séance d’information à {city} ou en ligne. Deux heures par semaine, six mois, formation offerte.",
        "body": [
            ("text", f"<h2>Être mentor à {city}</h2><p>{about}</p>"),
            (
                "accordion",
                {
                    "heading": "Bon à savoir",
                    "items": [
                        {
                            "question": "Comment venir ?",
                            "answer": "<p>L’adresse et l’accès sont indiqués sous chaque date. Tous nos lieux sont accessibles en fauteuil roulant.</p>",
                        },
                        {
                            "question": "Que se passe-t-il après la séance ?",
                            "answer": "<p>Nous vous proposons un entretien d’une heure, dans les dix jours. Vous pouvez aussi en rester là.</p>",
                        },
                        {
                            "question": "Et si je manque un jour de formation ?",
                            "answer": "<p>Vous le rattrapez avec la promotion suivante. Votre place reste la vôtre.</p>",
                        },
                    ],
                },
            ),
        ],
    }


CALLS: dict[str, dict[str, Any]] = {slug: _call(*row) for slug, row in _WHERE.items()}
