"""What mentors of the demo said, in three languages, and what their portraits, drawn for us, show."""

from typing import Any

TESTIMONIES: list[dict[str, Any]] = [
    {
        "name": "Hélène",
        "portrait": "helene",
        "portrait_alt": {
            "fr": "Une femme aux cheveux gris, avec des lunettes rondes",
            "nl": "Een vrouw met grijs haar en een ronde bril",
            "en": "A woman with grey hair and round glasses",
        },
        "age": 64,
        "branch": "lille",
        "consent_on": "2026-03-14",
        "quote": {
            "fr": "J’avais peur de ne pas savoir quoi dire. En fait, il fallait surtout écouter, et ouvrir mon carnet d’adresses.",
            "nl": "Ik was bang dat ik niets te zeggen had. Eigenlijk moest ik vooral luisteren, en mijn adresboek openen.",
            "en": "I was afraid of not knowing what to say. In fact I mostly had to listen, and open my address book.",
        },
        "detail": {
            "fr": "ancienne comptable, mentor à Lille",
            "nl": "vroeger boekhoudster, mentor in Rijsel",
            "en": "former accountant, mentor in Lille",
        },
    },
    {
        "name": "Paul",
        "portrait": "paul",
        "portrait_alt": {
            "fr": "Un homme aux cheveux courts, en veste verte",
            "nl": "Een man met kort haar, in een groen jasje",
            "en": "A man with short hair, in a green jacket",
        },
        "age": 67,
        "branch": "lille",
        "consent_on": "2026-04-02",
        "quote": {
            "fr": "Nous avons pris un café, sans parler de CV. Une heure est passée très vite.",
            "nl": "We dronken koffie en spraken niet over het cv. Het uur vloog voorbij.",
            "en": "We had a coffee and did not speak of CVs. An hour went by very quickly.",
        },
        "detail": {
            "fr": "ancien chef d’atelier, mentor à Lille",
            "nl": "vroeger ploegbaas, mentor in Rijsel",
            "en": "former workshop foreman, mentor in Lille",
        },
    },
    {
        "name": "Brigitte",
        "portrait": "brigitte",
        "portrait_alt": {
            "fr": "Une femme aux cheveux bouclés, en veste bleue",
            "nl": "Een vrouw met krullend haar, in een blauw jasje",
            "en": "A woman with curly hair, in a blue jacket",
        },
        "age": 61,
        "branch": "bruxelles",
        "consent_on": "2026-02-20",
        "quote": {
            "fr": "J’ai appris autant que lui. Je ne regarde plus ma ville de la même façon.",
            "nl": "Ik leerde evenveel als hij. Ik kijk nu anders naar mijn stad.",
            "en": "I learnt as much as he did. I no longer see my city in the same way.",
        },
        "detail": {
            "fr": "ancienne traductrice, mentor à Bruxelles",
            "nl": "vroeger vertaalster, mentor in Brussel",
            "en": "former translator, mentor in Brussels",
        },
    },
    {
        "name": "Alain",
        "portrait": "alain",
        "portrait_alt": {
            "fr": "Un homme chauve et barbu, avec des lunettes",
            "nl": "Een kale man met een baard en een bril",
            "en": "A bald man with a beard and glasses",
        },
        "age": 59,
        "branch": "paris",
        "consent_on": "2026-05-11",
        "quote": {
            "fr": "Ma référente m’a appelé chaque mois. Je ne me suis jamais senti seul.",
            "nl": "Mijn begeleider belde elke maand. Ik stond er nooit alleen voor.",
            "en": "My référent called me every month. I never felt alone.",
        },
        "detail": {
            "fr": "restaurateur, mentor à Paris",
            "nl": "restauranthouder, mentor in Parijs",
            "en": "restaurant owner, mentor in Paris",
        },
    },
]
