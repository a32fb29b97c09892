"""What the editor reads of whom a sheet is for: the lists above it, in one sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from community.meant import sentence
from community.models import Audience, one_audience


def settle(form: Any, cleaned: dict[str, Any]) -> None:
    """Keeps the two lists as a row holds them; an error of the form where they contradict each other."""
    if "audience" not in cleaned or "stage" not in cleaned:
        return
    settled = one_audience(cleaned["audience"], cleaned["stage"])
    if settled is None:
        form.add_error("stage", _("For whom it is says already how far they have come: choose one of the two."))
    else:
        cleaned["audience"], cleaned["stage"] = settled


class WhomPanel(Panel):
    """Says for whom a sheet is, as it was last saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("In one sentence"))
        super().__init__(*args, **kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The panel of one sheet."""

        template_name = "cms/admin/whom.html"

        @property
        def whom(self) -> str:
            """For whom it is; nothing where that is not said yet."""
            sheet = self.instance
            if sheet.audience == Audience.PROMOTION:
                names = [one.name for one in (sheet.promotion, *sheet.also_promotions.all()) if one]
            else:
                names = [str(one) for one in (sheet.branch, *sheet.also_branches.all()) if one]
            return sentence(sheet.audience, sheet.stage, list(dict.fromkeys(names)))

        def is_shown(self) -> bool:
            """Only where it has been saved once."""
            return bool(self.instance.pk and super().is_shown() and self.whom)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """What the template says."""
            return {**super().get_context_data(parent_context), "whom": self.whom}
