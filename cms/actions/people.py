"""Two rows that are one person: what the first holds goes to the second, in the transaction of whoever says so."""

from datetime import datetime

from django.db.models import ManyToOneRel, Model
from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal
from cms.models import Application
from events.actions.consents import hand_over_answers
from events.actions.rooms import follow_seat
from events.actions.schedule import lock_events
from events.actions.seats import free_seat
from events.models import Event, Registration
from hub.db import require_write
from hub.journal import record
from hub.models import Notice, Person

GONE = Registration.State.WITHDRAWN
# Of two of one person at one event, the one that stands further to the left is kept.
HOLDS = (Registration.State.CONFIRMED, Registration.State.OFFERED, Registration.State.WAITING, GONE)


def account_of(person: Person) -> Person | None:
    """The account of that e-mail address, where it is not this person's own."""
    if person.is_active or not person.email:
        return None
    return Person.objects.active().filter(email__iexact=person.email).first()


def join_people(*, actor: Person, guest: Person, into: Person, now: datetime) -> None:
    """A step, on locked calls: a guest's applications, seats, answers and mails are the other's from now on; the guest goes.

    Raises ApplicationRefusal where the guest is somebody with an account, or on a roster: that is not a guest.
    """
    require_write()
    rows = Registration.objects.filter(person__in=[guest.pk, into.pk])
    events = lock_events(*rows.values_list("event", flat=True))
    keys = sorted({guest.pk, into.pk})
    people = {key: Person.objects.locked(goes=key == guest.pk).get(pk=key) for key in keys}
    if people[guest.pk].is_active or guest.memberships.exists() or guest.roles.exists():
        raise ApplicationRefusal("member", _("This person has an account of their own, or is on a roster."))
    for registration in guest.registrations.select_related("person").order_by("pk"):
        hand_over(registration, into, actor=actor, event=events[registration.event_id], now=now)
    guest.applications.update(person=into)
    Notice.objects.filter(person=guest).update(person=into)
    hand_over_answers(guest=guest, into=into)
    if not into.phone and guest.phone:
        into.phone = guest.phone
        into.save(update_fields=["phone"])
    record(actor, "person.joined", into, guest=guest.pk)
    if not is_held(guest):
        guest.delete()


def hand_over(registration: Registration, into: Person, *, actor: Person, event: Event, now: datetime) -> None:
    """A step, on a locked event: one seat of a guest; of two at one event the one that holds is kept."""
    require_write()
    own = Registration.objects.filter(event=event, person=into).select_related("person").first()
    kept, other = registration, own
    if own is not None and rank(own) <= rank(registration):
        kept, other = own, registration
    if other is not None:
        if other.state != GONE and event.starts_at > now:
            free_seat(actor=actor, event=event, registration=other, now=now, quiet=True)
        followed = Application.objects.filter(registration=kept).exists()
        Application.objects.filter(registration=other).update(registration=None if followed else kept)
        other.delete()
    kept.person, kept.event = into, event
    kept.save(update_fields=["person"])
    if kept.state == Registration.State.CONFIRMED:
        follow_seat(kept, begins=True, now=now)


def rank(registration: Registration) -> int:
    """How little of a seat it holds."""
    return HOLDS.index(Registration.State(registration.state))


def is_held(person: Person, *, but: tuple[type[Model], ...] = ()) -> bool:
    """Whether anything still points at this row, but for rows of these models."""
    found = person._meta.get_fields(include_hidden=True)
    links = [one.field for one in found if isinstance(one, ManyToOneRel) and one.related_model not in but]
    return any(link.model._default_manager.filter(**{link.name: person}).exists() for link in links)
