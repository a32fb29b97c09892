"""Events as owners of rooms: whoever has a seat belongs there, as long as they have it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from community.models import RoomOwner
from events.models import Event, Registration
from events.models.registrations import RegistrationQuerySet


def seated(_now: datetime) -> RegistrationQuerySet:
    """By which people belong to an event."""
    return Registration.objects.coming()


EVENTS = RoomOwner(
    model=Event,
    belonging=seated,
    link="event",
    past="event__registrations__person",
    page="agenda:event",
    words={
        "readers": _(
            "Everybody who has a seat reads it, and the team; they see your first name and your initial. Photos sent here "
            "stay in this discussion: they do not go into the album."
        ),
        "ended": _("This discussion has ended: it can still be read, but not written in."),
        "closed": _("This discussion has just ended: it can still be read. What you were writing is still here."),
        "gone": _("You have no seat at this event any more. What you were writing is still here."),
    },
)
