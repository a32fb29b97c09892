"""Addresses that mails carry: outside any language, the page speaks its person's."""

from django.urls import path

from cms.views import status

app_name = "cms_mailed"
urlpatterns = [
    path("suivi/<str:token>/", status.status, name="status"),
    path("suivi/<str:token>/seance/", status.session, name="session"),
    path("suivi/<str:token>/retrait/", status.withdraw, name="withdraw"),
]
