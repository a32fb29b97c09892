"""The form of every page with a body: whose files it may show, and that nothing is left to write once others read it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.blocks.outline import refuse_title
from cms.own_files import files_of, names_others
from cms.wording import left_to_write

# What the editor's buttons send when the page is meant to be read by others.
MEANT = {"action-publish", "action-submit", "action-restart-workflow"}
# The texts of a page beside its body, of whatever kind it is.
PLAIN = ("title", "lead", "summary", "search_description")


def unwritten(facts: dict[str, Any]) -> dict[str, str]:
    """{field: a sentence} for the texts beside the body in which an instruction still stands."""
    words = _("Still to be written: %(words)s")
    left = {name: left_to_write(facts.get(name) or "") for name in PLAIN}
    return {name: words % {"words": found} for name, found in left.items() if found}


class BodyForm(WagtailAdminPageForm):
    """Takes drafts as they are; blocks see to their own words."""

    def clean(self) -> dict[str, Any]:
        """Adds an error where something is left to write, and for a file of another branch, which no screen offers."""
        cleaned: dict[str, Any] = super().clean()
        if self.is_meant():
            for name, sentence in unwritten(cleaned).items():
                self.add_error(name, sentence)
            self.refuse_second_title(cleaned.get("body"))
        if self.for_user is not None and cleaned.get("body"):
            before = files_of(self.instance.body)
            added = {model: keys - before[model] for model, keys in files_of(cleaned["body"]).items()}
            if names_others(self.for_user, added):
                # Its title would be news to whoever made up the number.
                text = _("A picture or file here belongs to another branch: choose one of your own, or ask for a copy.")
                self.add_error("body", text)
        return cleaned

    def refuse_second_title(self, body: Any) -> None:
        """Adds an error at an introduction where the kind of page writes its own title."""
        if body and self.instance.titled:
            try:
                refuse_title(body)
            except ValidationError as error:
                self.add_error("body", error)

    def is_meant(self) -> bool:
        """Whether the page is to be read by others from now on, not kept as a draft."""
        return not MEANT.isdisjoint(self.data) or self.data.get("workflow-action-name") == "approve"
