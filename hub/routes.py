"""The hub's own pages, under the language prefix."""

from django.urls import path

from hub.views import entrance, space

app_name = "hub"
urlpatterns = [
    path("espace/", space.space, name="space"),
    path("espace/langue/", space.language, name="language"),
    path("equipe/", space.team, name="team"),
    path("connexion/demo/", entrance.password, name="password"),
]
