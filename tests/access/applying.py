"""The rows of the matrix about what the link of an application opens; the letters are those of matrix.py."""

APPLYING = {
    "suivi/<str:token>/": ("{status}", "oooooooo"),
    "suivi/<str:token>/langue/": ("{status}langue/", "mmmmmmmm"),
    "suivi/<str:token>/seance/": ("{status}seance/", "oooooooo"),
    "suivi/<str:token>/entretien/": ("{status}entretien/", "oooooooo"),
    "suivi/<str:token>/messages/": ("{status}messages/", "oooooooo"),
    "suivi/<str:token>/fiche/<int:page_id>/": ("{status}fiche/{prepared}/", "oooooooo"),
    "suivi/<str:token>/fichier/<int:document_id>/<path:name>": ("{status}fichier/{prepared_paper}", "oooooooo"),
    "suivi/<str:token>/place/": ("{status}place/", "oooooooo"),
    "suivi/<str:token>/retrait/": ("{status}retrait/", "oooooooo"),
}
