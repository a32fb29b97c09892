"""What is shared of a call, outside any language: its picture, and an address short enough for a wall."""

from django.urls import path

from cms.views import seen, sharing

app_name = "cms_sharing"
urlpatterns = [
    path("a/<int:call_id>/", sharing.short, name="short"),
    path("a/<int:call_id>/<slug:word>/", sharing.short, name="short_from"),
    path("vu/<int:call_id>/", seen.seen, name="seen"),
    path("partage/appel/<int:page_id>/<slug:mark>.png", sharing.picture, name="picture"),
]
