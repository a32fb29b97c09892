"""Addresses of photos and files: outside any language, as every language shows the same bytes."""

from django.urls import path

from community.views import files

urlpatterns = [
    path("fichiers/<uuid:uid>/<str:which>", files.serve, name="room_file"),
]
