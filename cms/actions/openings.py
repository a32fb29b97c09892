"""A new call, in one go: its dates, and a page in each language that editors make their own, then hand in or publish."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Workflow

from cms.actions.editors import branch_group, give_pages
from cms.actions.starting import add_drafts, free_slug
from cms.editing import may_open_call
from cms.models import Call, CallIndexPage, CallPage
from cms.models.publishing import lacks_of
from cms.ready import faults_of
from cms.starters.call import call_words
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person


class OpeningRefusal(Refusal):
    """A call is opened by an editor of its branch, and handed in once nothing is missing."""


@dataclass(frozen=True)
class NewCall:
    """What an editor chooses; the promotion may come later."""

    branch_id: int
    promotion_id: int | None
    opens_at: datetime
    deadline: datetime
    total: int


def open_call(*, actor: Person, chosen: NewCall, now: datetime) -> Call:
    """The call and a draft of its page in each language; raises OpeningRefusal for another's branch."""
    with write():
        branch = Branch.objects.select_for_update().get(pk=chosen.branch_id)
        if not may_open_call(actor, branch, now):
            raise OpeningRefusal("branch", _("You do not look after the pages of this branch."))
        call = Call.objects.create(
            branch=branch,
            promotion_id=chosen.promotion_id,
            opens_at=chosen.opens_at,
            deadline=chosen.deadline,
            total=chosen.total,
        )
        write_pages(call, actor)
        give_pages([branch_group(branch.slug)])
        record(actor, "call.opened", call)
    return call


def write_pages(call: Call, actor: Person) -> None:
    """A step: one draft per language that has a list of calls."""
    require_write()
    indexes = list(CallIndexPage.objects.select_related("locale").order_by("pk"))
    slug = free_slug(f"{call.branch.slug}-{call.deadline:%Y-%m}", indexes)
    add_drafts(indexes, lambda code: CallPage(**call_words(code, str(call.branch)), slug=slug, call=call), actor)


def hand_in(*, actor: Person, call_id: int, now: datetime) -> int:
    """Publishes every page of a call, or hands it in to be read through where the actor may not; answers how many.

    What is published as it stands, or waits to be read already, is left alone. Raises OpeningRefusal where something
    is missing.
    """
    with write():
        call = Call.objects.select_for_update().get(pk=call_id)
        lacks = lacks_of(call.pk, now)
        if lacks:
            raise OpeningRefusal("lacks", " ".join(lacks))
        pages = list(CallPage.objects.filter(call=call).select_related("locale", "latest_revision").order_by("pk"))
        faults = [fault for page in pages for fault in faults_of(page.get_latest_revision_as_object())]
        if faults:
            raise OpeningRefusal("page", faults[0])
        done = sum(move_on(page, actor) for page in pages)
        record(actor, "call.handed_in", call)
    return done


def move_on(page: CallPage, actor: Person) -> bool:
    """A step: one page, one move further; whether there was one."""
    require_write()
    if page.live and not page.has_unpublished_changes:
        return False
    may = page.permissions_for_user(actor)
    waiting = page.current_workflow_state
    if may.can_publish() and waiting is not None:
        waiting.current_task_state.specific.approve(user=actor)
        return True
    if may.can_publish():
        page.get_latest_revision().publish(user=actor)
        return True
    workflow: Workflow | None = page.get_workflow()
    if waiting is not None or workflow is None or not may.can_submit_for_moderation():
        return False
    workflow.start(page, actor)
    return True
