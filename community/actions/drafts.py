"""Keeps what somebody is writing and has not sent: one text a form, whichever device it stands on."""

from datetime import datetime, timedelta

from community.actions.rooms import find_discussion, room_to_write, take_token
from community.models import Discussion, Draft
from community.models.drafts import joined
from community.text import clean
from hub.db import require_write, write
from hub.live.commands import check_cid, is_known
from hub.models import Person
from hub.prepared import Blank, Prepared

KEEP = timedelta(days=60)
OWN = Prepared(lambda: Draft.objects.filter(person=Blank("person"), discussion=Blank("discussion")).order_by("pk"))


def keep_draft(
    *, actor: Person, room_id: int, discussion_id: int, body: str, cid: str, seen: str, now: datetime
) -> str:
    """Keeps the text of the form `cid` for its author; answers the version of it that is kept now, empty where none is.

    `seen` are the versions that the form has shown: its text takes their place. What another device has kept since then
    stays beside it, unless it goes on from there. An empty text takes away what the form has seen, and nothing else,
    also where nobody writes any more. What its message has said already is not kept again. Raises CommandRefusal,
    TextRefusal, RoomRefusal or TooMany.
    """
    check_cid(cid)
    body = clean(body) if body.strip() else ""
    with write():
        # A message takes this token first as well: the two never cross, however late one of them comes.
        take_token(actor, now)
        discussion = find_discussion(room_to_write(actor, room_id, now, archived=not body), discussion_id)
        if is_known(actor, cid):
            return ""
        return put(Draft(person=actor, discussion=discussion, body=body, cid=cid, updated_at=now), seen)


def put(new: Draft, seen: str) -> str:
    """A step, under its author's token: what is kept from now on; raises TextRefusal where it is too long for a message."""
    require_write()
    rows = OWN.all(person=new.person_id, discussion=new.discussion_id)
    gone = [one for one in rows if is_of(one, new.cid, seen) or goes_on(one.body, new.body)]
    if new.body:
        clean(joined([*(one for one in rows if one not in gone), new]))
    drop(gone)
    if not new.body:
        return ""
    new.save(force_insert=True)
    return new.version


def is_of(draft: Draft, cid: str, seen: str) -> bool:
    """Whether this form has written it, or shown it."""
    return draft.cid == cid or draft.version in seen.split()


def goes_on(before: str, text: str) -> bool:
    """Whether a text holds another as its own beginning, or that of one of its lines, which is how forms show several.

    Elsewhere the same letters are other words: "oui" stands in "Louise".
    """
    return f"\n{before}" in f"\n{text}"


def drop(drafts: list[Draft]) -> None:
    """A step: these go."""
    require_write()
    if drafts:
        Draft.objects.filter(pk__in=[one.pk for one in drafts]).delete()


def let_draft_go(person: Person, discussion: Discussion, *, cid: str, seen: str | None) -> None:
    """A step, under the person's token: the message of this form is written; what the form knows nothing of stays.

    `seen` is None where no form keeps drafts: nothing is asked.
    """
    require_write()
    if seen is not None:
        drop([one for one in OWN.all(person=person.pk, discussion=discussion.pk) if is_of(one, cid, seen)])


def forget_old_drafts(*, now: datetime) -> int:
    """What no device has touched for two months goes; answers how many. Harmless when repeated."""
    old = Draft.objects.filter(updated_at__lt=now - KEEP)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]
