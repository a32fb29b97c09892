"""Approving what somebody handed in, from a list: refused in words where the page is not ready to be read by all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView

from cms.ready import unready


class Approval(WorkflowActionView):
    """In the place of Wagtail's own, which publishes whatever the draft is."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Says what is missing, and leaves the page with its reader."""
        lacks = unready([self.object], timezone.now()) if self.action_name == "approve" else []
        for sentence in lacks:
            messages.error(request, sentence)
        if lacks and request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})  # type: ignore[no-any-return]  # Wagtail has no types
        return redirect(self.redirect_url) if lacks else super().post(request, *args, **kwargs)
