"""The public site's addresses that are not pages, under the language prefix."""

from django.urls import include, path

from cms.views import alerts, calls, drafts, finding, kept, newsletter, sharing

app_name = "cms"
urlpatterns = [
    path("candidature/<int:call_id>/", calls.apply_to_call, name="apply"),
    path("me-prevenir/<slug:slug>/", alerts.ask, name="alert_ask"),
    path("me-prevenir/<slug:slug>/merci/", alerts.asked, name="alert_asked"),
    path("candidature/<int:call_id>/plus-tard/", drafts.keep, name="draft_keep"),
    path("plus-tard/", drafts.kept, name="draft_kept"),
    path("lettre/", newsletter.ask, name="newsletter"),
    path("lettre/merci/", newsletter.asked, name="newsletter_asked"),
    path("trouver/", finding.find, name="find"),
    path("plan/", finding.plan, name="plan"),
    path("merci/<str:token>/", calls.thanks, name="thanks"),
    path("affiche/<int:call_id>/", sharing.poster, name="poster"),
    path("espace/fiches/", kept.mine, name="kept"),
    path("espace/fiches/<int:page_id>/", kept.confirm, name="kept_confirm"),
    path("equipe/", include("cms.team_urls")),
]
