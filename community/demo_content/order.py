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
