"""What events keep about people."""

from hub.privacy import ATTENDANCE, CONTACT, SIGN_IN, declare

DECLARED = [
    declare(
        "events.event",
        plain="id uid series apart kind title description language branch promotion audience status zone wall_start "
        "wall_end starts_at ends_at mode place address access join_url seats_in_person seats_online sequence created_at modified_at",
    ),
    declare("events.eventseries", plain="id uid branch rhythm first_on until skips_holidays created_at"),
    declare(
        "events.calendarlink",
        plain="id created_at revoked_at",
        person=CONTACT,
        name=CONTACT,
        digest=SIGN_IN,
        used_on=SIGN_IN,
    ),
    declare("events.mailedentries", plain="id choice", person=CONTACT),
    declare("events.outing", plain="id post event"),
    declare("events.eventreminder", plain="id event step starts_at"),
    declare(
        "events.registration",
        plain="id event mode state sequence queue_number offered_until created_at modified_at",
        person=ATTENDANCE,
        attendance=ATTENDANCE,
    ),
]
