"""The staff, with somebody to turn to in each branch, and twenty mentors; all invented."""

from typing import Any

STAFF: list[dict[str, Any]] = [
    {
        "first_name": "Nadia",
        "last_name": "Belkacem",
        "email": "nadia@lebanc.example",
        "language": "fr",
        "role": "referent",
        "branch": "lille",
    },
    {
        "first_name": "Olivier",
        "last_name": "Marchand",
        "email": "olivier@lebanc.example",
        "language": "fr",
        "role": "referent",
        "branch": "paris",
    },
    {
        "first_name": "Sophie",
        "last_name": "Lefèvre",
        "email": "sophie@lebanc.example",
        "language": "fr",
        "role": "coordinator",
        "branch": "lille",
    },
    {
        "first_name": "Karim",
        "last_name": "Haddad",
        "email": "karim@lebanc.example",
        "language": "fr",
        "role": "trainer",
        "branch": "marseille",
    },
    {
        "first_name": "Inès",
        "last_name": "Moreau",
        "email": "ines@lebanc.example",
        "language": "fr",
        "role": "editor",
        "branch": None,
    },
    {
        "first_name": "Samira",
        "last_name": "Haddad",
        "email": "samira@lebanc.example",
        "language": "fr",
        "role": "editor",
        "branch": "lille",
    },
    {
        "first_name": "Marieke",
        "last_name": "de Wit",
        "email": "marieke@lebanc.example",
        "language": "nl",
        "role": "coordinator",
        "branch": "rotterdam",
    },
    {
        "first_name": "Claire",
        "last_name": "Fontaine",
        "email": "claire@lebanc.example",
        "language": "fr",
        "role": "coordinator",
        "branch": "marseille",
    },
    {
        "first_name": "Thomas",
        "last_name": "Girard",
        "email": "thomas@lebanc.example",
        "language": "fr",
        "role": "coordinator",
        "branch": "lyon",
    },
    {
        "first_name": "Leïla",
        "last_name": "Benslimane",
        "email": "leila@lebanc.example",
        "language": "fr",
        "role": "coordinator",
        "branch": "bruxelles",
    },
]

# first name, last name, language, branch, city, former trade
_MENTORS = [
    ("Hélène", "Marchal", "fr", "lille", "Lille", "comptable"),
    ("Paul", "Vandamme", "fr", "lille", "Roubaix", "chef d’atelier"),
    ("Aïcha", "Demir", "fr", "lille", "Villeneuve-d’Ascq", "infirmière"),
    ("Bernard", "Lecomte", "fr", "lille", "Lille", "conducteur de travaux"),
    ("Martine", "Dubois", "fr", "lille", "Tourcoing", "professeure d’anglais"),
    ("Jacques", "Rivière", "fr", "paris", "Paris", "ingénieur"),
    ("Françoise", "Nguyen", "fr", "paris", "Montreuil", "responsable de paie"),
    ("Alain", "Traoré", "fr", "paris", "Paris", "restaurateur"),
    ("Catherine", "Petit", "fr", "paris", "Vincennes", "juriste"),
    ("Michel", "Santos", "fr", "paris", "Saint-Denis", "électricien"),
    ("Josiane", "Agostini", "fr", "marseille", "Marseille", "puéricultrice"),
    ("Robert", "Chevalier", "fr", "marseille", "Marseille", "marin"),
    ("Annie", "Roche", "fr", "lyon", "Lyon", "acheteuse"),
    ("Gérard", "Blanc", "fr", "lyon", "Villeurbanne", "chimiste"),
    ("Brigitte", "Claes", "fr", "bruxelles", "Bruxelles", "traductrice"),
    ("Luc", "Janssens", "nl", "bruxelles", "Brussel", "ambtenaar"),
    ("Mireille", "Lambert", "fr", "bruxelles", "Ixelles", "architecte"),
    ("Anneke", "Bakker", "nl", "rotterdam", "Rotterdam", "verpleegkundige"),
    ("Willem", "Visser", "nl", "rotterdam", "Schiedam", "havenmeester"),
    ("Joke", "Mulder", "nl", "rotterdam", "Rotterdam", "lerares"),
]
MENTORS: list[dict[str, Any]] = [
    {
        "first_name": first,
        "last_name": last,
        "email": f"mentor{number:02}@mentors.example",
        "language": language,
        "branch": branch,
        "city": city,
        "former_trade": {language: trade},
    }
    for number, (first, last, language, branch, city, trade) in enumerate(_MENTORS, start=1)
]
