"""The questions people ask, and their answers, in French."""

QUESTIONS = [
    (
        "Faut-il des compétences particulières ?",
        "<p>Non. Avoir plus de 50 ans, du temps et l’envie d’écouter suffit. La formation fait le reste.</p>",
    ),
    (
        "Est-ce que cela me coûte quelque chose ?",
        "<p>Non. La formation est offerte. Vos trajets en formation sont remboursés sur demande.</p>",
    ),
    (
        "Combien de temps cela prend-il ?",
        "<p>Deux heures par semaine, pendant six mois. Avant cela, quatre jours de formation.</p>",
    ),
    (
        "Et si je pars en vacances ?",
        "<p>Vous convenez avec le jeune de vous appeler, ou de faire une pause. Ce n’est jamais un problème.</p>",
    ),
    (
        "Puis-je être mentor si je travaille encore ?",
        "<p>Oui. Beaucoup de mentors travaillent. Vous choisissez vos heures avec le jeune.</p>",
    ),
    (
        "Qui est le jeune que j’accompagne ?",
        "<p>Un jeune adulte né ailleurs, ou dont la famille est venue d’ailleurs. Il cherche un emploi ou une formation.</p>",
    ),
    ("Qui choisit le duo ?", "<p>L’équipe vous propose une rencontre. Vous dites oui ou non, et le jeune aussi.</p>"),
    (
        "Que fait le référent ou la référente ?",
        "<p>Cette personne suit votre duo du début à la fin. Elle répond, conseille, et intervient si c’est difficile.</p>",
    ),
    (
        "Puis-je arrêter ?",
        "<p>Oui, à tout moment. Parlez-en à votre référente ou référent, qui cherche une suite pour le jeune.</p>",
    ),
    (
        "Tout se passe-t-il en personne ?",
        "<p>Comme vous voulez. Les séances et les ateliers existent aussi en ligne.</p>",
    ),
    ("Dois-je savoir me servir d’un ordinateur ?", "<p>Non. Un téléphone suffit, et nous vous aidons.</p>"),
    ("Et après les six mois ?", "<p>Vous pouvez commencer un autre duo, faire une pause, ou rester parmi nous.</p>"),
]
ACCORDION = [{"question": question, "answer": answer} for question, answer in QUESTIONS]
