"""The site's pages in English."""

from typing import Any

from cms.demo_content.en_calls import CALLS
from cms.demo_content.en_questions import ACCORDION
from cms.demo_content.figures import COUNTED
from cms.demo_content.film import film_block
from cms.demo_content.partners import partners_block

__all__ = ["CALLS", "PAGES"]

SOURCE = "File ‘Défi Autonomie’"
STEPS = [
    {"title": "An information session", "text": "An hour and a half, in a group, no commitment. In person or online."},
    {"title": "A personal interview", "text": "An hour about you, what you wish and when you are free."},
    {"title": "Four training days", "text": "With your promotion: the role of a mentor, listening, the world of work."},
    {"title": "Your duo, for six months", "text": "One meeting a week. Your référent answers every question."},
    {"title": "And among mentors", "text": "Workshops, exchanges, drinks and lunches. We also learn from one another."},
]
HELENE = {"testimony": "Hélène"}
FIGURES = [
    {"value": "9,000+", "label": "young people accompanied in ten years", "source": SOURCE, "year": 2025},
    {"value": "89%", "label": "of duos last the full six months", "source": SOURCE, "year": 2025},
    {"value": "8 in 10", "label": "mentors stay after a first duo", "source": SOURCE, "year": 2025},
]
PAGES: dict[str, dict[str, Any]] = {
    "home": {
        "title": "Home",
        "seo_title": "Become a mentor after 50",
        "search_description": "Accompany a young person towards a job, two hours a week for six months. Free training.",
        "body": [
            (
                "intro",
                {
                    "title": "Your experience can",
                    "highlight": "open a door",
                    "lead": "Are you over 50? Accompany a young person towards a job. We train you and stay by your side.",
                    "primary_label": "Choose an information session",
                    "primary_page": "devenir-mentor",
                    "secondary_label": "How does it work?",
                    "secondary_page": "parcours",
                    "facts": [
                        {"icon": "clock", "text": "2 hours a week"},
                        {"icon": "calendar", "text": "6 months"},
                        {"icon": "graduation-cap", "text": "4 training days"},
                        {"icon": "heart", "text": "Free of charge"},
                    ],
                    "art": "bench",
                    "next_session": True,
                },
            ),
            (
                "calls",
                {
                    "heading": "The next promotions of mentors",
                    "lead": "A promotion is a group of 12 to 20 mentors trained together, near you.",
                    "limit": 3,
                },
            ),
            (
                "columns",
                {
                    "left": [("steps", {"heading": "Your path, step by step", "items": STEPS})],
                    "right": [("testimony", HELENE), ("figures", {"heading": "", "items": FIGURES})],
                    "tint": True,
                },
            ),
            ("accordion", {"heading": "Questions people ask us", "items": ACCORDION[:4]}),
            (
                "callout",
                {
                    "title": "Not sure yet?",
                    "text": '<p>Come to a session. It commits you to nothing. <a href="page:devenir-mentor">See the calls and the dates</a></p>',
                },
            ),
        ],
    },
    "devenir-mentor": {
        "title": "Become a mentor",
        "seo_title": "Become a mentor: the open calls",
        "search_description": "The calls in Paris, Lille, Marseille, Lyon, Brussels and Rotterdam, with the places left.",
        "body": [
            (
                "text",
                "<p>Choose your city. The first step is an information session of an hour and a half, with no commitment.</p>",
            )
        ],
    },
    "parcours": {
        "title": "How it works",
        "seo_title": "A mentor's path",
        "search_description": "Information session, interview, four training days, then six months in a duo.",
        "body": [
            (
                "intro",
                {
                    "title": "How it works",
                    "highlight": "",
                    "lead": "Being a mentor takes two hours a week for six months. It costs nothing and asks for no diploma.",
                    "primary_label": "Choose an information session",
                    "primary_page": "devenir-mentor",
                    "facts": [
                        {"icon": "clock", "text": "2 h a week"},
                        {"icon": "calendar", "text": "6 months"},
                        {"icon": "graduation-cap", "text": "4 training days"},
                        {"icon": "heart", "text": "Free of charge"},
                    ],
                    "art": "training",
                },
            ),
            ("steps", {"heading": "The five steps", "items": STEPS}),
            film_block("en"),
            (
                "text",
                "<h3>What your référent does</h3><p>One person follows your duo, from the first day to the last. They call you, advise you and find what you need.</p><h3>What you receive</h3><ul><li>Four training days with your promotion.</li><li>Workshops led by the team or by guests.</li><li>Exchanges between mentors, and friendly moments.</li></ul><h3>When you can stop</h3><p>At any time. You tell your référent, who finds a way on for the young person.</p>",
            ),
            ("button", {"label": "Choose an information session", "page": "devenir-mentor"}),
        ],
    },
    "questions": {
        "title": "Your questions",
        "seo_title": "Questions of future mentors",
        "search_description": "Time, cost, training, holidays, duo: answers to the questions of future mentors.",
        "body": [
            ("accordion", {"heading": "", "items": ACCORDION}),
            ("button", {"label": "Choose an information session", "page": "devenir-mentor"}),
        ],
    },
    "chiffres": {
        "title": "Our figures",
        "seo_title": "Our figures and their sources",
        "search_description": "Young people accompanied, duos completed, mentors who stay: our figures, their source and year.",
        "body": [
            ("figures", {"heading": "Counted today", "counted": COUNTED, "items": []}),
            (
                "figures",
                {
                    "heading": "In the three countries",
                    "items": [
                        *FIGURES,
                        {"value": "2,000", "label": "active mentors", "source": SOURCE, "year": 2025},
                        {"value": "70%", "label": "of young people find a good way on", "source": SOURCE, "year": 2025},
                        {"value": "90", "label": "employees", "source": SOURCE, "year": 2025},
                    ],
                },
            ),
            (
                "text",
                "<h3>How we count</h3><p>A good way on is a job, a placement or a course at the end of the duo. Half of the young people find a job.</p><p>In France, more than 600 mentors have accompanied more than 1,500 young people since 2019.</p>",
            ),
            partners_block("en"),
        ],
    },
    "temoignages": {
        "title": "Testimonies",
        "seo_title": "In mentors' own words",
        "search_description": "Mentors tell of their first meeting, their doubts and what they learnt.",
        "body": [
            (
                "intro",
                {
                    "title": "Mentors",
                    "highlight": "tell",
                    "lead": "A first meeting, some doubts, and what one learns on the way.",
                    "primary_label": "",
                    "primary_page": None,
                    "facts": [],
                    "art": "coffee",
                },
            ),
        ],
    },
    "contact": {
        "title": "Contact",
        "seo_title": "How to reach us",
        "search_description": "The phone number is at the foot of every page. We answer from Monday to Friday.",
        "body": [
            (
                "intro",
                {
                    "title": "A person",
                    "highlight": "answers you",
                    "lead": "The simplest way is to call. The number is at the foot of every page.",
                    "primary_label": "",
                    "primary_page": None,
                    "facts": [],
                    "art": "phone",
                },
            ),
            (
                "text",
                "<p>Each call for mentors also gives the number of its branch. A person of the team answers you.</p>",
            ),
        ],
    },
    "vie-privee": {
        "title": "Privacy",
        "seo_title": "Your data with us",
        "search_description": "What we keep, why, for how long, and how to see it or have it erased.",
        "body": [
            (
                "text",
                "<h2>What we keep</h2><p>Your first name, your last name, your e-mail address and, if you wish, your phone. Nothing about your nationality, religion or health.</p><h2>Why</h2><p>To organise your coming and to accompany you. Nothing is sold or lent.</p><h2>For how long</h2><ul><li>Without news of you: 24 months.</li><li>For the newsletter of a branch: until the press that ends it, 24 months at most.</li><li>After an interview that leads no further: 6 months.</li></ul><h2>Your rights</h2><p>You can see your data, correct them or have them erased. One call is enough.</p><h2>Cookies</h2><p>No cookie before you sign in. Nobody else measures your visit. We count how often the page of a call is opened, and by which way: a number per day, nothing about you.</p>",
            ),
        ],
    },
    "accessibilite": {
        "title": "Accessibility",
        "seo_title": "Accessibility statement",
        "search_description": "This site aims at WCAG 2.2 AA. What is checked, and how to ask for help.",
        "body": [
            (
                "text",
                "<p>We want everybody to be able to read this site and register. We aim at WCAG 2.2, level AA, and the French RGAA 4.1.</p><p>We check every page with automatic tools. No outside audit has taken place yet.</p>",
            )
        ],
    },
    "mentions-legales": {
        "title": "Legal notice",
        "seo_title": "Legal notice",
        "search_description": "Who publishes this site and who hosts it.",
        "body": [
            (
                "text",
                "<p>This site presents Le Banc, a demonstration association. Its people, addresses and dates are invented.</p><p>It is published by the association, and hosted by it in Europe.</p>",
            )
        ],
    },
}

# A private note of the team about somebody who was interviewed.
NOTE = "Free on Tuesdays and Thursdays. Led a team of twelve; wants to listen first."
