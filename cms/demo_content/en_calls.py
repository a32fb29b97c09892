"""The calls' texts in English."""

from typing import Any

_WHERE = {
    "paris": (
        "Paris",
        "Accompany a young person aged 18 to 33 towards a job, in a city where everything moves fast.",
        "The Paris branch is the oldest in France. It brings together mentors of every trade, and young people of the whole region.",
    ),
    "lille": (
        "Lille",
        "Accompany a young person aged 18 to 33 towards a job, between the city and the border.",
        "In Lille, mentors have lunch together every month. Many young people look for a first job in shops, care or industry.",
    ),
    "marseille": (
        "Marseille",
        "Accompany a young person aged 18 to 33 towards a job, from the port to the northern districts.",
        "In Marseille, duos often meet in a café or while walking. The team knows the employers of the port and of health care well.",
    ),
    "lyon": (
        "Lyon",
        "Accompany a young person aged 18 to 33 towards a job, in our newest branch.",
        "The Lyon branch opened at the end of 2024. The promotion is small: everybody finds their place and builds it with us.",
    ),
    "bruxelles": (
        "Brussels",
        "Accompany a young person aged 18 to 33 towards a job, in French, Dutch or English.",
        "The programme was born in Brussels, in 2013. Duos speak three languages there.",
    ),
    "rotterdam": (
        "Rotterdam",
        "Accompany a young person aged 18 to 33 towards a job, in Dutch or English.",
        "In Rotterdam the training is in Dutch. The port, care and technical trades look for people.",
    ),
}


def _call(city: str, lead: str, about: str) -> dict[str, Any]:
    return {
        "title": f"Become a mentor in {city}",
        "lead": lead,
        "search_description": f"Choose an information session in {city} or online. Two hours a week, six months, free training.",
        "body": [
            ("text", f"<h2>Being a mentor in {city}</h2><p>{about}</p>"),
            (
                "accordion",
                {
                    "heading": "Good to know",
                    "items": [
                        {
                            "question": "How do I get there?",
                            "answer": "<p>The address and the access stand under each date. All our places can be reached in a wheelchair.</p>",
                        },
                        {
                            "question": "What happens after the session?",
                            "answer": "<p>Within ten days we propose an interview of an hour. You can also leave it there.</p>",
                        },
                        {
                            "question": "What if I miss a training day?",
                            "answer": "<p>You catch up with the next promotion. Your place remains yours.</p>",
                        },
                    ],
                },
            ),
        ],
    }


CALLS: dict[str, dict[str, Any]] = {slug: _call(*row) for slug, row in _WHERE.items()}
