"""The demo's library, per language: (theme, audience, branch, title, summary, text, the paper it offers).

`of` is the slug of the French sheet that one translates.
"""

from typing import Any

FR: list[dict[str, Any]] = [
    {
        "slug": "premier-rendez-vous",
        "theme": "bond",
        "audience": "mentors",
        "title": "Réussir le premier rendez-vous",
        "summary": "Où se voir, de quoi parler, comment se quitter : une heure bien préparée.",
        "text": "<p>Proposez un lieu calme où l’on peut rester sans consommer. Dites d’emblée combien de temps vous avez.</p>"
        "<h2>Trois questions pour commencer</h2><ul><li>Qu’est-ce qui vous a donné envie de venir ?</li>"
        "<li>À quoi ressemblerait une bonne semaine, dans six mois ?</li><li>De quoi n’avez-vous pas envie de parler ?</li></ul>"
        "<h2>Avant de partir</h2><p>Fixez ensemble la date suivante, et notez-la tous les deux.</p>",
        "paper": "Pense-bête du premier rendez-vous",
        "lines": ["Un lieu calme, une heure, un carnet.", "Trois questions, et beaucoup d’écoute.", "La date suivante, notée à deux."],
    },
    {
        "slug": "duo-qui-s-essouffle",
        "theme": "bond",
        "audience": "trained",
        "title": "Quand le duo s’essouffle",
        "summary": "Un rendez-vous manqué, puis deux : ce qui relance, et à qui en parler.",
        "text": "<p>Un silence n’est pas un échec. Un message court, sans reproche, avec deux dates au choix, suffit souvent.</p>"
        "<p>Au deuxième rendez-vous manqué, parlez-en à votre référente : elle connaît aussi la personne qui suit votre filleul.</p>",
        "paper": "Trois messages pour relancer",
        "lines": ["« Jeudi ou mardi, qu’est-ce qui t’arrange ? »", "« Rien d’urgent : comment vas-tu ? »", "« On se revoit quand tu veux, je reste là. »"],
    },
    {
        "slug": "trois-mois-ensemble",
        "theme": "bond",
        "audience": "duo",
        "title": "Trois mois ensemble\u00a0: faire le point à deux",
        "summary": "Une heure à mi-parcours\u00a0: ce qui a changé, ce qui reste à faire, ce qu’on garde.",
        "text": "<p>À mi-chemin, prenez une heure sans CV ni annonce. Chacun note de son côté, puis vous comparez.</p>"
        "<ul><li>Ce qui a bougé depuis le premier rendez-vous.</li><li>Ce qui nous a aidés, et ce qui nous a fait perdre du temps.</li>"
        "<li>Deux choses à faire dans les trois mois qui viennent.</li></ul><p>Si l’un de vous hésite à continuer, dites-le à votre référente avant la date suivante.</p>",
        "paper": "Le point à trois mois, à remplir à deux",
        "lines": ["Depuis le début\u00a0: ce qui a changé.", "Ce qui nous aide le plus.", "Nos deux priorités d’ici à la fin."],
    },
    {
        "slug": "preparer-la-seance",
        "theme": "training",
        "audience": "applicants",
        "title": "Avant la séance d’information",
        "summary": "Ce qu’on y fait, ce qu’on peut y demander, et pourquoi rien n’est à préparer par écrit.",
        "text": "<p>Une heure et demie, une dizaine de personnes, aucune question piège. On ne vous demande ni CV ni lettre.</p>"
        "<h2>Trois questions à vous poser avant</h2><ul><li>Deux heures par semaine pendant six mois\u00a0: quels jours\u00a0?</li>"
        "<li>Qu’est-ce que j’aimerais transmettre, et qu’est-ce que j’aimerais apprendre\u00a0?</li><li>Qu’est-ce qui m’inquiète un peu\u00a0?</li></ul>"
        "<p>Venez avec vos questions\u00a0: une personne qui accompagne déjà quelqu’un y répondra.</p>",
        "paper": "Mes questions pour la séance",
        "lines": ["Mes jours possibles.", "Ce que j’aimerais transmettre.", "Ce que je veux demander."],
    },
    {
        "slug": "relire-un-cv",
        "theme": "job",
        "audience": "mentors",
        "title": "Relire un CV sans le réécrire",
        "summary": "Sept points à regarder ensemble, et ce qu’il vaut mieux laisser tel quel.",
        "text": "<p>Le CV est celui de votre filleul : posez des questions, laissez-lui le clavier.</p>"
        "<ul><li>Une page, un métier visé.</li><li>Les diplômes étrangers, avec leur équivalent.</li>"
        "<li>Les langues : c’est une force.</li><li>Aucune date de naissance, aucune photo obligatoire.</li></ul>",
        "paper": "Grille de relecture d’un CV",
        "lines": ["Le métier visé se lit en cinq secondes.", "Chaque expérience dit ce qui a été fait.", "Un numéro de téléphone qui répond."],
    },
    {
        "slug": "titre-de-sejour-et-emploi",
        "theme": "rights",
        "audience": "mentors",
        "title": "Titre de séjour et droit au travail",
        "summary": "Qui peut travailler, à partir de quand, et à qui poser la question.",
        "text": "<p>Vous n’êtes pas juriste, et c’est très bien ainsi. Cette fiche dit où se renseigner, pas ce qu’il faut décider.</p>"
        "<p>Ne demandez jamais à voir un titre de séjour, et n’en gardez aucune copie.</p>",
        "paper": "Où se renseigner, ville par ville",
        "lines": ["Les permanences juridiques de votre antenne.", "Les points d’accès au droit.", "Le service intégration de la préfecture."],
    },
    {
        "slug": "les-quatre-journees",
        "theme": "training",
        "audience": "mentors",
        "title": "Les quatre journées de formation",
        "summary": "Le programme, les horaires, ce qu’il faut apporter.",
        "text": "<ol><li>Le cadre, et ce qu’on attend de vous.</li><li>Écouter, questionner, reformuler.</li>"
        "<li>Le marché de l’emploi vu d’ici et d’ailleurs.</li><li>Démarrer son duo.</li></ol>",
        "paper": "Programme à imprimer",
        "lines": ["9 h 30 : accueil et café.", "12 h 30 : déjeuner ensemble.", "17 h : fin de la journée."],
    },
    {
        "slug": "bonnes-adresses-lille",
        "theme": "tools",
        "audience": "branch",
        "branch": "lille",
        "also": ["bruxelles"],
        "title": "Lille : où se retrouver au calme",
        "summary": "Médiathèques, maisons de quartier et cafés où l’on peut rester une heure.",
        "text": "<p>Toutes sont de plain-pied et à moins de dix minutes d’une station de métro. Prévenez-nous si l’une ferme.</p>",
        "paper": "Liste d’adresses, gros caractères",
        "lines": ["La médiathèque, rue des Tilleuls.", "La maison de quartier du Vieux-Moulin.", "Le café de la place, avant midi."],
    },
    {
        "slug": "charte-du-mentor",
        "theme": "tools",
        "audience": "public",
        "title": "La charte du mentor",
        "summary": "Ce à quoi chacun s’engage, en une page.",
        "text": "<p>Deux heures par semaine pendant six mois, la discrétion, et le droit de dire stop des deux côtés.</p>",
        "paper": "La charte, à signer",
        "lines": ["Je viens, ou je préviens.", "Ce qui est dit entre nous reste entre nous.", "Je ne prête pas d’argent."],
    },
    {
        "slug": "venir-a-une-reunion",
        "theme": "training",
        "audience": "public",
        "title": "Venir à une réunion d’information",
        "summary": "Une heure et demie pour tout demander, sans s’engager : ce qui vous attend.",
        "text": "<p>Vous entrez quand vous voulez dans le quart d’heure qui précède. Il y a du café, et quelqu’un à l’entrée.</p>"
        "<h2>Ce qui se passe</h2><ol><li>Deux mentors racontent leur duo.</li><li>On présente les six mois, jour par jour.</li>"
        "<li>Vous posez vos questions, à tous ou à part.</li></ol><h2>Après</h2><p>Rien ne vous engage : vous dites oui, non ou plus tard.</p>",
        "paper": "Les questions qu’on nous pose",
        "lines": ["Faut-il un diplôme ? Non.", "Et si cela ne va pas avec le jeune ? On en parle, et on change.", "Combien cela coûte ? Rien."],
    },
    {
        "slug": "idees-recues",
        "theme": "bond",
        "audience": "public",
        "title": "Cinq idées reçues sur le mentorat",
        "summary": "« Je ne saurai pas quoi dire », « je suis trop vieux » : ce que répondent les mentors.",
        "text": "<p>Nous avons posé la question à quarante mentors, hommes et femmes, de 51 à 79 ans.</p>"
        "<ul><li>« Je n’ai rien à apprendre à un jeune. » Vous savez comment on décroche un téléphone.</li>"
        "<li>« Il faut parler sa langue. » Non : vous parlez la vôtre, lentement.</li><li>« C’est trop long. » Deux heures par semaine.</li></ul>",
        "paper": "Cinq idées reçues, à laisser sur une table",
        "lines": ["Je ne saurai pas quoi dire.", "Je suis trop vieux, ou trop vieille.", "Je n’ai pas le temps."],
    },
]  # fmt: skip
NL: list[dict[str, Any]] = [
    {
        "slug": "eerste-afspraak",
        "of": "premier-rendez-vous",
        "theme": "bond",
        "audience": "mentors",
        "title": "Een goede eerste afspraak",
        "summary": "Waar u elkaar ziet, waarover u praat, hoe u afscheid neemt.",
        "text": "<p>Kies een rustige plek waar men niets hoeft te bestellen. Zeg meteen hoeveel tijd u hebt.</p>"
        "<p>Spreek voor u vertrekt samen de volgende datum af.</p>",
        "paper": "Geheugensteun voor de eerste afspraak",
        "lines": ["Een rustige plek, een uur, een schrift.", "Drie vragen, en veel luisteren.", "De volgende datum, samen genoteerd."],
    },
    {
        "slug": "charte-du-mentor",
        "of": "charte-du-mentor",
        "theme": "tools",
        "audience": "public",
        "title": "Het charter van de mentor",
        "summary": "Waar iedereen zich aan houdt, op één bladzijde.",
        "text": "<p>Twee uur per week, zes maanden lang, discretie, en het recht om te stoppen, aan beide kanten.</p>",
        "paper": "Het charter, om te ondertekenen",
        "lines": ["Ik kom, of ik laat iets weten.", "Wat wij bespreken, blijft tussen ons.", "Ik leen geen geld uit."],
    },
]  # fmt: skip
EN: list[dict[str, Any]] = [
    {
        "slug": "first-meeting",
        "of": "premier-rendez-vous",
        "theme": "bond",
        "audience": "mentors",
        "title": "A good first meeting",
        "summary": "Where to meet, what to talk about, how to part.",
        "text": "<p>Choose a quiet place where nobody has to buy anything. Say at once how much time you have.</p>"
        "<p>Before you leave, agree on the next date together.</p>",
        "paper": "Checklist for the first meeting",
        "lines": ["A quiet place, an hour, a notebook.", "Three questions, and a lot of listening.", "The next date, noted by both."],
    },
    {
        "slug": "charte-du-mentor",
        "of": "charte-du-mentor",
        "theme": "tools",
        "audience": "public",
        "title": "The mentor’s charter",
        "summary": "What everybody agrees to, on one page.",
        "text": "<p>Two hours a week for six months, discretion, and the right to stop, on both sides.</p>",
        "paper": "The charter, to sign",
        "lines": ["I come, or I say that I cannot.", "What we talk about stays between us.", "I do not lend money."],
    },
]  # fmt: skip
LIBRARY: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "fr": (
        "Ressources",
        "Des fiches courtes, relues chaque année. Ce que vous voyez dépend de là où vous en êtes.",
        FR,
    ),
    "nl": ("Documenten", "Korte bladen, elk jaar nagelezen. Wat u ziet, hangt af van waar u staat.", NL),
    "en": ("Resources", "Short sheets, read again every year. What you see depends on where you are.", EN),
}
