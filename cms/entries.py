"""An interview as a calendar sees it: what the events' own calendar module asks of an event and of a seat."""

from django.utils.translation import gettext as _

from cms.models import Interview
from events.models import Event, Registration
from hub.models import Person


def where_of(interview: Interview) -> str:
    """Where one meets, in words."""
    if interview.mode == Interview.Mode.PHONE:
        return _("By phone: we call you.")
    if interview.mode == Interview.Mode.VIDEO:
        return _("By video.")
    return interview.where


def event_of(interview: Interview, title: str) -> Event:
    """Never saved: it has no page, and is in no list or feed."""
    video = interview.mode == Interview.Mode.VIDEO
    return Event(
        uid=interview.uid,
        title=title,
        branch=interview.branch,
        zone=interview.zone,
        wall_start=interview.wall_start,
        wall_end=interview.wall_end,
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        mode=Event.Mode.ONLINE if video else Event.Mode.IN_PERSON,
        place=where_of(interview),
        join_url=interview.where if video else "",
        modified_at=interview.modified_at,
        created_at=interview.created_at,
    )


def entry_of(interview: Interview, person: Person, title: str, *, sequence: int, comes: bool) -> Registration:
    """The entry of one of the two, as of this change."""
    event = event_of(interview, title)
    state = Registration.State.CONFIRMED if comes else Registration.State.WITHDRAWN
    return Registration(
        event=event,
        person=person,
        mode=event.mode,
        state=state,
        sequence=sequence,
        created_at=interview.created_at,
        modified_at=interview.modified_at,
    )
