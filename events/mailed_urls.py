"""Addresses that mails carry: outside any language, the page speaks its person's."""

from django.urls import path

from events.views import seats

app_name = "events"
urlpatterns = [path("place/<str:token>/", seats.seat, name="seat")]
