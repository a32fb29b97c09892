"""Six branches in three countries; the phone numbers belong to nobody and cannot ring."""

from typing import Any

N = "\u00a0"
HOURS = {
    "fr": f"Du lundi au vendredi, de 9{N}h à 18{N}h.",
    "nl": f"Van maandag tot en met vrijdag, van 9.00 tot 18.00{N}uur.",
    "en": f"Monday to Friday, 9{N}am to 6{N}pm.",
}

BRANCHES: list[dict[str, Any]] = [
    {
        "slug": "paris",
        "city": {"fr": "Paris", "nl": "Parijs", "en": "Paris"},
        "country": "FR",
        "zone": "Europe/Paris",
        "languages": ["fr", "en"],
        "address": "41 rue des Marronniers, 75011 Paris",
        "access": {
            "fr": "Métro à 300 mètres. Ascenseur dès l’entrée.",
            "nl": "Metro op 300 meter. Lift vanaf de ingang.",
            "en": "Underground 300 metres away. Lift from the entrance.",
        },
        "email": "paris@lebanc.example",
        "phone": "+33199000011",
        "hours": HOURS,
    },
    {
        "slug": "lille",
        "city": {"fr": "Lille", "nl": "Rijsel", "en": "Lille"},
        "country": "FR",
        "zone": "Europe/Paris",
        "languages": ["fr"],
        "address": "12 rue de Tournai, 59800 Lille",
        "access": {
            "fr": "À cinq minutes à pied des gares. Accès de plain-pied.",
            "nl": "Vijf minuten te voet van de stations. Gelijkvloers.",
            "en": "Five minutes on foot from the stations. Step-free.",
        },
        "email": "lille@lebanc.example",
        "phone": "+33353010020",
        "hours": HOURS,
    },
    {
        "slug": "marseille",
        "city": {"fr": "Marseille", "nl": "Marseille", "en": "Marseille"},
        "country": "FR",
        "zone": "Europe/Paris",
        "languages": ["fr"],
        "address": "7 quai des Tamaris, 13002 Marseille",
        "access": {
            "fr": "Tramway devant la porte. Une rampe remplace les deux marches.",
            "nl": "Tram voor de deur. Een helling vervangt de twee treden.",
            "en": "Tram at the door. A ramp replaces the two steps.",
        },
        "email": "marseille@lebanc.example",
        "phone": "+33465710030",
        "hours": HOURS,
    },
    {
        "slug": "lyon",
        "city": {"fr": "Lyon", "nl": "Lyon", "en": "Lyon"},
        "country": "FR",
        "zone": "Europe/Paris",
        "languages": ["fr"],
        "address": "3 place des Canuts, 69001 Lyon",
        "access": {
            "fr": "Métro et bus sur la place. Accès de plain-pied.",
            "nl": "Metro en bus op het plein. Gelijkvloers.",
            "en": "Underground and bus on the square. Step-free.",
        },
        "email": "lyon@lebanc.example",
        "phone": "+33465710040",
        "hours": HOURS,
    },
    {
        "slug": "bruxelles",
        "city": {"fr": "Bruxelles", "nl": "Brussel", "en": "Brussels"},
        "country": "BE",
        "zone": "Europe/Brussels",
        "languages": ["fr", "nl", "en"],
        "address": "18 rue du Houblon, 1000 Bruxelles",
        "access": {
            "fr": "Métro à 200 mètres. Ascenseur et toilettes adaptées.",
            "nl": "Metro op 200 meter. Lift en aangepast toilet.",
            "en": "Underground 200 metres away. Lift and accessible toilets.",
        },
        "email": "bruxelles@lebanc.example",
        "phone": "+3220000012",
        "hours": HOURS,
    },
    {
        "slug": "rotterdam",
        "city": {"fr": "Rotterdam", "nl": "Rotterdam", "en": "Rotterdam"},
        "country": "NL",
        "zone": "Europe/Amsterdam",
        "languages": ["nl", "en"],
        "address": "25 Havenplein, 3011 Rotterdam",
        "access": {
            "fr": "Tramway à 100 mètres. Accès de plain-pied.",
            "nl": "Tram op 100 meter. Gelijkvloers.",
            "en": "Tram 100 metres away. Step-free.",
        },
        "email": "rotterdam@lebanc.example",
        "phone": "+31100000012",
        "hours": HOURS,
    },
]
