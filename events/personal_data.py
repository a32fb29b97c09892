"""What events keep about people."""

from hub.privacy import ATTENDANCE, CONTACT, ROLE, SIGN_IN, TALK, TWO_YEARS, Use, declare

LEADS = Use("to say who leads an event, as they agreed", "consent", TWO_YEARS, export=False, erasure="blank")
AGREED = Use("to show others what one agreed to", "consent", TWO_YEARS, export=True, erasure="delete row")

DECLARED = [
    declare(
        "events.event",
        plain="id uid series apart before moved_at kind title description theme language also_in branch promotion audience stage status zone wall_start "
        "wall_end starts_at ends_at deadline closes_at words mode place address directions access join_url seats_in_person seats_online turns guests sequence room created_at modified_at",
        led_by=LEADS,
    ),
    declare("events.openbranch", plain="id event branch"),
    declare("events.openpromotion", plain="id event promotion"),
    declare("events.eventseries", plain="id uid branch rhythm first_on until skips_holidays created_at"),
    declare(
        "events.calendarlink",
        plain="id created_at revoked_at chosen_at",
        person=CONTACT,
        name=CONTACT,
        alarm=CONTACT,
        choice=CONTACT,
        digest=SIGN_IN,
        used_on=SIGN_IN,
    ),
    declare("events.mailedentries", plain="id choice invited", person=CONTACT),
    declare(
        "events.proposal",
        plain="id branch what begins state event created_at answered_at",
        proposer=TALK,
        place=TALK,
        words=TALK,
        reason=TALK,
        answered_by=ROLE,
    ),
    declare(
        "events.eventphoto",
        plain="id uid event width height small_width small_height created_at removed_at",
        owner=TALK,
        alt=TALK,
        file=TALK,
        small=TALK,
        removed_by=TALK,
        marks=TALK,
    ),
    declare("events.outing", plain="id post event"),
    declare("events.consent", plain="id version at", person=AGREED, purpose=AGREED, given=AGREED),
    declare("events.spokenword", plain="id event word until"),
    declare("events.eventreminder", plain="id event step starts_at"),
    declare(
        "events.registration",
        plain="id event mode wish state sequence queue_number offered_until seated_at told_alone created_at modified_at",
        person=ATTENDANCE,
        attendance=ATTENDANCE,
        said=ATTENDANCE,
        guests=ATTENDANCE,
    ),
]
