"""The rows of the matrix about calendars and answers to dates; the letters are those of matrix.py."""

CALENDARS = {
    "agenda/<slug:language>/le-banc.ics": ("/agenda/fr/le-banc.ics", "oooooooo"),
    "agenda/<slug:language>/antenne/<slug:slug>.ics": ("/agenda/nl/antenne/lille.ics", "oooooooo"),
    "agenda/<slug:language>/choix.ics": ("/agenda/fr/choix.ics?genre=apero", "oooooooo"),
    "agenda/moi/<str:secret>.ics": ("/agenda/moi/guessed.ics", "nnnnnnnn"),
    "agenda/<slug:language>/date/<uuid:uid>.ics": ("/agenda/fr/date/{day_uid}.ics", "nonooono"),
    "fr/agenda/abonnement/": ("/fr/agenda/abonnement/", "oooooooo"),
    "fr/agenda/mes-liens/": ("/fr/agenda/mes-liens/", "rooooooo"),
    "fr/agenda/mes-liens/courriels/": ("/fr/agenda/mes-liens/courriels/", "rmmmmmmm"),
    "fr/agenda/mes-liens/<int:link_id>/remplacer/": ("/fr/agenda/mes-liens/{link}/remplacer/", "ronnnnnn"),
    "fr/agenda/mes-liens/<int:link_id>/revoquer/": ("/fr/agenda/mes-liens/{link}/revoquer/", "ronnnnnn"),
    "fr/agenda/mes-liens/<int:link_id>/contenu/": ("/fr/agenda/mes-liens/{link}/contenu/", "ronnnnnn"),
    "fr/agenda/<int:event_id>/reponse/": ("/fr/agenda/{day}/reponse/", "rrnrrrnr"),
    "fr/equipe/agenda/<int:event_id>/inviter/": ("/fr/equipe/agenda/{day}/inviter/", "rnnooono"),
}
