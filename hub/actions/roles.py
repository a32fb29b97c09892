"""Gives and ends the roles of staff; the apps above hear of it in the same transaction."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from hub.db import require_write, write
from hub.journal import record
from hub.models import Branch, Person, Role
from hub.reactions import react


def grant_role(
    *,
    actor: Person | None,
    person: Person,
    branch: Branch | None,
    kind: str,
    now: datetime,
    ends_on: date | None = None,
) -> Role:
    """A role from today on, in one branch or (None) in all; the same again changes nothing."""
    with write():
        Person.objects.locked().get(pk=person.pk)
        role = Role.objects.filter(person=person, branch=branch, kind=kind, ends_on=ends_on).order_by("pk").first()
        if role is None:
            day = timezone.localdate(now)
            role = Role.objects.create(person=person, branch=branch, kind=kind, starts_on=day, ends_on=ends_on)
            record(actor, "role.granted", role)
        tell(role, actor=actor, now=now)
    return role


def end_role(*, actor: Person | None, role_id: int, now: datetime) -> None:
    """Ends a role today; harmless when it has ended. One given today goes without a trace but the journal's."""
    with write():
        role = lock_role(role_id)
        day = timezone.localdate(now)
        if role is None or (role.ends_on is not None and role.ends_on <= day):
            return
        record(actor, "role.ended", role)
        if role.starts_on >= day:
            role.delete()
            react("role.ended", role=role, actor=actor, now=now)
            return
        role.ends_on = day
        role.save(update_fields=["ends_on"])
        tell(role, actor=actor, now=now)


def lock_role(role_id: int) -> Role | None:
    """A step: locks its person, as every change of somebody's rights does before the topics it tells, then the role."""
    require_write()
    Person.objects.locked().filter(pk__in=Role.objects.filter(pk=role_id).values("person")).first()
    return Role.objects.select_for_update().filter(pk=role_id).first()


def tell(role: Role, *, actor: Person | None, now: datetime) -> None:
    """A step: tells the apps when a role has begun or ended, once."""
    require_write()
    runs = Role.objects.current(timezone.localdate(now)).filter(pk=role.pk).exists()
    if runs != role.in_force:
        role.in_force = runs
        role.save(update_fields=["in_force"])
        react("role.granted" if runs else "role.ended", role=role, actor=actor, now=now)


def carry_out_roles(*, now: datetime) -> int:
    """Tells the apps of roles whose days have begun or ended; answers how many. Harmless when repeated."""
    day = timezone.localdate(now)
    begun = Q(in_force=False) & Q(pk__in=Role.objects.current(day))
    over = Q(in_force=True) & ~Q(pk__in=Role.objects.current(day))
    keys = list(Role.objects.filter(begun | over).order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with write():
            role = lock_role(key)
            if role is not None:
                tell(role, actor=None, now=now)
    return len(keys)
