"""What an editor writes of a testimony: whose portrait may stand there, and words that say what it shows."""

from typing import Any

from django.utils.translation import gettext as _

from cms.own_branches import OwnBranchForm
from cms.own_files import names_others
from cms.wording import is_file_name


class TestimonyForm(OwnBranchForm):
    """A portrait is one of their own pictures, of somebody who agrees to be shown."""

    def clean(self) -> dict[str, Any]:
        """Adds an error at the portrait or at its words."""
        cleaned: dict[str, Any] = super().clean()
        sentence = self.refuse_portrait(cleaned.get("portrait"))
        if sentence:
            self.add_error("portrait", sentence)
        for words in (cleaned.get("portrait_alt") or {}).values():
            if is_file_name(words):
                text = _("“%(words)s” is the name of a file: say what the portrait shows.")
                self.add_error("portrait_alt", text % {"words": words})
        return cleaned

    def refuse_portrait(self, portrait: Any) -> str:
        """Why this picture may not stand there, as far as it is chosen anew; else nothing."""
        if portrait is None or "portrait" not in self.changed_data:
            return ""
        if self.for_user is not None and names_others(self.for_user, {type(portrait): [str(portrait.pk)]}):
            # Its title would be news to whoever made up the number.
            return _("A picture or file here belongs to another branch: choose one of your own, or ask for a copy.")
        if not portrait.shown:
            return _("The people on this picture agreed to be shown until a day that has passed.")
        return ""
