"""What keeps a draft from being read by everybody, whichever way it would be published."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.blocks.outline import refuse_title
from cms.body_form import unwritten
from cms.models import CallPage
from cms.models.publishing import lacks_of


def faults_of(draft: Page) -> list[str]:
    """A sentence where its own form would refuse the draft: a heading that is skipped, a title too many, a link without words."""
    body = getattr(draft, "body", None)
    try:
        if body is not None:
            body.stream_block.clean(body)
        if getattr(draft, "titled", False):
            refuse_title(body)
        draft.full_clean()
    except ValidationError:
        text = _("“%(title)s” is not ready: open it, and press “Publish” there to see what is missing.")
        return [text % {"title": draft.title}]
    text = _("“%(title)s”: %(sentence)s")
    return [text % {"title": draft.title, "sentence": one} for one in unwritten(vars(draft)).values()]


def unready_draft(draft: Page, now: datetime) -> list[str]:
    """The same, and what its call still needs."""
    return [*(lacks_of(draft.call_id, now) if isinstance(draft, CallPage) else []), *faults_of(draft)]


def unready(pages: Iterable[Page], now: datetime) -> list[str]:
    """What the latest drafts of these pages lack, each sentence once."""
    found = [unready_draft(page.get_latest_revision_as_object(), now) for page in pages]
    return list(dict.fromkeys(sentence for sentences in found for sentence in sentences))
