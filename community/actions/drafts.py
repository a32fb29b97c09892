"""Keeps what somebody is writing and has not sent: one text a person and discussion, whichever device it comes from."""

from datetime import datetime, timedelta

from community.actions.rooms import find_discussion, room_to_write, take_token
from community.models import Discussion, Draft
from community.text import clean
from hub.db import require_write, write
from hub.live.commands import check_cid, is_known
from hub.models import Person
from hub.prepared import Blank, Prepared

KEEP = timedelta(days=60)
OWN = Prepared(lambda: Draft.objects.filter(person=Blank("person"), discussion=Blank("discussion")))


def keep_draft(
    *, actor: Person, room_id: int, discussion_id: int, body: str, cid: str, seen: str, now: datetime
) -> str:
    """Keeps the text of the form `cid` for its author; answers the version that is kept now, empty where none is.

    `seen` is the version that the form has shown: what another device has kept since then stays, before this text. An
    empty text takes away what the form has seen, and nothing else. What its message has said already is not kept again.
    Raises CommandRefusal, TextRefusal, RoomRefusal or TooMany.
    """
    check_cid(cid)
    body = clean(body) if body.strip() else ""
    with write():
        # A message takes this token first as well: the two never cross, however late one of them comes.
        take_token(actor, now)
        discussion = find_discussion(room_to_write(actor, room_id, now), discussion_id)
        kept = OWN.first(person=actor.pk, discussion=discussion.pk)
        if not is_known(actor, cid):
            kept = put(kept or Draft(person=actor, discussion=discussion), body, cid=cid, seen=seen, now=now)
    return kept.version if kept else ""


def put(draft: Draft, body: str, *, cid: str, seen: str, now: datetime) -> Draft | None:
    """A step, under its author's token: what is kept from now on; raises TextRefusal."""
    require_write()
    is_new = draft.pk is None
    ours = is_new or is_of(draft, cid, seen)
    if not body:
        if ours and not is_new:
            draft.delete()
        return None if ours else draft
    if not ours and draft.body not in body:
        body = clean(f"{draft.body}\n\n{body}")
    draft.body, draft.cid, draft.updated_at = body, cid, now
    draft.save()
    return draft


def is_of(draft: Draft, cid: str, seen: str) -> bool:
    """Whether this form has written it, or shown it."""
    return draft.cid == cid or draft.version == seen


def let_draft_go(person: Person, discussion: Discussion, *, cid: str, seen: str | None) -> None:
    """A step, under the person's token: the message of this form is written; what the form knows nothing of stays.

    `seen` is None where no form keeps drafts: nothing is asked.
    """
    require_write()
    if seen is None:
        return
    draft = OWN.first(person=person.pk, discussion=discussion.pk)
    if draft is not None and is_of(draft, cid, seen):
        draft.delete()


def forget_old_drafts(*, now: datetime) -> int:
    """What no device has touched for two months goes; answers how many. Harmless when repeated."""
    old = Draft.objects.filter(updated_at__lt=now - KEEP)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]
