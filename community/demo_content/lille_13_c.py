"""What Lille 13 settles beside its talk: the dates it looks for; data only."""

from typing import Any

ROOM = "lille-13"
# A poll: its name, its dates (days from today, "HH:MM"), and per date who can.
DISCUSSIONS: list[tuple[str, list[tuple[int, str, str, str, dict[str, Any]]]]] = [
    (
        "Nos prochains rendez-vous",
        [
            (6, "10:20", "nadia@lebanc.example",
             "On se retrouve pour un déjeuner avant les fêtes ? Quelles dates vous conviennent ? La salle de l’antenne est libre ces jours-là, et chacun apporte un plat.",
             {"poll": ("Déjeuner d’avant les fêtes", [(12, "12:30"), (14, "12:30"), (19, "18:30")],
                       [["mentor02@mentors.example", "mentor05@mentors.example", "mentor04@mentors.example", "mentor11@mentors.example", "mentor13@mentors.example"],
                        ["mentor05@mentors.example", "mentor03@mentors.example", "mentor11@mentors.example"],
                        ["mentor04@mentors.example"]])}),
            (6, "11:05", "mentor05@mentors.example", "Le premier midi, j’apporte ma tarte au maroilles. Les petits-enfants me garderont bien une autre fois !", {"quote": 0, "reactions": {"bravo": ["mentor02@mentors.example", "nadia@lebanc.example"]}}),
            (5, "19:12", "mentor04@mentors.example", "Le soir m’arrange aussi, mais je me plie à la majorité.", {}),
        ],
    ),
]  # fmt: skip
