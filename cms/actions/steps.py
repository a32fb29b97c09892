"""Steps that every action on an application shares: lock, advance, choose a session."""

from datetime import datetime

from django.utils.translation import gettext as _

from cms.models import Application, Call, Transition
from cms.models.applications import ALLOWED
from events.actions.schedule import lock_events
from events.actions.seats import SeatRefusal, free_seat, take_seat
from events.models import Event
from hub.db import require_write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person


class ApplicationRefusal(Refusal):
    """This application cannot make this move."""


def lock_call(call_id: int) -> Call:
    """Locks the call, the row that owns the rules of its applications; read again with its facts."""
    require_write()
    Call.objects.select_for_update().get(pk=call_id)
    return Call.objects.with_facts().get(pk=call_id)


def lock_application(application_id: int) -> Application:
    """Locks the call of an application, and reads the application under the lock."""
    call_id = Application.objects.values_list("call_id", flat=True).get(pk=application_id)
    lock_call(call_id)
    rows = Application.objects.select_related("call__branch", "person", "registration__event__branch")
    return rows.get(pk=application_id)


def advance(application: Application, to: str, *, actor: Person | None, why: str, now: datetime) -> None:
    """One move with who, when and why; raises ApplicationRefusal where it is not allowed."""
    require_write()
    if to not in ALLOWED[application.state]:
        raise ApplicationRefusal("move", _("This is no longer possible for this application."))
    before, application.state, application.since = application.state, to, now
    application.save(update_fields=["state", "since", "registration"])
    Transition.objects.create(application=application, before=before, after=to, actor=actor, at=now, why=why)
    record(actor, "application.moved", application, before=before, after=to)


def seat_application(
    application: Application, *, event_id: int, mode: str, actor: Person | None, now: datetime
) -> None:
    """Takes the new seat, then gives back the old one; raises SeatRefusal and leaves all as it was."""
    require_write()
    old = application.registration
    if old is not None and old.event_id == event_id and old.mode == mode and old.state == old.State.CONFIRMED:
        return
    keys = {event_id} | ({old.event_id} if old is not None else set())
    events = lock_events(*keys)
    event = events.get(event_id)
    if event is None or event.kind != Event.Kind.INFORMATION or event.branch_id != application.call.branch_id:
        raise SeatRefusal("unknown", _("Please choose one of the dates below."))
    taken = take_seat(actor=actor, event=event, person=application.person, mode=mode, now=now)
    if old is not None and old.pk != taken.pk:
        free_seat(actor=actor, event=events[old.event_id], registration=old, now=now)
    application.registration = taken
