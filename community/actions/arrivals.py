"""Arrivals: somebody with a code says who they are, proves their address, and is on the roster."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.actions.invitations import InvitationRefusal, check_open, lock_invitation
from community.actions.promotions import enrol
from community.models import Invitation, Knock, Membership
from hub.db import require_write, write
from hub.limits import spend
from hub.models import Person

# Whoever has begun may end, though the code's time runs out meanwhile.
GRACE = timedelta(hours=1)
MOST_KNOCKS, DAY = 300, timedelta(days=1)
KEEP_KNOCKS = timedelta(days=2)


def knock(
    *, actor: None, invitation_id: int, email: str, names: tuple[str, str] | None, entered_at: datetime, now: datetime
) -> Person | None:
    """Who a code by mail goes to: the member of this address, else a guest of these names, else nobody.

    Raises InvitationRefusal or TooMany.
    """
    message = _("Too many people have used this code today. Please speak to your référent.")
    spend(f"knock:{invitation_id}", limit=MOST_KNOCKS, per=DAY, now=now, message=message)
    with write():
        invitation = lock_invitation(invitation_id)
        check_open(invitation, at_of(entered_at, now))
        person, made = find_or_make(email, names, now)
        if person is not None:
            defaults = {"made_guest": made, "created_at": now}
            Knock.objects.get_or_create(invitation=invitation, person=person, defaults=defaults)
    return person


def find_or_make(email: str, names: tuple[str, str] | None, now: datetime) -> tuple[Person | None, bool]:
    """A step: the member; else the newest guest of this address and these names, such as an applicant; else a new one."""
    require_write()
    known = Person.objects.filter(email__iexact=email)
    member = known.active().first()
    if member is not None or names is None:
        return member, False
    first, last = names
    # Somebody who once was a member and may no longer sign in comes back by nobody but the team.
    guests = known.filter(memberships=None, roles=None, last_login=None).order_by("-pk")
    wanted = f"{first} {last}".casefold()  # SQLite folds no accents
    guest = next((one for one in guests if one.full_name.casefold() == wanted), None)
    if guest is not None:
        return guest, False
    made = Person.objects.create(
        email=email,
        first_name=first,
        last_name=last,
        language=(get_language() or "fr")[:2],
        is_active=False,
        password=make_password(None),
        created_at=now,
    )
    return made, True


def at_of(entered_at: datetime, now: datetime) -> datetime:
    """The moment at which the invitation must have been open."""
    return entered_at if now - entered_at <= GRACE else now


def join(*, actor: Person, invitation_id: int, entered_at: datetime, now: datetime) -> tuple[Person, Invitation]:
    """Puts whoever has proven their address on the roster, a guest as a member who can sign in from now on.

    Answers that member: another than `actor` where the address became a member's meanwhile. Harmless when repeated.
    Raises InvitationRefusal.
    """
    with write():
        invitation = lock_invitation(invitation_id)
        check_open(invitation, at_of(entered_at, now))
        member = make_member(actor)
        promotion = invitation.promotion
        if not Membership.objects.current(now).filter(promotion=promotion, person=member).exists():
            refuse_ended_since(invitation, member, now)
            role = Membership.Role.MENTOR
            enrol(actor=member, promotion=promotion, person=member, role=role, now=now, invitation=invitation)
        Knock.objects.filter(invitation=invitation, person__in=[actor.pk, member.pk]).delete()
    return member, invitation


def refuse_ended_since(invitation: Invitation, person: Person, now: datetime) -> None:
    """Raises InvitationRefusal for whoever was on this roster since the code was made: also for who made it."""
    rows = Membership.objects.filter(promotion=invitation.promotion, person=person)
    if rows.filter(ends_at__gte=invitation.created_at, ends_at__lte=now).exists():
        message = _("You are no longer on the roster of this promotion. To come back, please speak to its référent.")
        raise InvitationRefusal("taken_off", message)


def make_member(person: Person) -> Person:
    """A step: this guest may sign in from now on, unless a member has the address already; then it is that member."""
    require_write()
    person = Person.objects.locked().get(pk=person.pk)
    if person.is_active:
        return person
    person.is_active = True
    try:
        with transaction.atomic():
            person.save(update_fields=["is_active"])
    except IntegrityError:
        return Person.objects.active().get(email__iexact=person.email)
    return person


def forget_knocks(*, now: datetime) -> int:
    """Whoever did not come within two days is forgotten, and the guest with them who was written down for that alone."""
    old = Knock.objects.filter(created_at__lte=now - KEEP_KNOCKS).order_by("pk")
    with write():
        rows = list(old.select_related("person"))
        for row in rows:
            if row.made_guest and not row.person.is_active:
                row.person.delete()
        Knock.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
