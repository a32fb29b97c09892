"""Where pages live: whatever is left of the address, under the name that Wagtail reverses."""

from django.urls import re_path

from cms.views import pages

urlpatterns = [re_path(r"^((?:[\w\-]+/)*)$", pages.serve, name="wagtail_serve")]
