"""Invitations: opened and withdrawn by whoever keeps order in a room; the code is tried, counted, and forgotten where it was right."""

import secrets
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.actions.welcome import open_welcome
from community.models import Discussion, Invitation, Promotion
from community.policies import may_invite, may_write_in
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.limits import forgive, spend
from hub.live.commands import check_cid, digest, recall, remember
from hub.models import Branch, Person
from hub.words import dates

# Consonants, without those that look or sound like a figure or like one another too much; so no word comes out.
LETTERS, LENGTH = "BCDFGHJKMNPRSTVWXZ", 6
LONGEST = 31
# Wrong tries: from one place, where a whole training room may sit, and from everywhere.
FROM_ONE, FROM_ALL = 20, 600
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


class InvitationRefusal(Refusal):
    """This code opens nothing, or nothing any more; or is not this person's to make or to withdraw."""


def open_invitation(*, actor: Person, promotion_id: int, days: int, cid: str, now: datetime) -> Invitation:
    """A new code for `days` days, today counted; the one before is withdrawn. The same `cid` again makes no other.

    Raises InvitationRefusal, RoomRefusal, TooMany or CommandRefusal.
    """
    check_cid(cid)
    if not 1 <= days <= LONGEST:
        raise InvitationRefusal("days", _("Choose for how long the code works."))
    wanted = digest("invitation", promotion=promotion_id, days=days)
    with write():
        promotion = lock_to_invite(actor, promotion_id, now)
        known = recall(actor, cid, wanted)
        if known is not None:
            return Invitation.objects.get(pk=known["invitation"])
        discussion = find_welcome(promotion) or open_welcome(promotion, actor=actor, now=now)
        invitation = make_invitation(promotion, actor=actor, days=days, discussion=discussion, now=now)
        remember(actor, cid, wanted, {"invitation": invitation.pk}, now=now)
    return invitation


def lock_to_invite(actor: Person, promotion_id: int, now: datetime) -> Promotion:
    """A step: locks the promotion, the row that owns the roster, and checks the right under the lock; or InvitationRefusal."""
    require_write()
    promotion = Promotion.objects.select_for_update().get(pk=promotion_id)
    refuse_ended(promotion)
    if not may_invite(actor, promotion, now):
        raise InvitationRefusal("forbidden", _("Only the référents and the team of the branch can do this."))
    return promotion


def find_welcome(promotion: Promotion) -> Discussion | None:
    """Where those of the invitations before have introduced themselves."""
    before = Invitation.objects.filter(promotion=promotion).exclude(discussion=None).newest_first()
    found = before.select_related("discussion").first()
    return found.discussion if found else None


def make_invitation(
    promotion: Promotion, *, actor: Person, days: int, discussion: Discussion, now: datetime
) -> Invitation:
    """A step, under the promotion's lock: one code instead of the one before."""
    require_write()
    Invitation.objects.filter(promotion=promotion, revoked_at=None).update(revoked_at=now)
    invitation = Invitation.objects.create(
        promotion=promotion,
        code=next(one for one in new_codes() if not Invitation.objects.filter(code=one).exists()),
        opened_by=actor,
        created_at=now,
        expires_at=end_of(promotion.branch, days, now),
        discussion=discussion,
    )
    record(actor, "invitation.opened", invitation, promotion=promotion.pk)
    return invitation


def revoke_invitation(*, actor: Person, promotion_id: int, now: datetime) -> None:
    """The code opens nothing from now on; harmless when repeated. Raises InvitationRefusal."""
    with write():
        promotion = lock_to_invite(actor, promotion_id, now)
        for invitation in Invitation.objects.filter(promotion=promotion, revoked_at=None).order_by("pk"):
            invitation.revoked_at = now
            invitation.save(update_fields=["revoked_at"])
            record(actor, "invitation.revoked", invitation, promotion=promotion.pk)


def new_codes() -> Iterator[str]:
    """One after another, by chance."""
    while True:
        yield "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))


def end_of(branch: Branch, days: int, now: datetime) -> datetime:
    """The midnight at which the last of these days ends, where the branch is."""
    zone = ZoneInfo(branch.zone)
    last = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(last, time.min, zone)


def enter_code(*, code: str, address: str, now: datetime) -> Invitation:
    """The invitation that this code opens, however it is written; `address` is where the visitor comes from.

    Every try is counted before it is compared, and given back where it was right. Raises InvitationRefusal or TooMany.
    """
    tries = {f"invitation:{address}": (FROM_ONE, QUARTER), "invitation": (FROM_ALL, HOUR)}
    for key, (limit, per) in tries.items():
        spend(
            key,
            limit=limit,
            per=per,
            now=now,
            message=_("Too many codes have been tried. Please wait a quarter of an hour."),
        )
    letters = "".join(letter for letter in code.upper() if letter.isalpha())
    rows = Invitation.objects.select_related("promotion__branch", "promotion__room")
    invitation = rows.filter(code=letters).first() if len(letters) == LENGTH else None
    if invitation is None:
        raise InvitationRefusal("code", _("This code opens nothing. Please compare the six letters with the sheet."))
    check_open(invitation, now)
    for key in tries:
        forgive(key, now=now)
    return invitation


def check_open(invitation: Invitation, at: datetime) -> None:
    """Raises InvitationRefusal, with what happened to it."""
    if invitation.revoked_at is not None:
        raise InvitationRefusal("revoked", _("This code has been withdrawn. Ask your référent for the new one."))
    if invitation.expires_at <= at:
        zone = ZoneInfo(invitation.promotion.branch.zone)
        message = _("This code worked until %(day)s. Ask your référent for a new one.")
        language = (get_language() or "fr")[:2]
        raise InvitationRefusal(
            "expired", message % {"day": dates.in_words(invitation.last_day(zone), language, year=False)}
        )
    refuse_ended(invitation.promotion)


def refuse_ended(promotion: Promotion) -> None:
    """Raises InvitationRefusal where the promotion's room is archived."""
    if not may_write_in(promotion.room):
        raise InvitationRefusal("archived", _("This promotion has ended: nobody can join it any more."))


def lock_invitation(invitation_id: int) -> Invitation:
    """A step: locks the promotion, the row that owns the roster, then reads the invitation."""
    promotion_id = Invitation.objects.values_list("promotion", flat=True).get(pk=invitation_id)
    Promotion.objects.select_for_update().get(pk=promotion_id)
    return Invitation.objects.select_related("promotion__branch", "promotion__room").get(pk=invitation_id)
