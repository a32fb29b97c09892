"""The site's pages in Dutch."""

from typing import Any

from cms.demo_content.figures import COUNTED
from cms.demo_content.film import film_block
from cms.demo_content.nl_calls import CALLS
from cms.demo_content.nl_questions import ACCORDION
from cms.demo_content.partners import partners_block

__all__ = ["CALLS", "PAGES"]

SOURCE = "Dossier ‘Défi Autonomie’"
STEPS = [
    {"title": "Een infosessie", "text": "Anderhalf uur, in groep, vrijblijvend. Ter plaatse of online."},
    {"title": "Een persoonlijk gesprek", "text": "Een uur over u, uw wensen en de momenten waarop u vrij bent."},
    {"title": "Vier dagen opleiding", "text": "Met uw lichting: de rol van mentor, luisteren, de wereld van het werk."},
    {"title": "Uw duo, zes maanden lang", "text": "Eén afspraak per week. Uw vaste begeleider beantwoordt elke vraag."},
    {"title": "En onder mentoren", "text": "Workshops, gesprekken, borrels en lunches. We leren ook van elkaar."},
]
HELENE = {"testimony": "Hélène"}
FIGURES = [
    {"value": "9.000+", "label": "begeleidingen in tien jaar", "source": SOURCE, "year": 2025},
    {"value": "89%", "label": "van de duo’s maken de zes maanden vol", "source": SOURCE, "year": 2025},
    {"value": "8 op 10", "label": "mentoren blijven na een eerste duo", "source": SOURCE, "year": 2025},
]
PAGES: dict[str, dict[str, Any]] = {
    "home": {
        "title": "Startpagina",
        "seo_title": "Mentor worden na uw vijftigste",
        "search_description": "Begeleid een jongere naar werk, twee uur per week, zes maanden lang. De opleiding is gratis.",
        "body": [
            (
                "intro",
                {
                    "title": "Uw ervaring kan",
                    "highlight": "een deur openen",
                    "lead": "Bent u ouder dan 50? Begeleid een jongere naar werk. Wij leiden u op en blijven aan uw zijde.",
                    "primary_label": "Een infosessie kiezen",
                    "primary_page": "devenir-mentor",
                    "secondary_label": "Hoe gaat het?",
                    "secondary_page": "parcours",
                    "facts": [
                        {"icon": "clock", "text": "2 uur per week"},
                        {"icon": "calendar", "text": "6 maanden"},
                        {"icon": "graduation-cap", "text": "4 dagen opleiding"},
                        {"icon": "heart", "text": "Gratis"},
                    ],
                    "art": "bench",
                    "next_session": True,
                },
            ),
            (
                "calls",
                {
                    "heading": "De volgende lichtingen",
                    "lead": "Een lichting is een groep van 12 tot 20 mentoren die samen de opleiding volgen, bij u in de buurt.",
                    "limit": 3,
                },
            ),
            (
                "columns",
                {
                    "left": [("steps", {"heading": "Uw weg, stap voor stap", "items": STEPS})],
                    "right": [("testimony", HELENE), ("figures", {"heading": "", "items": FIGURES})],
                    "tint": True,
                },
            ),
            ("accordion", {"heading": "Vragen die men ons stelt", "items": ACCORDION[:4]}),
            (
                "callout",
                {
                    "title": "Twijfelt u?",
                    "text": '<p>Kom naar een infosessie. U zit nergens aan vast. <a href="page:devenir-mentor">Bekijk de oproepen en de data</a></p>',
                },
            ),
        ],
    },
    "devenir-mentor": {
        "title": "Mentor worden",
        "seo_title": "Mentor worden: de open oproepen",
        "search_description": "De oproepen in Parijs, Rijsel, Marseille, Lyon, Brussel en Rotterdam, met de plaatsen die nog vrij zijn.",
        "body": [("text", "<p>Kies uw stad. De eerste stap is een infosessie van anderhalf uur, vrijblijvend.</p>")],
    },
    "parcours": {
        "title": "Hoe het gaat",
        "seo_title": "De weg van een mentor",
        "search_description": "Infosessie, gesprek, vier dagen opleiding, daarna zes maanden in duo.",
        "body": [
            (
                "intro",
                {
                    "title": "Hoe het gaat",
                    "highlight": "",
                    "lead": "Mentor zijn vraagt twee uur per week, zes maanden lang. Het kost niets en vraagt geen diploma.",
                    "primary_label": "Een infosessie kiezen",
                    "primary_page": "devenir-mentor",
                    "facts": [
                        {"icon": "clock", "text": "2 uur per week"},
                        {"icon": "calendar", "text": "6 maanden"},
                        {"icon": "graduation-cap", "text": "4 dagen opleiding"},
                        {"icon": "heart", "text": "Gratis"},
                    ],
                    "art": "training",
                },
            ),
            ("steps", {"heading": "De vijf stappen", "items": STEPS}),
            film_block("nl"),
            (
                "text",
                "<h3>Wat uw vaste begeleider doet</h3><p>Eén persoon volgt uw duo, van de eerste tot de laatste dag. Die belt u, geeft raad en vindt wat u nodig hebt.</p><h3>Wat u krijgt</h3><ul><li>Vier dagen opleiding met uw lichting.</li><li>Workshops door het team of door gasten.</li><li>Gesprekken met andere mentoren, en gezellige momenten.</li></ul><h3>Wanneer u mag stoppen</h3><p>Op elk moment. U belt uw begeleider, die een vervolg zoekt voor de jongere.</p>",
            ),
            ("button", {"label": "Een infosessie kiezen", "page": "devenir-mentor"}),
        ],
    },
    "questions": {
        "title": "Uw vragen",
        "seo_title": "Vragen van toekomstige mentoren",
        "search_description": "Tijd, kosten, opleiding, vakantie, duo: de antwoorden voor toekomstige mentoren.",
        "body": [
            ("accordion", {"heading": "", "items": ACCORDION}),
            ("button", {"label": "Een infosessie kiezen", "page": "devenir-mentor"}),
        ],
    },
    "chiffres": {
        "title": "Onze cijfers",
        "seo_title": "Onze cijfers en hun bronnen",
        "search_description": "Begeleidingen, voltooide duo’s, mentoren die blijven: onze cijfers, met bron en jaar.",
        "body": [
            ("figures", {"heading": "Vandaag geteld", "counted": COUNTED, "items": []}),
            (
                "figures",
                {
                    "heading": "In de drie landen",
                    "items": [
                        *FIGURES,
                        {"value": "2.000", "label": "actieve mentoren", "source": SOURCE, "year": 2025},
                        {
                            "value": "70%",
                            "label": "van de jongeren vinden een goede uitweg",
                            "source": SOURCE,
                            "year": 2025,
                        },
                        {"value": "90", "label": "medewerkers", "source": SOURCE, "year": 2025},
                    ],
                },
            ),
            (
                "text",
                "<h3>Hoe wij tellen</h3><p>Een goede uitweg is werk, een stage of een opleiding aan het einde van het duo. De helft van de jongeren vindt werk.</p><p>In Frankrijk begeleidden meer dan 600 mentoren sinds 2019 meer dan 1.500 jongeren.</p>",
            ),
            partners_block("nl"),
        ],
    },
    "temoignages": {
        "title": "Getuigenissen",
        "seo_title": "Mentoren aan het woord",
        "search_description": "Mentoren vertellen over hun eerste afspraak, hun twijfels en wat zij leerden.",
        "body": [
            (
                "intro",
                {
                    "title": "Mentoren",
                    "highlight": "vertellen",
                    "lead": "Een eerste afspraak, twijfels, en wat men onderweg leert.",
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
        "seo_title": "Ons bereiken",
        "search_description": "Het telefoonnummer staat onderaan elke pagina. Wij antwoorden van maandag tot en met vrijdag.",
        "body": [
            (
                "intro",
                {
                    "title": "Iemand",
                    "highlight": "geeft u antwoord",
                    "lead": "Bellen is het eenvoudigst. Het nummer staat onderaan elke pagina.",
                    "primary_label": "",
                    "primary_page": None,
                    "facts": [],
                    "art": "phone",
                },
            ),
            (
                "text",
                "<p>Elke oproep vermeldt ook het nummer van de afdeling. Iemand van het team geeft u antwoord.</p>",
            ),
        ],
    },
    "vie-privee": {
        "title": "Privacy",
        "seo_title": "Uw gegevens bij ons",
        "search_description": "Wat wij bewaren, waarom, hoe lang, en hoe u het kunt zien of laten wissen.",
        "body": [
            (
                "text",
                "<h2>Wat wij bewaren</h2><p>Uw voornaam, uw naam, uw e-mailadres en, als u dat wilt, uw telefoonnummer. Niets over uw nationaliteit, geloof of gezondheid.</p><h2>Waarom</h2><p>Om uw komst te regelen en u te begeleiden. Wij verkopen of lenen niets uit.</p><h2>Hoe lang</h2><ul><li>Zonder nieuws van u: 24 maanden.</li><li>Voor de nieuwsbrief van een afdeling: tot de druk die er een einde aan maakt, hoogstens 24 maanden.</li><li>Na een gesprek zonder vervolg: 6 maanden.</li></ul><h2>Uw rechten</h2><p>U kunt uw gegevens zien, verbeteren of laten wissen. Eén telefoontje volstaat.</p><h2>Cookies</h2><p>Geen cookie voor u zich aanmeldt. Niemand anders meet uw bezoek. We tellen hoe vaak de pagina van een oproep wordt geopend, en langs welke weg: een getal per dag, niets over u.</p>",
            ),
        ],
    },
    "accessibilite": {
        "title": "Toegankelijkheid",
        "seo_title": "Toegankelijkheidsverklaring",
        "search_description": "Deze site streeft naar WCAG 2.2 AA. Wat wij nakijken, en hoe u hulp vraagt.",
        "body": [
            (
                "text",
                "<p>Iedereen moet deze site kunnen lezen en zich kunnen inschrijven. Wij volgen WCAG 2.2, niveau AA, en het Franse RGAA 4.1.</p><p>Wij kijken elke pagina na met automatische hulpmiddelen. Een audit van buitenaf was er nog niet.</p>",
            )
        ],
    },
    "mentions-legales": {
        "title": "Juridische informatie",
        "seo_title": "Juridische informatie",
        "search_description": "Wie deze site uitgeeft en waar hij staat.",
        "body": [
            (
                "text",
                "<p>Deze site stelt Le Banc voor, een vereniging als voorbeeld. De personen, adressen en data zijn verzonnen.</p><p>De vereniging geeft de site zelf uit en beheert hem in Europa.</p>",
            )
        ],
    },
}

# A private note of the team about somebody who was interviewed.
NOTE = "Vrij op dinsdag en donderdag. Leidde een team van twaalf mensen; wil vooral luisteren."
