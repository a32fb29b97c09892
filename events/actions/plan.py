"""The team puts a new event on the agenda, as a draft or for all to see."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Promotion
from events.actions.details import Details
from events.actions.lives import LifeRefusal
from events.actions.schedule import (
    ScheduleRefusal,
    access_at,
    check_meant,
    close_at,
    instant,
    open_further,
    schedule_event,
)
from events.models import Event, EventSeries
from events.models.outside import Meant
from hub.db import require_write, write
from hub.models import Branch, Person
from hub.policies import branches_of_team


@dataclass(frozen=True)
class Plan:
    """A new event: `uid` is made by the form, so that the same form sent twice makes one event."""

    uid: uuid.UUID
    details: Details
    kind: str
    branch_id: int
    promotion_id: int | None
    audience: str
    mode: str
    language: str
    published: bool
    # By whose clocks its hours are; nothing is those of the branch.
    zone: str = ""
    # What it is open to beside its branch and its promotion.
    further_branches: tuple[int, ...] = ()
    further_promotions: tuple[int, ...] = ()
    # How far those have come whom it is for, where not all of its branch or promotion are meant.
    stage: str = ""


def plan_event(*, actor: Person, plan: Plan, now: datetime) -> Event:
    """One event in the branch's zone; the same again answers the first. Raises LifeRefusal, ScheduleRefusal."""
    with write():
        return place_event(actor=actor, branch=lock_branch(actor, plan.branch_id, now), plan=plan, now=now)


def plan_events(*, actor: Person, plans: Sequence[Plan], now: datetime) -> list[Event]:
    """All of a table in one transaction; those that are there already stay as they are. Answers what is new.

    Raises LifeRefusal, ScheduleRefusal; then nothing is made.
    """
    with write():
        branches = {key: lock_branch(actor, key, now) for key in sorted({plan.branch_id for plan in plans})}
        known = set(Event.objects.filter(uid__in=[plan.uid for plan in plans]).values_list("uid", flat=True))
        fresh = {plan.uid: plan for plan in plans if plan.uid not in known}
        return [
            place_event(actor=actor, branch=branches[plan.branch_id], plan=plan, now=now) for plan in fresh.values()
        ]


def lock_branch(actor: Person, branch_id: int, now: datetime) -> Branch:
    """A step: the branch, locked, so that the same plan sent twice at once is made once; raises LifeRefusal."""
    require_write()
    branch = Branch.objects.select_for_update().filter(pk=branch_id).first()
    if branch is None or branch.pk not in branches_of_team(actor, on=timezone.localdate(now)):
        raise LifeRefusal("forbidden", _("Only the team of this branch can plan its events."))
    return branch


def check_same_branch(known: Event | EventSeries, branch: Branch) -> None:
    """A form that was changed by hand names what another branch has made; raises LifeRefusal."""
    if known.branch_id != branch.pk:
        raise LifeRefusal("known", _("This form has been sent already for another branch. Please start anew."))


def check_hours(branch: Branch, plan: Plan, now: datetime) -> None:
    """Raises ScheduleRefusal where its hours or its deadline make no sense."""
    zone = plan.zone or branch.zone
    starts_at, ends_at = (instant(wall, zone) for wall in (plan.details.wall_start, plan.details.wall_end))
    if ends_at <= starts_at:
        raise ScheduleRefusal("hours", _("The event must end after it begins."))
    if starts_at <= now:
        raise ScheduleRefusal("past", _("This time has passed already."))
    close_at(plan.details.deadline, zone, starts_at)


def check_plan(branch: Branch, plan: Plan, now: datetime) -> Promotion | None:
    """Its promotion, if it may be made; raises ScheduleRefusal where its hours, its deadline or whom it is for make no sense."""
    check_hours(branch, plan, now)
    if plan.kind == Event.Kind.TRAINING and (plan.further_branches or plan.further_promotions or plan.stage):
        raise ScheduleRefusal("training", _("A training day is for its promotion: nobody else takes part."))
    further = (plan.further_branches, plan.further_promotions)
    return check_meant(branch, Meant(plan.audience, plan.promotion_id, *further, plan.stage))


def place_event(*, actor: Person, branch: Branch, plan: Plan, now: datetime, series: uuid.UUID | None = None) -> Event:
    """A step, on a locked branch: the planned event, made unless it is there. Raises ScheduleRefusal."""
    require_write()
    known = Event.objects.filter(uid=plan.uid).first()
    if known is not None:
        check_same_branch(known, branch)
        return known
    promotion = check_plan(branch, plan, now)
    event = schedule_event(
        actor=actor,
        branch=branch,
        now=now,
        uid=plan.uid,
        series=series,
        zone=plan.zone,
        kind=plan.kind,
        promotion=promotion,
        audience=plan.audience,
        stage=plan.stage,
        mode=plan.mode,
        language=plan.language,
        access=access_at(branch, plan.details.address, plan.details.directions, plan.language),
        status=Event.Status.PUBLISHED if plan.published else Event.Status.DRAFT,
        **asdict(plan.details),
    )
    open_further(event, plan.further_branches, plan.further_promotions)
    return event
