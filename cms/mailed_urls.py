"""Addresses outside any language: what mails carry (the page speaks its person's), and files."""

from django.urls import path

from cms.views import documents, status

app_name = "cms_mailed"
urlpatterns = [
    path("documents/<int:document_id>/<path:document_filename>", documents.document, name="document"),
    path("suivi/<str:token>/", status.status, name="status"),
    path("suivi/<str:token>/seance/", status.session, name="session"),
    path("suivi/<str:token>/retrait/", status.withdraw, name="withdraw"),
]
