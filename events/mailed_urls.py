"""Addresses outside any language: what mails carry (the page speaks its person's), and the calendars."""

from django.urls import path

from events import feeds
from events.views import albums, checkin, proposals, removals, seats

app_name = "events"
urlpatterns = [
    path("place/<str:token>/", seats.seat, name="seat"),
    path("entree/<str:token>/", checkin.own, name="pass"),
    path("accord/<str:token>/", proposals.mailed, name="agree"),
    path("photos/<uuid:uid>/<str:which>", albums.serve, name="event_photo"),
    path("retrait/<str:token>/", removals.linked_album, name="album_link"),
    path("retrait/<str:token>/<uuid:uid>/", removals.linked_removal, name="photo_link"),
    path("retrait/<str:token>/<uuid:uid>/<str:which>", removals.linked_file, name="linked_photo"),
    path("porte/", checkin.wall, name="wall_door"),
    path("porte/<str:secret>/", checkin.wall, name="wall"),
    path("agenda/<slug:language>/le-banc.ics", feeds.everybody, name="feed"),
    path("agenda/<slug:language>/antenne/<slug:slug>.ics", feeds.of_branch, name="branch_feed"),
    path("agenda/<slug:language>/choix.ics", feeds.of_choice, name="chosen_feed"),
    path("agenda/moi/<str:secret>.ics", feeds.own, name="own_feed"),
    path("agenda/<slug:language>/date/<uuid:uid>.ics", feeds.one, name="event_file"),
]
