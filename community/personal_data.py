"""What the community keeps about people."""

from hub.privacy import AUDIT, COPY, ORDER, PATH, ROLE, TALK, TWO_YEARS, Use, declare

TASTE = Use("to show what one looks for, or offers", "contract", TWO_YEARS, export=True, erasure="delete row")
# An access copy says: a fingerprint, not the name.
FINGERPRINT = Use(
    "to warn before a name is sent by mistake (a fingerprint, not the name)",
    "legitimate interest",
    TWO_YEARS,
    export=True,
    erasure="delete row",
)
UNSENT = Use("to go on writing on another device", "contract", 60, export=True, erasure="delete row")
ASKED = Use(
    "to ask those who may know an answer, and not always the same",
    "legitimate interest",
    92,
    export=True,
    erasure="delete row",
)
CALLS = Use("to call a mentor on the day agreed", "legitimate interest", 92, export=True, erasure="delete row")

DECLARED = [
    declare("community.journey", plain="id", person=PATH, stage=PATH, since=PATH, call_on=PATH),
    declare("community.delay", plain="id journey at until", actor=CALLS, why=CALLS),
    declare("community.journeymove", plain="id journey before after at was_since undoes", actor=AUDIT, why=PATH),
    declare("community.offer", plain="id said_at", person=TASTE, words=TASTE),
    declare("community.absence", plain="id", person=ROLE, starts_on=ROLE, back_on=ROLE, stand_in=ROLE),
    declare("community.promotion", plain="id branch number language trained_at created_at room"),
    declare("community.interest", plain="id kind given_up modified_at", person=TASTE, value=TASTE),
    declare("community.guardcount", plain="id room month warned sent_anyway"),
    declare("community.knownname", plain="id place noted_at", person=FINGERPRINT, marks=FINGERPRINT),
    declare("community.room", plain="id branch created_at archived_at"),
    declare(
        "community.discussion",
        plain="id room created_at last_seq pinned locked_at",
        title=TALK,
        opened_by=TALK,
        locked_by=ROLE,
    ),
    declare(
        "community.post",
        plain="id room discussion seq rev more quote created_at edited_at deleted_at pinned_at moved_from hidden_for",
        author=TALK,
        written_by=TALK,
        body=TALK,
        html=TALK,
        words=TALK,
    ),
    declare("community.draft", plain="id discussion cid updated_at", person=UNSENT, body=UNSENT),
    declare("community.hiding", plain="id post reason hidden_at", words=ORDER, body=TALK, html=TALK, hidden_by=ORDER),
    declare("community.poll", plain="id post uid zone closes_at closed_at chosen", title=TALK, closed_by=TALK),
    declare("community.polloption", plain="id poll wall_start starts_at stance", text=TALK),
    declare("community.vote", plain="id option at", person=TALK),
    declare("community.question", plain="id post answer accepted_at", accepted_by=TALK),
    declare("community.ladder", plain="id branch active first second third"),
    declare("community.rung", plain="id question step at"),
    declare("community.told", plain="id rung", person=ASKED),
    declare("community.announcement", plain="id post asks reminded_at"),
    declare("community.acknowledgement", plain="id announcement at", person=TALK),
    declare("community.mention", plain="id post", person=TALK),
    declare(
        "community.upload",
        plain="id uid room post archive place kind media_type size received width height small_width small_height"
        " created_at ready_at dropped_at",
        owner=TALK,
        name=TALK,
        alt=TALK,
        file=TALK,
        small=TALK,
    ),
    declare("community.piece", plain="id upload start", data=TALK),
    declare(
        "community.report",
        plain="id room post level reason created_at handled_at outcome",
        person=ORDER,
        reporter=ORDER,
        words=ORDER,
        handled_by=ORDER,
        note=ORDER,
    ),
    declare("community.reaction", plain="id post kind", person=TALK),
    declare("community.carried", plain="id post unread", person=TALK),
    declare("community.read", plain="id discussion seq", person=TALK, at=TALK),
    declare("community.membership", plain="id promotion role starts_at ends_at in_force invitation", person=ROLE),
    declare(
        "community.invitation",
        plain="id promotion code created_at expires_at revoked_at discussion",
        opened_by=AUDIT,
    ),
    declare("community.knock", plain="id invitation made_guest created_at", person=ROLE),
    declare(
        "community.archive",
        plain="id room uploaded_at imported_at told_on told_how box_size photos_found",
        box=TALK,
        by=TALK,
    ),
    declare("community.archivedauthor", plain="id archive withdrawn_at", label=TALK, person=TALK),
    declare(
        "community.archivedmessage",
        plain="id archive author at media photo edited deleted withdrawn mark",
        body=TALK,
        words=TALK,
    ),
    declare("community.export", plain="id room asked_at ready_at fetched_at file size", person=COPY),
]
