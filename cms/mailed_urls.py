"""Addresses that mails carry: outside any language, the page speaks its person's."""

from django.urls import path

from cms.views import alerts, drafts, interviews, messages, newsletter, preparing, status

app_name = "cms_mailed"
urlpatterns = [
    path("suivi/<str:token>/", status.status, name="status"),
    path("suivi/<str:token>/langue/", status.language, name="language"),
    path("suivi/<str:token>/seance/", status.session, name="session"),
    path("suivi/<str:token>/entretien/", interviews.choose, name="interview"),
    path("suivi/<str:token>/messages/", messages.conversation, name="messages"),
    path("suivi/<str:token>/fiche/<int:page_id>/", preparing.sheet, name="sheet"),
    path("suivi/<str:token>/fichier/<int:document_id>/<path:name>", preparing.file, name="file"),
    path("suivi/<str:token>/place/", status.place, name="place"),
    path("suivi/<str:token>/retrait/", status.withdraw, name="withdraw"),
    path("prevenir/<str:token>/", alerts.alert, name="alert"),
    path("abonne/<str:token>/", newsletter.subscription, name="newsletter"),
    path("reprise/<str:token>/", drafts.resume, name="draft"),
]
