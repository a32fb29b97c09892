"""Who may open what: for every route, what each of the cast is answered to a GET."""

# What each letter stands for; a row gives one letter per person, in the order of WHO.
WHO = ("anonymous", "mentor", "other_mentor", "referent", "coordinator", "trainer", "editor", "admin")
CODES = {
    "o": {200},  # opens
    "f": {403},  # forbidden, in words
    "n": {404},  # does not exist for them
    "r": {302},  # sent elsewhere: sign-in, or their own space
    "u": {401},  # signed out, told to a script
    "m": {405},  # takes a POST only
}
# Libraries' addresses, each guarded as a whole: (one of its paths, one letter per person).
GROUPS = {
    "admin/": ("/admin/", "rrrrrroo"),
}
# route: (a path made with the cast, one letter per person)
ROUTES = {
    "": ("/", "rrrrrrrr"),
    "robots.txt": ("/robots.txt", "oooooooo"),
    ".well-known/security.txt": ("/.well-known/security.txt", "oooooooo"),
    "sante/": ("/sante/", "oooooooo"),
    "media/<path:path>": ("/media/documents/secret.pdf", "nnnnnnnn"),
    "outbox/": ("/outbox/", "oooooooo"),
    "outbox/<str:name>/": ("/outbox/no.such/", "nnnnnnnn"),
    "outbox/<str:name>/html/": ("/outbox/no.such/html/", "nnnnnnnn"),
    "outbox/<str:name>/<str:filename>": ("/outbox/no.such/invite.ics", "nnnnnnnn"),
    "place/<str:token>/": ("{seat}", "oooooooo"),
    "suivi/<str:token>/": ("{status}", "oooooooo"),
    "suivi/<str:token>/seance/": ("{status}seance/", "oooooooo"),
    "suivi/<str:token>/retrait/": ("{status}retrait/", "oooooooo"),
    "fr/connexion/": ("/fr/connexion/", "orrrrrrr"),
    "fr/connexion/code/": ("/fr/connexion/code/", "rrrrrrrr"),
    "fr/connexion/demo/": ("/fr/connexion/demo/", "mmmmmmmm"),
    "fr/deconnexion/": ("/fr/deconnexion/", "mmmmmmmm"),
    "fr/espace/": ("/fr/espace/", "rooooooo"),
    "fr/equipe/": ("/fr/equipe/", "rffooofo"),
    "live/log/<str:key>/": ("/live/log/{topic}/", "uonooono"),
    "fr/i/": ("/fr/i/", "oooooooo"),
    "fr/i/<str:secret>/": ("/fr/i/BCDFGH/", "oooooooo"),
    "fr/arrivee/": ("/fr/arrivee/", "rrrrrrrr"),
    "fr/promotion/<int:promotion_id>/invitation/": ("{promotion}invitation/", "rnnoonno"),
    "fr/promotion/<int:promotion_id>/": ("{promotion}", "ronooono"),
    "fr/promotion/<int:promotion_id>/inscrire/": ("{promotion}inscrire/", "rrnrrrnr"),
    "fr/promotion/<int:promotion_id>/retirer/<int:membership_id>/": ("{promotion}retirer/{membership}/", "rnnoonno"),
    "fr/promotion/<int:promotion_id>/export/": ("{promotion}export/", "ronooono"),
    "fr/promotion/<int:promotion_id>/export/<int:export_id>/": ("{promotion}export/1/", "rmmmmmmm"),
    "fr/promotion/<int:promotion_id>/whatsapp/": ("{promotion}whatsapp/", "rnnoonno"),
    "fr/promotion/<int:promotion_id>/whatsapp/<int:archive_id>/": ("{promotion}whatsapp/{archive}/", "rnnoonno"),
    "fr/promotion/<int:promotion_id>/whatsapp/<int:archive_id>/supprimer/": (
        "{promotion}whatsapp/{archive}/supprimer/",
        "rnnoonno",
    ),
    "fr/archive/auteur/<int:author_id>/": ("/fr/archive/auteur/{archived_author}/", "ronoonno"),
    "fr/salon/<int:room_id>/avant/": ("{room}avant/", "ronooono"),
    "fr/recherche/": ("/fr/recherche/", "rooooooo"),
    "fr/salon/<int:room_id>/": ("{room}", "ronooono"),
    "fr/salon/<int:room_id>/lu/": ("{room}lu/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/discussions/": ("{room}discussions/", "ronooono"),
    "fr/salon/<int:room_id>/<int:discussion_id>/": ("{room}{discussion}/", "ronooono"),
    "fr/salon/<int:room_id>/<int:discussion_id>/lu/": ("{room}{discussion}/lu/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/<int:discussion_id>/titre/": ("{room}{discussion}/titre/", "ronnnnnn"),
    "fr/salon/<int:room_id>/<int:discussion_id>/ordre/": ("{room}{discussion}/ordre/", "rnnoonno"),
    "fr/salon/<int:room_id>/epingles/": ("{room}epingles/", "ronooono"),
    "fichiers/<uuid:uid>/<str:which>": ("/fichiers/{upload}/photo.jpg", "ronooono"),
    "fr/salon/<int:room_id>/fichiers/": ("{room}fichiers/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/fichiers/<uuid:uid>/": ("{room}fichiers/{upload}/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/fichiers/<uuid:uid>/retirer/": ("{room}fichiers/{upload}/retirer/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/photos/": ("{room}photos/", "ronooono"),
    "fr/salon/<int:room_id>/photos/<uuid:uid>/": ("{room}photos/{upload}/", "ronooono"),
    "fr/salon/<int:room_id>/messages/": ("{room}messages/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/": ("{room}messages/{post}/", "rrnrrrnr"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/actes/": ("{room}messages/{post}/actes/", "ronooono"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/fragment/": ("{room}messages/{post}/fragment/", "ronooono"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/epingler/": ("{room}messages/{post}/epingler/", "rnnoonno"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/masquer/": ("{room}messages/{post}/masquer/", "rnnoonno"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/reaction/": ("{room}messages/{post}/reaction/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/modifier/": ("{room}messages/{post}/modifier/", "ronnnnnn"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/supprimer/": ("{room}messages/{post}/supprimer/", "ronnnnnn"),
    "fr/salon/<int:room_id>/sondages/": ("{room}sondages/", "ronooono"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/sondage/<int:option_id>/oui/": (
        "{room}messages/{poll}/sondage/{option}/oui/",
        "rmmmmmmm",
    ),
    "fr/salon/<int:room_id>/messages/<int:post_id>/sondage/<int:option_id>/non/": (
        "{room}messages/{poll}/sondage/{option}/non/",
        "rmmmmmmm",
    ),
    "fr/salon/<int:room_id>/messages/<int:post_id>/sondage/clore/": (
        "{room}messages/{poll}/sondage/clore/",
        "rmmmmmmm",
    ),
    "fr/salon/<int:room_id>/messages/<int:post_id>/sondage/rouvrir/": (
        "{room}messages/{poll}/sondage/rouvrir/",
        "rmmmmmmm",
    ),
    "fr/salon/<int:room_id>/questions/": ("{room}questions/", "ronooono"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/reponse/<int:answer_id>/": (
        "{room}messages/{post}/reponse/{poll}/",
        "ronooono",
    ),
    "fr/salon/<int:room_id>/messages/<int:post_id>/sans-reponse/": ("{room}messages/{post}/sans-reponse/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/annonces/": ("{room}annonces/", "rnnoonno"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/lu/": ("{room}messages/{post}/lu/", "rmmmmmmm"),
    "fr/salon/<int:room_id>/messages/<int:post_id>/vu/": ("{room}messages/{news}/vu/", "rnnoonno"),
    "agenda/<slug:language>/le-banc.ics": ("/agenda/fr/le-banc.ics", "oooooooo"),
    "agenda/<slug:language>/antenne/<slug:slug>.ics": ("/agenda/nl/antenne/lille.ics", "oooooooo"),
    "agenda/<slug:language>/choix.ics": ("/agenda/fr/choix.ics?genre=apero", "oooooooo"),
    "agenda/moi/<str:secret>.ics": ("/agenda/moi/guessed.ics", "nnnnnnnn"),
    "agenda/<slug:language>/date/<uuid:uid>.ics": ("/agenda/fr/date/{day_uid}.ics", "nonooono"),
    "fr/agenda/": ("/fr/agenda/", "oooooooo"),
    "fr/agenda/abonnement/": ("/fr/agenda/abonnement/", "oooooooo"),
    "fr/agenda/mes-liens/": ("/fr/agenda/mes-liens/", "rooooooo"),
    "fr/agenda/mes-liens/courriels/": ("/fr/agenda/mes-liens/courriels/", "rmmmmmmm"),
    "fr/agenda/mes-liens/<int:link_id>/remplacer/": ("/fr/agenda/mes-liens/{link}/remplacer/", "ronnnnnn"),
    "fr/agenda/mes-liens/<int:link_id>/revoquer/": ("/fr/agenda/mes-liens/{link}/revoquer/", "ronnnnnn"),
    "fr/agenda/<int:event_id>/": ("/fr/agenda/{day}/", "nonooono"),
    "fr/agenda/<int:event_id>/place/": ("/fr/agenda/{day}/place/", "rrnrrrnr"),
    "fr/agenda/<int:event_id>/annuler/": ("/fr/agenda/{day}/annuler/", "rnnnnnnn"),
    "fr/agenda/<int:event_id>/serie/": ("/fr/agenda/{day}/serie/", "rrnrrrnr"),
    "fr/agenda/<int:event_id>/serie/annuler/": ("/fr/agenda/{series}/serie/annuler/", "ronnnnnn"),
    "fr/agenda/sondage/<int:post_id>/": ("/fr/agenda/sondage/{poll}/", "rnnoonno"),
    "fr/equipe/agenda/": ("/fr/equipe/agenda/", "rnnooono"),
    "fr/equipe/agenda/<int:event_id>/": ("/fr/equipe/agenda/{day}/", "rnnooono"),
    "fr/equipe/agenda/<int:event_id>/annuler/": ("/fr/equipe/agenda/{day}/annuler/", "rnnooono"),
    "fr/equipe/agenda/nouveau/": ("/fr/equipe/agenda/nouveau/", "rnnooono"),
    "fr/equipe/agenda/tableau/": ("/fr/equipe/agenda/tableau/", "rnnooono"),
    "fr/equipe/agenda/tableau/exemple.csv": ("/fr/equipe/agenda/tableau/exemple.csv", "rnnooono"),
    "fr/equipe/agenda/serie/": ("/fr/equipe/agenda/serie/", "rnnooono"),
    "fr/equipe/agenda/<int:event_id>/serie/": ("/fr/equipe/agenda/{series}/serie/", "rnnrrrnr"),
    "fr/equipe/agenda/<int:event_id>/serie/annuler/": ("/fr/equipe/agenda/{series}/serie/annuler/", "rnnooono"),
    "fr/equipe/agenda/<int:event_id>/inscrire/": ("/fr/equipe/agenda/{day}/inscrire/", "rnnooono"),
    "fr/equipe/agenda/<int:event_id>/inscription/<int:registration_id>/": (
        "/fr/equipe/agenda/{day}/inscription/{held}/",
        "rnnooono",
    ),
    "fr/equipe/agenda/<int:event_id>/presence/": ("/fr/equipe/agenda/{day}/presence/", "rnnooono"),
    "fr/equipe/agenda/<int:event_id>/presence.csv": ("/fr/equipe/agenda/{day}/presence.csv", "rmmmmmmm"),
    "fr/equipe/agenda/<int:event_id>/feuille/": ("/fr/equipe/agenda/{day}/feuille/", "rnnooono"),
    "documents/<int:document_id>/<path:document_filename>": ("{paper}", "ronooooo"),
    "documents/authenticate_with_password/<int:restriction_id>/": (
        # Not there: asked for again in a language, as whatever ends with a slash.
        "/documents/authenticate_with_password/1/",
        "rrrrrrrr",
    ),
    "fr/candidature/<int:call_id>/": ("/fr/candidature/{call}/", "rrrrrrrr"),
    "fr/merci/<str:token>/": ("{thanks}", "oooooooo"),
    "fr/^((?:[\\w\\-]+/)*)$": ("/fr/devenir-mentor/lille/", "oooooooo"),
}
# topic class: (a key made with the cast, one letter per person); nobody is on a socket without a session.
TOPICS: dict[str, tuple[str, str]] = {
    "RoomTopic": ("{topic}", "nonooono"),
    "PersonTopic": ("person:{mentor}", "nonnnnnn"),
}
