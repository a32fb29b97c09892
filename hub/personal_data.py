"""What the hub keeps about people."""

from hub.privacy import AUDIT, CONTACT, ROLE, SIGN_IN, TALK, TWO_YEARS, Use, declare

ABOUT = Use("to let the others of a promotion know one", "contract", TWO_YEARS, export=True, erasure="blank")

DECLARED = [
    declare(
        "hub.person",
        plain="id",
        email=CONTACT,
        first_name=CONTACT,
        last_name=CONTACT,
        phone=CONTACT,
        language=CONTACT,
        city=ABOUT,
        former_trade=ABOUT,
        created_at=CONTACT,
        password=SIGN_IN,
        last_login=SIGN_IN,
        is_active=SIGN_IN,
        is_superuser=ROLE,
    ),
    declare("hub.role", plain="id branch kind starts_on ends_on in_force", person=ROLE),
    declare(
        "hub.branch", plain="id slug city country zone languages address access email phone hours latitude longitude"
    ),
    declare("hub.entry", plain="id at verb target_type target_id codes", actor=AUDIT),
    declare("hub.topic", plain="id key head min"),
    declare("hub.logevent", plain="id topic seq uuid kind target at", actor=TALK),
    declare("hub.command", plain="id cid digest result at", scope=SIGN_IN),
    declare("hub.attempt", plain="id since count", key=SIGN_IN),
    declare(
        "hub.notice",
        plain="id kind target_id facts key message_id state created_at due_at claimed_until sent_at tries error",
        person=CONTACT,
    ),
]
