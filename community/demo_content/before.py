"""What Lille 13 said on WhatsApp before it had a room, as the app exports it: data only."""

ROOM = "lille-13"
BY = "nadia@lebanc.example"
# (days ago, "HH:MM", the author’s name in the phone that exported, the text as WhatsApp writes it)
LINES = [
    (104, "08:02", "Nadia Le Banc", "Bonjour à tous, j’ouvre ce groupe pour nos quatre jours de formation. Rendez-vous mardi à 9 h 15, 12 rue de Tournai."),
    (104, "08:10", "Hélène", "Merci Nadia ! Y a-t-il de quoi se garer ?"),
    (104, "08:31", "Nadia Le Banc", "Au parking de la gare, à cinq minutes. Le métro Gare Lille-Europe est plus simple."),
    (102, "19:40", "+33 3 53 01 45 12", "Je pars de Tourcoing vers 8 h, je peux attendre quelqu’un sur le quai."),
    (102, "19:44", "Paul", "Moi de Roubaix : je vous garde une place en face de moi."),
    (100, "17:20", "Bernard", "Quelle première journée. Je ne pensais pas parler autant de mon père."),
    (100, "17:24", "Hélène", "<Médias omis>"),
    (100, "17:25", "Hélène", "La tarte au sucre de ce midi, pour mémoire.\nRecette sur demande."),
    (99, "21:05", "+33 3 53 01 45 12", "Je demande ! La recette, pas la photo."),
    (98, "12:48", "Nadia Le Banc", "Pour jeudi : apportez un objet qui raconte votre métier. <Ce message a été modifié>"),
    (98, "13:02", "Bernard", "Mon niveau à bulle, donc."),
    (98, "18:55", "Hélène", "Ce message a été supprimé"),
    (96, "20:15", "Paul", "Réunion de jeudi : je serai en retard de dix minutes, dentiste."),
    (96, "20:18", "Nadia Le Banc", "Pas de souci Paul, on commence par un café."),
    (93, "16:30", "Nadia Le Banc", "Bravo à tous, vous voilà mentors. Bientôt une vraie salle rien qu’à nous, sans numéros de téléphone qui traînent."),
    (93, "16:41", "+33 3 53 01 45 12", "Tant mieux : mon petit-fils m’a ajoutée à trois groupes de football."),
    (93, "16:43", "Bernard", "C’était pourtant très instructif."),
]  # fmt: skip
TOLD_DAYS_AGO = 94
TOLD_HOW = "Un message dans le groupe, puis un tour de table à la dernière journée : tout le monde est d’accord."
# Who is who among those whose name says it.
MEMBERS = {
    "Nadia Le Banc": "nadia@lebanc.example",
    "Hélène": "mentor01@mentors.example",
    "Paul": "mentor02@mentors.example",
    "Bernard": "mentor04@mentors.example",
}
