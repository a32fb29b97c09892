"""The public site's addresses that are not pages, under the language prefix."""

from django.urls import path

from cms.views import calls

app_name = "cms"
urlpatterns = [
    path("candidature/<int:call_id>/", calls.apply_to_call, name="apply"),
    path("merci/<str:token>/", calls.thanks, name="thanks"),
]
