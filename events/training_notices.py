"""Mails about a training day to the mentors whom its promotion's roster expects, without a seat: it has changed, it is soon, it is
theirs no more.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.calendars import event_url
from events.ical import addressed, component_of
from events.models import Event, Registration
from events.models.links import entry_for
from events.models.roll import roster
from events.moves import new_clock, old_hours, old_place
from events.notices import (
    State,
    changed_subject,
    house,
    is_gone,
    party_of,
    reminder_subject,
    with_calendar,
    with_entry,
)
from events.policies import may_offer
from hub.mail.contacts import branch_contact
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice

# What only some of these mails say.
UNSAID = dict.fromkeys(["soon", "back", "gone", "alone", "old_hours", "old_place", "clock", "entry"], "")


def read_day(notice: Notice) -> Event | None:
    """The training day a notice speaks of, while its roster expects this person."""
    event = Event.objects.select_related("branch").filter(pk=notice.target_id or 0).first()
    return event if event is not None and notice.person_id in roster(event) else None


def day_mail(event: Event, subject: str, **more: Any) -> Mail:
    """What both share: the day, its page, the branch's people."""
    context = {**UNSAID, "event": event, "link": event_url(event), **more}
    contact = branch_contact(event.branch, on=timezone.localdate())
    return Mail(subject % {"title": event.title}, "training_day", context, contact)


def build_changed(notice: Notice) -> Mail | None:
    """It has moved, is cancelled, or takes place after all; nothing where it has changed again, or they left the roster."""
    event = read_day(notice)
    if event is None or notice.facts["sequence"] != event.sequence:
        return None
    back, entry = bool(notice.facts.get("back")), entry_for(notice.person, timezone.localdate())
    was = {"old_hours": old_hours(event), "old_place": old_place(event), "clock": new_clock(event)}
    mail = day_mail(event, changed_subject(event, back=back), back=back, entry=entry, gone=is_gone(event), **was)
    return with_day(mail, event, notice) if entry == "file" else mail


def with_day(mail: Mail, event: Event, notice: Notice) -> Mail:
    """The mail with the day as their own feed has it: the same UID, and the SEQUENCE of a seat they gave back counted in."""
    row = Registration.objects.filter(event=event, person=notice.person).first()
    entry = component_of(event, row, event_url(event), in_feed=True)
    parties = {"organizer": house(event.branch), "attendee": party_of(notice.person)}
    return with_calendar(mail, *addressed(entry, event.zone, **parties))


def build_left(notice: Notice) -> Mail | None:
    """Not your day any more, as you left its promotion; nothing where a calendar needs no telling, or they are expected anew."""
    rows = Event.objects.published().upcoming(timezone.now()).select_related("branch", "promotion__branch")
    event = rows.filter(pk=notice.target_id or 0).first()
    if event is None or event.promotion is None or notice.person_id in roster(event):
        return None
    row = Registration.objects.filter(event=event, person=notice.person).first()
    if entry_for(notice.person, timezone.localdate()) != "file" or (row and row.state != State.WITHDRAWN):
        return None
    # As if they had given a seat back just then: the next number, and nothing of it is kept.
    gone = row or Registration(event=event, person=notice.person, state=State.WITHDRAWN)
    gone.sequence, gone.modified_at = gone.sequence + 1, notice.created_at
    context = {"event": event, "promotion": event.promotion}
    contact = branch_contact(event.branch, on=timezone.localdate())
    subject = _("No longer your day: %(title)s") % {"title": event.title}
    return with_entry(Mail(subject, "training_left", context, contact), gone, event_url(event))


def build_reminder(notice: Notice) -> Mail | None:
    """It is soon; nothing if it was moved, cancelled, or has begun, or they left the roster."""
    event = read_day(notice)
    if event is None or not may_offer(event, timezone.now()):
        return None
    if notice.facts["starts_at"] != event.starts_at.isoformat():
        return None
    return day_mail(event, reminder_subject(event), soon=True)


left = NoticeKind(code="training.left", build=build_left)
changed = NoticeKind(code="training.changed", build=build_changed)
reminder = NoticeKind(code="training.reminder", build=build_reminder)
