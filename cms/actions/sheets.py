"""Sheets of the library that somebody has read again: still true."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.editing import may_keep
from cms.models import ResourcePage
from cms.models.resources import YEAR
from hub.db import write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person


class SheetRefusal(Refusal):
    """A sheet is confirmed by its keeper, or by an editor of its branch."""


def confirm_sheet(*, actor: Person, page_id: int, now: datetime) -> ResourcePage:
    """The sheet is still true: to be read again in a year, also where a draft of it waits."""
    with write():
        page = ResourcePage.objects.live().select_for_update(of=("self",)).get(pk=page_id)
        if not may_keep(actor, page, now):
            raise SheetRefusal("keeper", _("This sheet is kept by somebody else."))
        today = timezone.localdate(now)
        page.reviewed_on, page.review_on = today, today + YEAR
        page.save(update_fields=["reviewed_on", "review_on"])
        revision = page.get_latest_revision()
        if revision is not None:
            dates = {"reviewed_on": page.reviewed_on.isoformat(), "review_on": page.review_on.isoformat()}
            revision.content = {**revision.content, **dates}
            revision.save(update_fields=["content"])
        record(actor, "sheet.confirmed", page)
    return page
