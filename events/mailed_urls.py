"""Addresses outside any language: what mails carry (the page speaks its person's), and the calendars."""

from django.urls import path

from events import feeds
from events.views import seats

app_name = "events"
urlpatterns = [
    path("place/<str:token>/", seats.seat, name="seat"),
    path("agenda/<slug:language>/le-banc.ics", feeds.everybody, name="feed"),
    path("agenda/<slug:language>/antenne/<slug:slug>.ics", feeds.of_branch, name="branch_feed"),
    path("agenda/<slug:language>/choix.ics", feeds.of_choice, name="chosen_feed"),
    path("agenda/moi/<str:secret>.ics", feeds.own, name="own_feed"),
    path("agenda/<slug:language>/date/<uuid:uid>.ics", feeds.one, name="event_file"),
]
