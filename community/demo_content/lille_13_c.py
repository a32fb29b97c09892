"""What Lille 13 settles beside its talk: dates it looks for, questions, an announcement; data only."""

from typing import Any

ROOM = "lille-13"
# A poll: its name, its dates (days from today, "HH:MM"), and per date who can. A proposal: its answers (none: whether one
# agrees), and per answer who chose it. An announcement: who said “J’ai lu”.
# `answers`: it was accepted for the question it quotes. `hours`: it was written so many hours ago, whatever the clock says.
DISCUSSIONS: list[tuple[str, list[tuple[int, str, str, str, dict[str, Any]]]]] = [
    (
        "Questions pratiques",
        [
            (11, "14:10", "mentor04@mentors.example", "Yonas voudrait faire reconnaître son diplôme d’électricien. À qui faut-il s’adresser ? Je n’y connais rien.", {"question": True}),
            (11, "15:02", "mentor03@mentors.example",
             "Au centre ENIC-NARIC, Bernard : tout se fait en ligne, et l’attestation dit à quel niveau français correspond son diplôme. Comptez quelques mois, mieux vaut commencer tôt.",
             {"quote": 0, "answers": True, "reactions": {"thanks": ["mentor04@mentors.example", "mentor02@mentors.example"]}}),
            (11, "15:20", "mentor04@mentors.example", "Merci Aïcha, on s’y met samedi.", {}),
            (3, "18:20", "mentor02@mentors.example", "Est-ce que quelqu’un connaît un atelier de vélo qui prête des outils à Roubaix ? Idriss roule sans freins.", {"question": True}),
            (1, "09:05", "mentor04@mentors.example", "Yonas a reçu un courrier de la préfecture : il manque une pièce à son dossier, sans dire laquelle. Qui a déjà écrit une lettre pour le demander ?",
             {"question": True, "hours": 26}),
        ],
    ),
    (
        "Nos prochains rendez-vous",
        [
            (7, "09:15", "nadia@lebanc.example",
             "L’antenne ferme deux semaines à Noël\n\nDu 21 décembre au 3 janvier, l’antenne est fermée. Prévenez votre mentee, et convenez ensemble d’un autre lieu pour vous voir. En cas d’urgence, mon numéro ne change pas.",
             {"announcement": ["mentor02@mentors.example", "mentor05@mentors.example", "mentor11@mentors.example"]}),
            (7, "10:05", "mentor03@mentors.example",
             "Et si nous invitions aussi nos mentees au repas de décembre ?",
             {"proposal": ([], [["mentor02@mentors.example", "mentor05@mentors.example", "mentor11@mentors.example", "mentor13@mentors.example"],
                                ["mentor04@mentors.example"],
                                ["nadia@lebanc.example"]])}),
            (6, "10:20", "nadia@lebanc.example",
             "On se retrouve pour un déjeuner avant les fêtes ? Quelles dates vous conviennent ? La salle de l’antenne est libre ces jours-là, et chacun apporte un plat.",
             {"poll": ("Déjeuner d’avant les fêtes", [(12, "12:30"), (14, "12:30"), (19, "18:30")],
                       [["mentor02@mentors.example", "mentor05@mentors.example", "mentor04@mentors.example", "mentor11@mentors.example", "mentor13@mentors.example"],
                        ["mentor05@mentors.example", "mentor03@mentors.example", "mentor11@mentors.example"],
                        ["mentor04@mentors.example"]])}),
            (6, "11:05", "mentor05@mentors.example", "Le premier midi, j’apporte ma tarte au maroilles. Les petits-enfants me garderont bien une autre fois !", {"quote": 2, "reactions": {"bravo": ["mentor02@mentors.example", "nadia@lebanc.example"]}}),
            (5, "19:12", "mentor04@mentors.example", "Le soir m’arrange aussi, mais je me plie à la majorité.", {}),
        ],
    ),
]  # fmt: skip
