"""The agenda's addresses, under the language prefix."""

from django.urls import path

from events.views import agenda, desk, links, outings, polls, registrations, series, subscribe, table, team

app_name = "agenda"
urlpatterns = [
    path("agenda/", agenda.months, name="agenda"),
    path("agenda/abonnement/", subscribe.subscribe, name="subscribe"),
    path("agenda/mes-liens/", links.mine, name="links"),
    path("agenda/mes-liens/<int:link_id>/remplacer/", links.replace, name="replace_link"),
    path("agenda/mes-liens/<int:link_id>/revoquer/", links.revoke, name="revoke_link"),
    path("agenda/mes-liens/courriels/", links.choose, name="choose_entries"),
    path("agenda/<int:event_id>/", agenda.event, name="event"),
    path("promotion/<int:promotion_id>/cafe/", outings.propose, name="propose"),
    path("agenda/<int:event_id>/je-viens/", outings.answer, name="answer_outing"),
    path("agenda/<int:event_id>/antenne/", outings.widen, name="widen_outing"),
    path("agenda/<int:event_id>/place/", registrations.register, name="register"),
    path("agenda/<int:event_id>/annuler/", registrations.withdraw, name="withdraw"),
    path("agenda/<int:event_id>/serie/", registrations.register_all, name="register_all"),
    path("agenda/<int:event_id>/serie/annuler/", registrations.withdraw_all, name="withdraw_all"),
    path("agenda/sondage/<int:post_id>/", polls.make, name="of_poll"),
    path("equipe/agenda/", team.coming, name="team"),
    path("equipe/agenda/nouveau/", team.plan, name="plan"),
    path("equipe/agenda/tableau/", table.plan, name="table"),
    path("equipe/agenda/tableau/exemple.csv", table.example, name="table_example"),
    path("equipe/agenda/serie/", series.plan, name="plan_series"),
    path("equipe/agenda/<int:event_id>/", team.event, name="team_event"),
    path("equipe/agenda/<int:event_id>/annuler/", team.turn, name="team_turn"),
    path("equipe/agenda/<int:event_id>/serie/", series.change, name="change_series"),
    path("equipe/agenda/<int:event_id>/serie/annuler/", series.turn, name="turn_series"),
    path("equipe/agenda/<int:event_id>/inscrire/", desk.caller, name="caller"),
    path("equipe/agenda/<int:event_id>/inscription/<int:registration_id>/", desk.registration, name="registration"),
    path("equipe/agenda/<int:event_id>/presence/", desk.attendance, name="attendance"),
    path("equipe/agenda/<int:event_id>/presence.csv", desk.export, name="export"),
    path("equipe/agenda/<int:event_id>/feuille/", desk.sheet, name="sheet"),
]
