"""What new pages begin with, in French: data only."""

from typing import Any

TITLE = "{title}"
PAGES: dict[str, dict[str, Any]] = {
    "antenne": {
        "title": "{city}",
        "lead": "[[Une phrase qui ne vaut que pour {city} : ce que l’on voit, qui l’on y croise.]]",
        "description": "{city} : adresse, téléphone, appels à mentors et prochaines dates.",
        "body": [
            ("text", "<h2>Ici, à {city}</h2><p>[[Qui est l’équipe, et d’où viennent les jeunes : trois phrases.]]</p><h3>Ce qui se passe chez nous</h3><ul><li>[[Un rendez-vous régulier : un déjeuner, un atelier.]]</li><li>[[Ce que les mentors font ensemble.]]</li></ul>"),
            ("callout", {"title": "Vous hésitez ?", "text": "<p>Venez à une séance. Elle ne vous engage à rien, et des mentors y répondent à vos questions.</p>"}),
        ],
    },
    "temoignages": {
        "title": "Ils et elles racontent",
        "description": "Ce que disent les mentors et les jeunes, avec leurs mots et leur accord.",
        "body": [
            ("text", "<p>Ce que disent celles et ceux qui ont formé un duo, avec leurs mots et leur accord. [[Une phrase de vous.]]</p>"),
            ("callout", {"title": "Et vous ?", "text": "<p>[[À qui l’on raconte son duo : un prénom, un numéro de téléphone.]] Vos mots disparaissent dès que vous le demandez.</p>"}),
        ],
    },
    "questions": {
        "title": TITLE,
        "body": [
            ("accordion", {"heading": "", "items": [
                ("Combien de temps cela prend-il ?", "Deux heures par semaine, pendant six mois. La formation dure quatre jours."),
                ("Est-ce que cela coûte quelque chose ?", "Non. La formation est offerte."),
                ("[[Une question, comme on vous la pose]]", "[[La réponse en trois phrases. Dites qui fait quoi, et quand.]]"),
            ]}),
        ],
    },
    "fiche": {
        "title": TITLE,
        "lead": "[[Ce que l’on saura faire après l’avoir lue, en une phrase.]]",
        "body": [
            ("text", "<p>[[L’essentiel, pour qui n’a que trente secondes.]]</p><h2>Ce qui aide</h2><ul><li>[[Un conseil par ligne, le verbe d’abord.]]</li></ul><h2>Ce qu’il vaut mieux éviter</h2><ul><li>[[Un piège, et pourquoi.]]</li></ul><h2>À qui en parler</h2><p>Votre référente ou votre référent connaît votre duo. [[Un autre contact, s’il y en a un.]]</p>"),
        ],
    },
    "page": {
        "title": TITLE,
        "body": [
            ("text", "<p>[[Pour qui est cette page, et ce que l’on y trouve : deux phrases.]]</p><h2>[[Un titre qui dit l’essentiel]]</h2><p>[[Des paragraphes courts, une idée dans chacun.]]</p>"),
            ("callout", {"title": "Et ensuite ?", "text": "<p>[[Ce que l’on fait après avoir lu : appeler, venir, choisir une date.]]</p>"}),
        ],
    },
}  # fmt: skip
