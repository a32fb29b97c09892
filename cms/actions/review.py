"""Before a page is published somebody else reads it: the one workflow of the site, and what is due by the clock."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext, override
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState, Workflow, WorkflowPage, WorkflowTask

from cms.ready import unready_draft
from hub.actions.notify import notify_all
from hub.db import require_write, write
from hub.models import Notice, Person

# Longer than a server stands still; what is older was told, or is past telling.
WITHIN = timedelta(days=3)


def prepare_review(group: Group, top: Page) -> Workflow:
    """A step: one workflow with one task, which this group does, for every page; made when first asked for."""
    require_write()
    with override("fr"):
        name = gettext("Reading through")
    task, _made = GroupApprovalTask.objects.get_or_create(name=name, defaults={"active": True})
    task.groups.set([group])
    workflow, _made = Workflow.objects.get_or_create(name=name, defaults={"active": True})
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=top, defaults={"workflow": workflow})
    return workflow


def publish_due(*, now: datetime) -> None:
    """Publishes the pages whose hour has come, and takes down those whose time is over; safe to repeat."""
    due = Revision.objects.filter(approved_go_live_at__lt=now).exists()
    if due or Page.objects.live().filter(expire_at__lt=now).exists():
        hold_back(now)
        call_command("publish_scheduled", verbosity=0)


def hold_back(now: datetime) -> None:
    """Leaves as drafts those pages whose hour has come that are not ready any more, and tells whoever wrote them."""
    due = Revision.objects.filter(approved_go_live_at__lt=now, base_content_type__model="page").order_by("pk")
    held = [one for one in due.select_related("user") if unready_draft(one.as_object(), now)]
    if not held:
        return
    with write():
        Revision.objects.filter(pk__in=[one.pk for one in held]).update(approved_go_live_at=None)
        writers = [(one.user or one.content_object.owner, one.pk) for one in held]
        to = [(person, key, f"review.held:{key}") for person, key in writers if person is not None]
        notify_all(to=to, kind="review.held", now=now)


def untold(kind: str, **facts: Any) -> QuerySet[TaskState]:
    """Readings of which nobody has been told in this kind of notice."""
    told = Notice.objects.filter(kind=kind, target_id=OuterRef("pk"))
    return (
        TaskState.objects.filter(~Exists(told), **facts).select_related("workflow_state__requested_by").order_by("pk")
    )


def tell_of_reviews(*, now: datetime) -> int:
    """Mails whoever reads pages through, then whoever handed one in; answers how many. Harmless when repeated."""
    since = now - WITHIN
    asked = list(untold("review.asked", status=TaskState.STATUS_IN_PROGRESS, started_at__gt=since))
    done = {"review.approved": TaskState.STATUS_APPROVED, "review.returned": TaskState.STATUS_REJECTED}
    others = ~Q(finished_by=F("workflow_state__requested_by"))
    mails = [(readers_of(turn), "review.asked", turn) for turn in asked]
    for kind, status in done.items():
        turns = untold(kind, status=status, finished_at__gt=since, workflow_state__requested_by__isnull=False)
        mails += [([turn.workflow_state.requested_by], kind, turn) for turn in turns.filter(others)]
    if not any(people for people, _kind, _turn in mails):
        return 0
    with write():
        for people, kind, turn in mails:
            to = [(person, turn.pk, f"{kind}:{turn.pk}:{person.pk}") for person in people]
            notify_all(to=to, kind=kind, now=now)
    return sum(len(people) for people, _kind, _turn in mails)


def readers_of(turn: TaskState) -> list[Person]:
    """Those whose turn it is, but for whoever handed the page in; where nobody else is, the administrators."""
    others = Person.objects.active().exclude(pk=turn.workflow_state.requested_by_id)
    people = others.filter(groups__in=turn.task.specific.groups.all()).distinct().order_by("pk")
    return list(people) or list(others.filter(is_superuser=True).order_by("pk"))
