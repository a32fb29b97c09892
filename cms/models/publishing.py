"""What an editor chooses a call with, and what must be true before it is published."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.models.calls import Call
from cms.models.offered import offered_sessions
from cms.models.states import CallState


class CallChooser(AdminSnippetChooser):
    """Shows the form again for a key that no screen of ours sends, where Wagtail's own ends in a fault."""

    model = Call

    def get_instance(self, value: Any) -> Call | None:
        """The call of that key; none for what is no key."""
        try:
            found: Call | None = super().get_instance(value)
        except (TypeError, ValueError, OverflowError):
            return None
        return found


class CallPageForm(WagtailAdminPageForm):
    """A draft may lack anything; a published call answers the phone and offers a date (blocks see to pictures)."""

    def clean(self) -> dict[str, Any]:
        """Adds an error to the call where it cannot be published yet; a closed one may always be corrected."""
        cleaned: dict[str, Any] = super().clean()
        chosen = cleaned.get("call")
        if chosen is None or "action-publish" not in self.data:
            return cleaned
        now = timezone.now()
        call = Call.objects.with_facts().get(pk=chosen.pk)
        if call.state(now) in {CallState.CLOSED, CallState.CANCELLED}:
            return cleaned
        if not call.branch.phone:
            self.add_error("call", _("This branch has no phone number: write one before publishing its call."))
        if call.deadline > now and not offered_sessions([call], now)[call.pk]:
            self.add_error("call", _("No information session is planned for this call: plan one before publishing."))
        return cleaned
