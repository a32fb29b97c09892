"""What the editor is advised, never refused: sentences that are long to read."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms.wording import long_sentences


class AdvicePanel(Panel):
    """Lists the long sentences of a page, or of somebody's words, as they were last saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Easier to read"))
        super().__init__(*args, **kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page or testimony."""

        template_name = "cms/admin/advice.html"

        @cached_property
        def sentences(self) -> list[tuple[str, int]]:
            """(sentence, number of words) of those to cut."""
            texts = [getattr(self.instance, "lead", ""), *self.instance.texts]
            return [found for text in texts for found in long_sentences(text)]

        def is_shown(self) -> bool:
            """Only where there is something to advise."""
            return bool(self.instance.pk and super().is_shown() and self.sentences)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """What the template lists."""
            return {**super().get_context_data(parent_context), "sentences": self.sentences}
