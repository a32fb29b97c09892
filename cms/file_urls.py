"""Where files live, under the names that Wagtail reverses. Its own address reads other digits too: it must not stand."""

from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password

from cms.views import documents

urlpatterns = [
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("<int:document_id>/<path:document_filename>", documents.document, name="wagtaildocs_serve"),
]
