"""Steps of a promotion's life: its founding with its room, and its roster."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from community.actions.access import tell_room
from community.actions.parting import tell_removed
from community.actions.rooms import found_room
from community.actions.stages import begin, leave
from community.models import Invitation, Membership, Promotion
from community.models.journeys import ROSTER
from community.policies import may_change_roster
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Branch, Person
from hub.reactions import react

# Godparents help a promotion to begin.
GODPARENT_FOR = timedelta(weeks=8)


class RosterRefusal(Refusal):
    """The roster of this promotion is not this person's to change."""


def found_promotion(*, actor: Person | None, branch: Branch, number: int, language: str, now: datetime) -> Promotion:
    """A step: the row that everything of a promotion hangs on, and its room."""
    require_write()
    room = found_room(branch=branch, now=now)
    promotion = Promotion.objects.create(branch=branch, number=number, language=language, created_at=now, room=room)
    record(actor, "promotion.opened", promotion)
    return promotion


def keep_trained_at(promotion: Promotion, at: datetime | None) -> None:
    """A step: from when on its members count as trained."""
    require_write()
    promotion.trained_at = at
    promotion.save(update_fields=["trained_at"])


def enrol(
    *,
    actor: Person | None,
    promotion: Promotion,
    person: Person,
    role: str,
    now: datetime,
    invitation: Invitation | None = None,
) -> Membership:
    """A step: puts a person on the roster and so into the room; harmless when they are on it already."""
    require_write()
    ends_at = now + GODPARENT_FOR if role == Membership.Role.GODPARENT else None
    mine = Membership.objects.filter(promotion=promotion, person=person, role=role)
    kept = (mine.current(now) if ends_at else mine.filter(ends_at=None)).order_by("pk").first()
    membership = kept or Membership.objects.create(
        promotion=promotion,
        person=person,
        role=role,
        starts_at=now,
        ends_at=ends_at,
        invitation=invitation,
    )
    if kept is None:
        record(actor, "member.add", membership)
        begin(membership, actor=actor, now=now)
    tell(membership, actor=actor, now=now)
    return membership


def add_to_roster(*, actor: Person, promotion_id: int, person: Person, role: str, now: datetime) -> Membership:
    """Staff put somebody on the roster; raises RosterRefusal."""
    with write():
        promotion = lock_roster(actor, promotion_id, now)
        return enrol(actor=actor, promotion=promotion, person=person, role=role, now=now)


def remove_from_roster(*, actor: Person, membership_id: int, now: datetime) -> None:
    """Staff take somebody off the roster: the room ends for them at exactly that event. Harmless when repeated."""
    with write():
        promotion_id = Membership.objects.values_list("promotion", flat=True).get(pk=membership_id)
        lock_roster(actor, promotion_id, now)
        membership = Membership.objects.select_related("promotion__room", "person").get(pk=membership_id)
        take_off([membership], actor=actor, now=now)


def take_off(rows: Iterable[Membership], *, actor: Person, now: datetime, why: str = ROSTER) -> None:
    """A step, on locked promotions: the team takes somebody off these rosters, and they are told."""
    require_write()
    going = [one for one in rows if one.ends_at is None or one.ends_at > now]
    give_back(going, actor=actor, now=now)
    for one in going:
        end_membership(one, actor=actor, why=why, now=now)
    tell_removed(going, now=now)


def give_back(rows: Sequence[Membership], *, actor: Person | None, now: datetime) -> None:
    """A step, on locked promotions, before the first of these ends: other apps take back what they hold by them.

    One step for all, as dates are locked before rooms are.
    """
    require_write()
    react("roster.left", memberships=rows, actor=actor, now=now)


def end_membership(membership: Membership, *, actor: Person | None, now: datetime, why: str = ROSTER) -> None:
    """A step, on a locked promotion: somebody leaves the roster, and so the room. Harmless when repeated."""
    require_write()
    if membership.ends_at is not None and membership.ends_at <= now:
        return
    # The end lies after the start, also where both fall on the same instant.
    membership.ends_at = max(now, membership.starts_at)
    record(actor, "member.del", membership)
    leave(membership, actor=actor, why=why, now=now)
    if membership.ends_at == membership.starts_at:
        membership.delete()
        tell_room(membership.promotion.room, membership.person, begins=False, actor=actor, now=now)
        return
    membership.save(update_fields=["ends_at"])
    tell(membership, actor=actor, now=now)


def lock_roster(actor: Person, promotion_id: int, now: datetime) -> Promotion:
    """A step: locks the promotion, the row that owns the roster, and checks the right under the lock."""
    require_write()
    promotion = Promotion.objects.select_for_update().get(pk=promotion_id)
    if not may_change_roster(actor, promotion, now):
        raise RosterRefusal("forbidden", _("Only the team of this branch can change the roster."))
    return promotion


def tell(membership: Membership, *, actor: Person | None, now: datetime) -> None:
    """A step: tells the room when a membership has begun or ended, once."""
    require_write()
    runs = Membership.objects.current(now).filter(pk=membership.pk).exists()
    if runs != membership.in_force:
        membership.in_force = runs
        membership.save(update_fields=["in_force"])
        tell_room(membership.promotion.room, membership.person, begins=runs, actor=actor, now=now)


def carry_out_memberships(*, now: datetime) -> int:
    """Tells the rooms of memberships whose time has come or gone; answers how many. Harmless when repeated."""
    current = Membership.objects.current(now)
    late = Q(in_force=False, pk__in=current) | (Q(in_force=True) & ~Q(pk__in=current))
    keys = list(Membership.objects.filter(late).order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with write():
            promotion_id = Membership.objects.values_list("promotion", flat=True).get(pk=key)
            Promotion.objects.select_for_update().get(pk=promotion_id)
            membership = Membership.objects.select_related("promotion__room", "person").get(pk=key)
            if membership.ends_at is not None and membership.ends_at <= now:
                give_back([membership], actor=None, now=now)
            tell(membership, actor=None, now=now)
    return len(keys)
