"""Takes and gives back seats at all the dates of a series at once: each its own seat, one mail for all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.consents import keep_answers
from events.actions.rooms import lock_talks
from events.actions.schedule import lock_events
from events.actions.seats import SeatRefusal, free_seat, note_told, take_seat
from events.models import Event, EventSeries, Registration
from events.policies import may_act_alone, may_register
from hub.actions.notify import notify
from hub.db import require_write, write
from hub.models import Person
from hub.reactions import react

CONFIRMED = Registration.State.CONFIRMED


def register_series(
    *, actor: Person, event_id: int, mode: str, now: datetime, answers: Mapping[str, bool] | None = None
) -> list[Registration]:
    """A seat at every date that is open and held this way, or a place on its waiting list; answers what is new.

    A seat or a place one has stays as it is, and so does a date one has said no to: the same again changes nothing. `answers` are those to the questions
    asked with it, as for one date. Raises SeatRefusal.
    """
    with write():
        series, dates = lock_dates(actor, event_id, now)
        dates = [one for one in dates if may_register(one, now) and mode in one.modes]
        if series is None or not dates:
            raise SeatRefusal("closed", _("One cannot register for these dates any more."))
        keep_answers(actor=actor, answers=answers, now=now)
        lock_talks(dates)
        settled = {*held_by(actor, dates), *declined_by(actor, dates)}
        taken = [
            take_seat(actor=actor, event=one, person=actor, mode=mode, now=now, wait=True, quiet=True)
            for one in dates
            if one.pk not in settled
        ]
        seated = [one for one in held_by(actor, dates).values() if one.state == CONFIRMED]
        if taken and len(seated) == 1:
            # Of one date the mail is an invitation, as for a seat alone.
            note_told(*seated)
        tell_once(actor, series, taken, "registered", now)
    return taken


def withdraw_series(*, actor: Person, event_id: int, now: datetime) -> list[Registration]:
    """Gives back every place on a list that one has at dates to come, and every seat but those past their deadline.

    Only who had a seat gets a mail: it takes the dates out of their calendar. Those that an invitation of their own put
    there, or changed there, are cancelled each by its own mail, as no file of several is acted on. Harmless when repeated.
    """
    with write():
        series, dates = lock_dates(actor, event_id, now)
        lock_talks(dates)
        held = held_by(actor, dates) if series else {}
        mine = [(one, held[one.pk]) for one in dates if one.pk in held]
        freed = [(one, row) for one, row in mine if row.state != CONFIRMED or may_act_alone(one, now)]
        alone = {row.pk for _event, row in mine if row.told_alone}
        seated = [row for _event, row in freed if row.state == CONFIRMED and row.pk not in alone]
        for event, registration in freed:
            quiet = registration.pk not in alone
            free_seat(actor=actor, event=event, registration=registration, now=now, quiet=quiet)
            react("registration.withdrawn", registration=registration, actor=actor, now=now)
        if series:
            tell_once(actor, series, seated, "withdrawn", now)
    return [registration for _event, registration in freed]


def lock_dates(actor: Person, event_id: int, now: datetime) -> tuple[EventSeries | None, list[Event]]:
    """A step: the series of a date this person sees, and those of its dates to come that they see, locked.

    What they see is asked again as of the moment the locks are had, as for one date (`lock_open`).
    """
    require_write()
    event = Event.objects.visible_to(actor, now).filter(pk=event_id).first()
    series = EventSeries.objects.filter(uid=event.series).first() if event and event.series else None
    if event is None or series is None:
        return None, []
    keys = Event.objects.of_series(event).upcoming(now).values_list("pk", flat=True)
    locked = lock_events(*keys)
    seen = Event.objects.visible_to(actor, max(now, timezone.now()))
    shown = set(seen.filter(pk__in=locked).values_list("pk", flat=True))
    dates = [one for key, one in locked.items() if key in shown and one.starts_at > now]
    return series, sorted(dates, key=lambda one: (one.starts_at, one.pk))


def held_by(person: Person, dates: Sequence[Event]) -> dict[int, Registration]:
    """{event key: what this person has there}: a seat, an offer or a place on the list."""
    rows = Registration.objects.concerned().filter(person=person, event__in=dates).select_related("person")
    return {row.event_id: row for row in rows.order_by("pk")}


def declined_by(person: Person, dates: Sequence[Event]) -> set[int]:
    """The keys of those of these dates that this person has said no to, one by one."""
    rows = Registration.objects.said(Registration.Said.NO).filter(person=person, event__in=dates)
    return set(rows.values_list("event", flat=True))


def tell_once(person: Person, series: EventSeries, rows: Sequence[Registration], act: str, now: datetime) -> None:
    """A step: one mail for all of these, where there are any."""
    require_write()
    if not rows:
        return
    key = f"event.series:{rows[0].pk}:{rows[0].sequence}"
    facts: dict[str, str | int] = {"act": act, "dates": ",".join(str(row.event_id) for row in rows)}
    notify(person=person, kind="event.series", target_id=series.pk, key=key, facts=facts, now=now)
