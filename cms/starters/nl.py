"""What new pages begin with, in Dutch: data only."""

from typing import Any

TITLE = "[[Te vertalen: {title}]]"
PAGES: dict[str, dict[str, Any]] = {
    "antenne": {
        "title": "{city}",
        "lead": "[[Eén zin die alleen voor {city} geldt: wat men er ziet, wie men er tegenkomt.]]",
        "description": "{city}: adres, telefoon, oproepen en volgende data.",
        "body": [
            ("text", "<h2>Hier, in {city}</h2><p>[[Wie het team is, en waar de jongeren vandaan komen: drie zinnen.]]</p><h3>Wat er bij ons gebeurt</h3><ul><li>[[Een vaste afspraak: een lunch, een workshop.]]</li><li>[[Wat de mentoren samen doen.]]</li></ul>"),
            ("callout", {"title": "Twijfelt u nog?", "text": "<p>Kom naar een sessie. Ze verplicht u tot niets, en mentoren antwoorden er op uw vragen.</p>"}),
        ],
    },
    "temoignages": {
        "title": "Zij vertellen",
        "description": "Wat mentoren en jongeren zeggen, in hun woorden en met hun toestemming.",
        "body": [
            ("text", "<p>Wat mensen zeggen die een duo vormden, in hun eigen woorden en met hun toestemming. [[Eén zin van u.]]</p>"),
            ("callout", {"title": "En u?", "text": "<p>[[Aan wie men over zijn duo vertelt: een voornaam, een telefoonnummer.]] Uw woorden verdwijnen zodra u het vraagt.</p>"}),
        ],
    },
    "questions": {
        "title": TITLE,
        "body": [
            ("accordion", {"heading": "", "items": [
                ("Hoeveel tijd vraagt het?", "Twee uur per week, zes maanden lang. De opleiding duurt vier dagen."),
                ("Kost het iets?", "Nee. De opleiding is gratis."),
                ("[[Een vraag, zoals men ze u stelt]]", "[[Het antwoord in drie zinnen. Zeg wie wat doet, en wanneer.]]"),
            ]}),
        ],
    },
    "fiche": {
        "title": TITLE,
        "lead": "[[Wat men kan na het lezen, in één zin.]]",
        "body": [
            ("text", "<p>[[Het belangrijkste, voor wie maar dertig seconden heeft.]]</p><h2>Wat helpt</h2><ul><li>[[Eén raad per regel, het werkwoord eerst.]]</li></ul><h2>Wat u beter vermijdt</h2><ul><li>[[Een valkuil, en waarom.]]</li></ul><h2>Met wie u erover praat</h2><p>Uw vaste begeleider kent uw duo. [[Een ander contact, als er een is.]]</p>"),
        ],
    },
    "page": {
        "title": TITLE,
        "body": [
            ("text", "<p>[[Voor wie deze pagina is, en wat men er vindt: twee zinnen.]]</p><h2>[[Een titel die het belangrijkste zegt]]</h2><p>[[Korte alinea’s, met telkens één idee.]]</p>"),
            ("callout", {"title": "En dan?", "text": "<p>[[Wat men na het lezen doet: bellen, komen, een datum kiezen.]]</p>"}),
        ],
    },
}  # fmt: skip
