"""The demo's workshops, exchanges and convivial dates: (title, what is said of it), what they are about, how often."""

# What stays the same of the series of every first Thursday.
APERO = {
    "title": "L’apéro du premier jeudi",
    "description": "Une fois par mois on se retrouve autour d’un verre, avec ou sans alcool. Venez à l’heure qui vous va.",
    "place": "Café des Tilleuls",
    "address": "12 place du Concert, Lille",
    "directions": "Métro Rihour, puis dix minutes à pied. Une marche à l’entrée, une rampe sur demande.",
    "join_url": "",
    "seats_in_person": 14,
    "seats_online": 0,
    "guests": 2,
}
# What is meant for mentors in a duo alone.
DUOS = {
    "title": "Le café des duos",
    "description": "Une heure entre mentors dont le duo est en cours\u00a0: ce qui avance, ce qui coince. Ce qui se dit reste entre nous.",
    "place": "Café des Tilleuls",
    "address": "12 place du Concert, Lille",
    "join_url": "",
    "seats_in_person": 10,
    "seats_online": 0,
    "guests": 0,
}
WORKSHOPS = [
    (
        "Relire un CV avec une recruteuse",
        "Trois CV, lus avec vous d’un œil neuf. Venez avec celui de votre filleul, sans son nom.",
    ),
    (
        "Préparer un entretien d’embauche",
        "Jeux de rôle par deux, puis retour en groupe. Il n’y a rien à préparer.",
    ),
    (
        "Comprendre les titres de séjour et le travail",
        "Qui peut travailler, à partir de quand, et où se renseigner. Aucun cas personnel n’est traité.",
    ),
    ("LinkedIn sans s’y perdre", "Créer un profil simple, le montrer, le garder à jour. Ordinateurs prêtés sur place."),
    ("Écouter sans conseiller trop vite", "Une matinée d’exercices, par deux et en petit groupe."),
    (
        "Le premier emploi\u00a0: lire un contrat",
        "Période d’essai, horaires, fiche de paie\u00a0: ce que l’on vérifie avant de signer.",
    ),
]
EXCHANGES = [
    (
        "Le premier rendez-vous",
        "Comment l’avez-vous préparé, qu’avez-vous dit, qu’auriez-vous fait autrement\u00a0? En petit groupe, ce qui se dit reste entre nous.",
    ),
    ("Quand le duo s’essouffle", "Un rendez-vous manqué, puis deux\u00a0: on partage ce qui a relancé les choses."),
    ("Parler de soi sans tout dire", "Où s’arrête le rôle de mentor\u00a0? Un échange animé par votre référente."),
]
APEROS = [
    ("L’apéro des mentors", "Un verre, quelques olives et des nouvelles. Chacun paie ce qu’il boit."),
    ("Apéro de saison", "Pour faire connaissance avec les autres promotions. On peut venir à deux."),
]
LUNCHES = [
    ("Le déjeuner du jeudi", "On mange ensemble, sans ordre du jour. Apportez de quoi partager."),
    (
        "Déjeuner à la cantine solidaire",
        "Le repas coûte 9 €, offert à qui le demande. Prévenez-nous de ce que vous ne mangez pas.",
    ),
]
CELEBRATIONS = [
    (
        "Fin de duo\u00a0: on fête ça",
        "Six mois ensemble, et une suite. Mentors et filleuls racontent, puis on trinque.",
    ),
]

# Who leads some of them, by title.
LEADERS = {
    "Relire un CV avec une recruteuse": "Sonia Belkacem, recruteuse dans l’industrie",
    "Préparer un entretien d’embauche": "Marc Thuillier, ancien directeur des ressources humaines",
    "Comprendre les titres de séjour et le travail": "Inès Carpentier, juriste",
    "Écouter sans conseiller trop vite": "Hélène Masson, formatrice à l’écoute active",
}

# What some of them are about; the others are about nothing in particular.
THEMES = {
    "Relire un CV avec une recruteuse": "job",
    "Préparer un entretien d’embauche": "job",
    "Comprendre les titres de séjour et le travail": "rights",
    "LinkedIn sans s’y perdre": "job",
    "Écouter sans conseiller trop vite": "bond",
    "Le premier emploi\u00a0: lire un contrat": "rights",
    "Le premier rendez-vous": "bond",
    "Quand le duo s’essouffle": "bond",
    "Parler de soi sans tout dire": "bond",
    "Fin de duo\u00a0: on fête ça": "bond",
}

# Per kind: (days between two, weekday, hour, minutes, audience, mode, seats, seats online, texts)
RHYTHMS = {
    "workshop": (28, 5, "09:30", 180, "mentors", "hybrid", 14, 20, WORKSHOPS),
    "peer_exchange": (42, 1, "10:00", 120, "branch", "in_person", 8, 0, EXCHANGES),
    "apero": (56, 3, "18:30", 120, "public", "in_person", 30, 0, APEROS),
    "lunch": (63, 3, "12:30", 90, "branch", "in_person", 12, 0, LUNCHES),
    "celebration": (84, 4, "17:30", 150, "mentors", "in_person", 40, 0, CELEBRATIONS),
}
# The branches that hold them; the texts of Rotterdam are its own.
BRANCHES = ("lille", "paris", "marseille", "lyon", "bruxelles", "rotterdam")
