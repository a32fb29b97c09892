"""Where information sessions take place, per branch."""

from typing import Any

_STEP_FREE = {"fr": "Accès de plain-pied.", "nl": "Gelijkvloers.", "en": "Step-free."}
_LIFT = {"fr": "Ascenseur dès l’entrée.", "nl": "Lift vanaf de ingang.", "en": "Lift from the entrance."}
_RAMP = {"fr": "Une rampe mène à la salle.", "nl": "Een helling leidt naar de zaal.", "en": "A ramp leads to the room."}

PLACES: dict[str, dict[str, Any]] = {
    "paris": {"name": "Maison des associations", "address": "41 rue des Marronniers, 75011 Paris", "access": _LIFT},
    "lille": {"name": "Antenne de Lille", "address": "12 rue de Tournai, 59800 Lille", "access": _STEP_FREE},
    "marseille": {"name": "Antenne de Marseille", "address": "7 quai des Tamaris, 13002 Marseille", "access": _RAMP},
    "lyon": {"name": "Maison de quartier", "address": "3 place des Canuts, 69001 Lyon", "access": _STEP_FREE},
    "bruxelles": {"name": "Maison du Houblon", "address": "18 rue du Houblon, 1000 Bruxelles", "access": _LIFT},
    "rotterdam": {"name": "Buurthuis Havenplein", "address": "25 Havenplein, 3011 Rotterdam", "access": _STEP_FREE},
}
