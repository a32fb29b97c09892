"""What the team has put in order in the demo's rooms: data only."""

# {promotion: [(title of the discussion, place of the message in it)]}
PINNED = {
    "lille-13": [("", 0), ("Premier rendez-vous : vos conseils ?", 1)],
    "paris-21": [("", 0)],
}
# {promotion: [titles]}
FIRST = {"lille-13": ["Présentons-nous !"]}
CLOSED = {"lille-13": ["Un CV pour un métier manuel"]}
# {promotion: [(title, place of the message in it, reason, words for its author)]}
HIDDEN = {
    "lille-13": [
        (
            "Un CV pour un métier manuel",
            -1,
            "advert",
            "Bernard, on garde ce salon sans vente, même entre amis. Merci de votre compréhension !",
        )
    ],
}
# {promotion: [e-mail of a mentor of an earlier one]}
GODPARENTS = {"lille-14": ["mentor12@mentors.example"]}
# {promotion: [(first name, last name, phone, what the team writes for them)]}
WITHOUT_ADDRESS = {
    "lille-14": [
        (
            "Marcel",
            "Delattre",
            "03 53 01 00 47",
            "Bonjour, c’est Marcel. Je n’ai pas d’ordinateur, alors Nadia écrit pour moi. À bientôt pour le premier jour !",
        ),
    ],
}
# {promotion: [(title, place of the message in it, e-mail of who reports, reason, words)]}
REPORTED = {
    "lille-13": [
        (
            "Un CV pour un métier manuel",
            -1,
            "mentor13@mentors.example",
            "advert",
            "On commence à vendre des choses ici, je trouve cela gênant.",
        )
    ],
}
# {promotion: [(e-mail, what they can help with)]}
OFFERS = {
    "lille-13": [
        ("mentor02@mentors.example", "CV et lettres, métiers du bâtiment"),
        ("mentor05@mentors.example", "courriers à la préfecture, arabe"),
        ("mentor13@mentors.example", "entretiens d’embauche, anglais"),
    ],
}
# {promotion: (the référent's first day away, the day they are back), in days from today}
AWAY = {"paris-21": (-1, 6)}
