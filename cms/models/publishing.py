"""What an editor chooses a call with, and what must be true before it is published."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.body_form import BodyForm
from cms.editing import refuse_others_branch
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


class CallPageForm(BodyForm):
    """A draft may lack anything; a published call answers the phone and offers a date (blocks see to pictures)."""

    def clean(self) -> dict[str, Any]:
        """Adds an error to the call where it cannot be published yet; a closed one may always be corrected."""
        cleaned: dict[str, Any] = super().clean()
        chosen = cleaned.get("call")
        if chosen is not None:
            refuse_others_branch(self, "call", chosen.branch)
        if chosen is None or not self.is_meant():
            return cleaned
        for sentence in lacks_of(chosen.pk, timezone.now()):
            self.add_error("call", sentence)
        return cleaned


class BranchPageForm(BodyForm):
    """A branch's page stays a page of a branch that its editor looks after."""

    def clean(self) -> dict[str, Any]:
        """Adds an error at the branch where it is another's."""
        cleaned: dict[str, Any] = super().clean()
        if "branch" in cleaned:
            refuse_others_branch(self, "branch", cleaned["branch"])
        return cleaned


def lacks_of(call_id: int, now: datetime) -> list[str]:
    """What a call still needs before anybody may read it, in words; a closed one may always be corrected."""
    call = Call.objects.with_facts().get(pk=call_id)
    if call.state(now) in {CallState.CLOSED, CallState.CANCELLED}:
        return []
    lacks = []
    if not call.branch.phone:
        lacks.append(_("This branch has no phone number: write one before publishing its call."))
    if call.deadline > now and not offered_sessions([call], now)[call.pk]:
        lacks.append(_("No information session is planned for this call: plan one before publishing."))
    return lacks
