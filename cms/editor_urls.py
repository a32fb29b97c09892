"""The address in the editor that is ours in the place of Wagtail's: it stands before Wagtail's map."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from cms.views.approving import Approval

urlpatterns = [
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        require_admin_access(Approval.as_view()),
    ),
]
