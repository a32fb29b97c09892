"""The site's pages in French."""

from typing import Any

from cms.demo_content.figures import COUNTED
from cms.demo_content.film import film_block
from cms.demo_content.fr_calls import CALLS
from cms.demo_content.fr_questions import ACCORDION
from cms.demo_content.partners import partners_block

__all__ = ["CALLS", "PAGES"]

SOURCE = "Dossier « Défi Autonomie »"
STEPS = [
    {"title": "Une séance d’information", "text": "1 h 30, en groupe, sans engagement. En personne ou en ligne."},
    {
        "title": "Un entretien individuel",
        "text": "1 heure pour parler de vous, de vos envies et de vos disponibilités.",
    },
    {
        "title": "Quatre jours de formation",
        "text": "Avec votre promotion : le rôle de mentor, l’écoute, le monde du travail.",
    },
    {
        "title": "Votre duo, pendant six mois",
        "text": "Un rendez-vous par semaine. Votre référente ou votre référent répond à chaque question.",
    },
    {
        "title": "Et entre mentors",
        "text": "Ateliers, échanges, apéros et déjeuners. On apprend aussi les uns des autres.",
    },
]
HELENE = {"testimony": "Hélène"}
FIGURES = [
    {"value": "9 000+", "label": "accompagnements en dix ans", "source": SOURCE, "year": 2025},
    {"value": "89 %", "label": "des duos vont au bout des six mois", "source": SOURCE, "year": 2025},
    {"value": "8 sur 10", "label": "mentors restent après un premier duo", "source": SOURCE, "year": 2025},
]
PAGES: dict[str, dict[str, Any]] = {
    "home": {
        "title": "Accueil",
        "seo_title": "Devenir mentor après 50 ans",
        "search_description": "Accompagnez un jeune vers l’emploi, deux heures par semaine pendant six mois. Formation offerte.",
        "body": [
            (
                "intro",
                {
                    "title": "Votre expérience peut",
                    "highlight": "ouvrir une porte",
                    "lead": "Vous avez plus de 50 ans ? Accompagnez un jeune vers l’emploi. Nous vous formons et nous restons à vos côtés.",
                    "primary_label": "Choisir une séance d’information",
                    "primary_page": "devenir-mentor",
                    "secondary_label": "Comment ça se passe ?",
                    "secondary_page": "parcours",
                    "facts": [
                        {"icon": "clock", "text": "2 h par semaine"},
                        {"icon": "calendar", "text": "6 mois"},
                        {"icon": "graduation-cap", "text": "4 jours de formation"},
                        {"icon": "heart", "text": "Gratuit"},
                    ],
                    "art": "bench",
                    "next_session": True,
                },
            ),
            (
                "calls",
                {
                    "heading": "Les prochaines promotions de mentors",
                    "lead": "Une promotion, c’est un groupe de 12 à 20 mentors qui se forment ensemble, près de chez vous.",
                    "limit": 3,
                },
            ),
            (
                "columns",
                {
                    "left": [("steps", {"heading": "Votre parcours, pas à pas", "items": STEPS})],
                    "right": [("testimony", HELENE), ("figures", {"heading": "", "items": FIGURES})],
                    "tint": True,
                },
            ),
            ("accordion", {"heading": "Les questions qu’on nous pose", "items": ACCORDION[:4]}),
            (
                "callout",
                {
                    "title": "Vous hésitez ?",
                    "text": '<p>Venez à une séance. Elle ne vous engage à rien. <a href="page:devenir-mentor">Voir les appels et les dates</a></p>',
                },
            ),
        ],
    },
    "devenir-mentor": {
        "title": "Devenir mentor",
        "seo_title": "Devenir mentor : les appels ouverts",
        "search_description": "Les appels à mentors à Paris, Lille, Marseille, Lyon, Bruxelles et Rotterdam, avec les places qui restent.",
        "body": [
            (
                "text",
                "<p>Choisissez votre ville. La première étape est une séance d’information de 1 h 30, sans engagement.</p>",
            )
        ],
    },
    "parcours": {
        "title": "Comment ça se passe",
        "seo_title": "Le parcours d’un mentor",
        "search_description": "Séance d’information, entretien, quatre jours de formation, puis six mois en duo.",
        "body": [
            (
                "intro",
                {
                    "title": "Comment ça se passe",
                    "highlight": "",
                    "lead": "Être mentor demande deux heures par semaine pendant six mois. Cela ne coûte rien et ne demande aucun diplôme.",
                    "primary_label": "Choisir une séance d’information",
                    "primary_page": "devenir-mentor",
                    "facts": [
                        {"icon": "clock", "text": "2 h par semaine"},
                        {"icon": "calendar", "text": "6 mois"},
                        {"icon": "graduation-cap", "text": "4 jours de formation"},
                        {"icon": "heart", "text": "Gratuit"},
                    ],
                    "art": "training",
                },
            ),
            ("steps", {"heading": "Les cinq étapes", "items": STEPS}),
            film_block("fr"),
            (
                "text",
                "<h3>Ce que fait la personne référente</h3><p>Une seule personne suit votre duo, du premier au dernier jour. Elle vous appelle, vous conseille et vous trouve les bonnes ressources.</p><h3>Ce que vous recevez</h3><ul><li>Quatre jours de formation avec votre promotion.</li><li>Des ateliers animés par l’équipe ou par des intervenants.</li><li>Des échanges entre mentors, et des moments conviviaux.</li></ul><h3>Quand vous pouvez arrêter</h3><p>À tout moment. Vous en parlez à votre référent, qui cherche une suite pour le jeune.</p>",
            ),
            ("button", {"label": "Choisir une séance d’information", "page": "devenir-mentor"}),
        ],
    },
    "questions": {
        "title": "Vos questions",
        "seo_title": "Les questions des futurs mentors",
        "search_description": "Temps, coût, formation, vacances, duo : les réponses aux questions des futurs mentors.",
        "body": [
            ("accordion", {"heading": "", "items": ACCORDION}),
            ("button", {"label": "Choisir une séance d’information", "page": "devenir-mentor"}),
        ],
    },
    "chiffres": {
        "title": "Nos chiffres",
        "seo_title": "Nos chiffres et leurs sources",
        "search_description": "Accompagnements, duos menés à leur terme, mentors qui continuent : nos chiffres, leur source et leur année.",
        "body": [
            ("figures", {"heading": "Comptés aujourd’hui", "counted": COUNTED, "items": []}),
            (
                "figures",
                {
                    "heading": "Dans les trois pays",
                    "items": [
                        *FIGURES,
                        {"value": "2 000", "label": "mentors actifs", "source": SOURCE, "year": 2025},
                        {
                            "value": "70 %",
                            "label": "des jeunes trouvent une issue positive",
                            "source": SOURCE,
                            "year": 2025,
                        },
                        {"value": "90", "label": "personnes salariées", "source": SOURCE, "year": 2025},
                    ],
                },
            ),
            (
                "text",
                "<h3>Comment nous comptons</h3><p>Une issue positive est un emploi, un stage ou une formation à la fin du duo. La moitié des jeunes trouvent un emploi.</p><p>En France, plus de 600 mentors ont accompagné plus de 1 500 jeunes depuis 2019.</p>",
            ),
            partners_block("fr"),
        ],
    },
    "temoignages": {
        "title": "Témoignages",
        "seo_title": "Paroles de mentors",
        "search_description": "Des mentors racontent leur premier rendez-vous, leurs doutes et ce qu’ils ont appris.",
        "body": [
            (
                "intro",
                {
                    "title": "Des mentors",
                    "highlight": "racontent",
                    "lead": "Un premier rendez-vous, des doutes, et ce que l’on apprend en chemin.",
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
        "seo_title": "Nous joindre",
        "search_description": "Le téléphone est en bas de chaque page. Nous répondons du lundi au vendredi.",
        "body": [
            (
                "intro",
                {
                    "title": "Une personne",
                    "highlight": "vous répond",
                    "lead": "Le plus simple est d’appeler. Le numéro est en bas de chaque page.",
                    "primary_label": "",
                    "primary_page": None,
                    "facts": [],
                    "art": "phone",
                },
            ),
            (
                "text",
                "<p>Chaque appel à mentors indique aussi le numéro de son antenne. Une personne de l’équipe vous répond.</p>",
            ),
        ],
    },
    "vie-privee": {
        "title": "Vie privée",
        "seo_title": "Vos données chez nous",
        "search_description": "Ce que nous gardons, pourquoi, combien de temps, et comment le voir ou l’effacer.",
        "body": [
            (
                "text",
                "<h2>Ce que nous gardons</h2><p>Votre prénom, votre nom, votre adresse e-mail et, si vous le voulez, votre téléphone. Rien sur votre nationalité, votre religion ou votre santé.</p><h2>Pourquoi</h2><p>Pour organiser votre venue et vous accompagner. Rien n’est vendu ni prêté.</p><h2>Combien de temps</h2><ul><li>Sans nouvelles de vous : 24 mois.</li><li>Pour la lettre d’une antenne : jusqu’à l’appui qui y met fin, 24 mois au plus.</li><li>Après un entretien sans suite : 6 mois.</li></ul><h2>Vos droits</h2><p>Vous pouvez voir vos données, les corriger ou les faire effacer. Un appel suffit.</p><h2>Cookies</h2><p>Aucun cookie avant la connexion. Aucune mesure d’audience par un tiers. Nous comptons combien de fois la page d’un appel est ouverte, et par quel chemin : un nombre par jour, rien sur vous.</p>",
            ),
        ],
    },
    "accessibilite": {
        "title": "Accessibilité",
        "seo_title": "Déclaration d’accessibilité",
        "search_description": "Ce site vise la norme WCAG 2.2 AA. Ce qui est vérifié, et comment demander de l’aide.",
        "body": [
            (
                "text",
                "<p>Nous voulons que chacun puisse lire ce site et s’inscrire. Nous visons les règles WCAG 2.2, niveau AA, et le RGAA 4.1.</p><p>Nous vérifions chaque page avec des outils automatiques. Aucun audit extérieur n’a encore eu lieu.</p>",
            )
        ],
    },
    "mentions-legales": {
        "title": "Mentions légales",
        "seo_title": "Mentions légales",
        "search_description": "Qui publie ce site et qui l’héberge.",
        "body": [
            (
                "text",
                "<p>Ce site présente Le Banc, une association de démonstration. Les personnes, les adresses et les dates y sont inventées.</p><p>Il est publié par l’association et hébergé par elle, en Europe.</p>",
            )
        ],
    },
}

# A private note of the team about somebody who was interviewed.
NOTE = "Libre le mardi et le jeudi. A dirigé une équipe de douze personnes ; cherche d’abord à écouter. Vient en bus."
