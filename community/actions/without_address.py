"""People without e-mail: put on the roster all the same, and written for by the team, who says so."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.order import enter_to_moderate
from community.actions.posts import append_post, refuse_locked
from community.actions.promotions import enrol, lock_roster
from community.actions.rooms import RoomRefusal, Written, find_discussion
from community.actions.warn import count, warn
from community.models import Membership, Post
from community.text import clean, render
from hub.db import write
from hub.journal import record
from hub.live.commands import check_cid, digest, recall, remember
from hub.models import Person


def add_without_address(
    *, actor: Person, promotion_id: int, first_name: str, last_name: str, phone: str, cid: str, now: datetime
) -> Membership:
    """A mentor who cannot sign in; the same `cid` again answers the first. Raises RosterRefusal or CommandRefusal."""
    check_cid(cid)
    wanted = digest("without_address", promotion=promotion_id, names=[first_name, last_name], phone=phone)
    with write():
        promotion = lock_roster(actor, promotion_id, now)
        known = recall(actor, cid, wanted)
        if known is not None:
            return Membership.objects.get(pk=known["membership"])
        person = Person(
            first_name=first_name, last_name=last_name, phone=phone, language=promotion.language, is_active=False
        )
        person.set_unusable_password()
        person.save()
        record(actor, "person.added", person)
        role = Membership.Role.MENTOR
        membership = enrol(actor=actor, promotion=promotion, person=person, role=role, now=now)
        remember(actor, cid, wanted, {"membership": membership.pk}, now=now)
    return membership


def write_for(
    *,
    actor: Person,
    room_id: int,
    person_id: int,
    discussion_id: int | None,
    body: str,
    cid: str,
    now: datetime,
    sure: bool = False,
) -> Written:
    """A message of somebody who has no e-mail, written by the team; once per `cid`.

    Raises TextRefusal, GuardRefusal unless `sure`, CommandRefusal, TooMany or RoomRefusal.
    """
    check_cid(cid)
    body = clean(body)
    html = render(body)
    # What must not be told is what a young person whom the author accompanies could be known by.
    author = Person.objects.filter(pk=person_id).first() or actor
    told = warn([body], actor=author, room_id=room_id, sure=sure, now=now)
    wanted = digest("post_for", room=room_id, person=person_id, body=body, discussion=discussion_id)
    with write():
        room, topic = enter_to_moderate(actor, room_id, now)
        known = recall(actor, cid, wanted)
        if known is not None:
            return Written(**known, duplicate=True)
        rows = Membership.objects.without_address(now).filter(promotion__room=room, person=person_id)
        membership = rows.select_related("person").order_by("pk").first()
        if membership is None:
            raise RoomRefusal("nobody", _("Please choose somebody of this promotion who has no e-mail address."))
        discussion = find_discussion(room, discussion_id)
        refuse_locked(discussion)
        author = membership.person
        written = append_post(author, topic, discussion, body=body, html=html, written_by=actor, now=now)
        count(room.pk, now, sent_anyway=told)
        record(actor, "post.written_for", Post.objects.get(pk=written.target), person=author.pk)
        remember(actor, cid, wanted, written.stored(), now=now)
    return written
