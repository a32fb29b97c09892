"""The agenda's addresses, under the language prefix."""

from django.urls import path

from events.views import agenda, registrations

app_name = "agenda"
urlpatterns = [
    path("agenda/", agenda.months, name="agenda"),
    path("agenda/abonnement/", agenda.subscribe, name="subscribe"),
    path("agenda/<int:event_id>/", agenda.event, name="event"),
    path("agenda/<int:event_id>/place/", registrations.register, name="register"),
    path("agenda/<int:event_id>/annuler/", registrations.withdraw, name="withdraw"),
]
