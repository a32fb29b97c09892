"""The team's addresses for applications, under /equipe/."""

from django.urls import path

from cms.views import (
    decisions,
    file,
    imports,
    interviews,
    letters,
    messages,
    needs,
    newsletters,
    origins,
    pipeline,
    twins,
)

urlpatterns = [
    path("entretiens/", interviews.team, name="interviews"),
    path("besoins/", needs.needs, name="needs"),
    path("lettre/", newsletters.branches, name="newsletters"),
    path("lettre/<slug:slug>/", newsletters.write, name="newsletter_write"),
    path("candidatures/", pipeline.applications, name="applications"),
    path("candidatures/feuille/", letters.sheet, name="call_sheet"),
    path("candidatures/origines/", origins.origins, name="origins"),
    path("candidatures/origines/tableau.csv", origins.origins_file, name="origins_file"),
    path("candidatures/<int:call_id>/origines/", origins.call_origins, name="call_origins"),
    path("candidatures/<int:call_id>/origines/tableau.csv", origins.origins_file, name="call_origins_file"),
    path("candidatures/doublons/", twins.twins, name="twins"),
    path("candidatures/doublons/<int:first_id>/<int:second_id>/", twins.pair, name="pair"),
    path("candidatures/<int:call_id>/tableau/", imports.table, name="table"),
    path("candidatures/<int:call_id>/tableau/exemple.csv", imports.example, name="table_example"),
    path("candidatures/<int:call_id>/ecrire/", letters.letter, name="letter"),
    path("candidatures/<int:call_id>/", pipeline.pipeline, name="pipeline"),
    path("candidature/<int:application_id>/", file.file, name="application_file"),
    path("candidature/<int:application_id>/geste/", file.act, name="application_act"),
    path("candidature/<int:application_id>/annuler/<int:transition_id>/", file.undo, name="application_undo"),
    path(
        "candidature/<int:application_id>/appel/<int:contact_id>/annuler/",
        file.undo_contact,
        name="application_undo_call",
    ),
    path("candidature/<int:application_id>/rappeler/", file.later, name="application_later"),
    path("candidature/<int:application_id>/telephone/", file.number, name="application_number"),
    path("candidature/<int:application_id>/messages/", messages.answer, name="application_messages"),
    path("candidature/<int:application_id>/note/", file.note, name="application_note"),
    path("candidature/<int:application_id>/retrait/", file.withdraw, name="application_withdraw"),
    path("candidature/<int:application_id>/decision/", decisions.decision, name="application_decision"),
    path("candidature/<int:application_id>/formation/", decisions.training, name="application_training"),
    path("candidature/<int:application_id>/entretien/", interviews.choose_for, name="application_interview"),
    path("candidature/<int:application_id>/seance/", file.session, name="application_session"),
]
