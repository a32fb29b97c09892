"""A member leaves a promotion by themselves, and says what becomes of what they wrote."""

from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from community.actions.archives import forget_author
from community.actions.promotions import end_membership, give_back
from community.actions.uploads import let_go
from community.actions.words import forget_polls
from community.models import (
    Acknowledgement,
    Carried,
    Discussion,
    Draft,
    Hiding,
    Journey,
    Membership,
    Mention,
    Offer,
    Post,
    Promotion,
    Question,
    Reaction,
    Read,
    Report,
    Room,
    Stage,
    Told,
    Upload,
    Vote,
)
from community.models.journeys import ALONE
from community.policies import may_leave, receivers_of
from hub.actions.notify import notify
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.live.log import forget, lock_topic
from hub.models import LogEvent, Person


class LeaveRefusal(Refusal):
    """This membership is not this person's to end."""


def leave_promotion(*, actor: Person, promotion_id: int, erase: bool, now: datetime) -> None:
    """Ends one's membership: the room ends at once, and one's words stay without a name there, or go (`erase`).

    Who belongs to it no more takes their name off alike. Harmless when repeated. Raises LeaveRefusal.
    """
    with write():
        promotion = Promotion.objects.select_for_update(of=("self",)).select_related("room").get(pk=promotion_id)
        mine = Membership.objects.current(now).filter(promotion=promotion, person=actor)
        rows = list(mine.select_related("promotion__room", "person").order_by("pk"))
        if not rows:
            if Membership.objects.own_of(actor, now).filter(promotion=promotion).exists():
                record(actor, "member.erased", promotion, erased=int(erase))
                take_name_off(promotion.room, actor, erase=erase, now=now)
            return
        if not may_leave([one.role for one in rows]):
            raise LeaveRefusal("forbidden", _("You look after this promotion: the team of your branch takes you off."))
        give_back(rows, actor=actor, now=now)
        check_duo(actor, promotion, now)
        for one in rows:
            end_membership(one, actor=actor, why=ALONE, now=now)
        if not Membership.objects.current(now).filter(person=actor).exists():
            Offer.objects.filter(person=actor).delete()
        record(actor, "member.left", promotion, erased=int(erase))
        for person in told_of(promotion, now):
            notify(person=person, kind="member.left", now=now, target_id=rows[0].pk)
        take_name_off(promotion.room, actor, erase=erase, now=now)


def check_duo(person: Person, promotion: Promotion, now: datetime) -> None:
    """A step: whoever accompanies somebody speaks with their référent before they leave the mentors; or LeaveRefusal."""
    require_write()
    journey = Journey.objects.select_for_update().filter(person=person).first()
    if journey is not None and journey.stage == Stage.DUO and journey.ends_with(promotion, now):
        raise LeaveRefusal("duo", words_for_duo(promotion, now))


def words_for_duo(promotion: Promotion, now: datetime) -> str:
    """Whom to speak with first."""
    people = told_of(promotion, now)
    if not people:
        return _("You accompany somebody at this moment. Please talk to the team of your branch first.")
    return _("You accompany somebody at this moment. Please talk to %(name)s first.") % {"name": people[0].full_name}


def told_of(promotion: Promotion, now: datetime) -> list[Person]:
    """The référents of the promotion; where it has none, the coordinators of the branch."""
    for level in (Report.Level.REFERENT, Report.Level.COORDINATOR):
        people = list(receivers_of(level, promotion.room, now).order_by("pk"))
        if people:
            return people
    return []


def take_name_off(room: Room, person: Person, *, erase: bool, now: datetime) -> None:
    """A step, under the room's lock: what somebody wrote there is nobody's, or gone; open pages begin anew."""
    require_write()
    lock_topic(room.key)
    own = Post.objects.filter(room=room, author=person)
    if erase:
        let_go(Upload.objects.filter(post__in=own), now=now)
        Hiding.objects.filter(post__in=own).delete()
        forget_polls(own)
        gone = {"body": "", "html": "", "words": "", "hidden_for": "", "pinned_at": None}
        own.filter(deleted_at=None).update(**gone, deleted_at=now)
    let_go(Upload.objects.filter(room=room, owner=person).loose(), now=now)
    forget_author(room.pk, person, erase=erase, now=now)
    Upload.objects.filter(room=room, owner=person).update(owner=None)
    own.update(author=None, rev=F("rev") + 1)
    Post.objects.filter(room=room, written_by=person).update(written_by=None)
    Discussion.objects.filter(room=room, opened_by=person).update(opened_by=None)
    Question.objects.filter(post__room=room, accepted_by=person).update(accepted_by=None)
    of_posts = ((Reaction, "post"), (Mention, "post"), (Carried, "post"))
    for model, path in (*of_posts, (Read, "discussion"), (Draft, "discussion")):
        model.objects.filter(Q(**{f"{path}__room": room}), person=person).delete()
    Vote.objects.filter(option__poll__post__room=room, person=person).delete()
    Told.objects.filter(rung__question__post__room=room, person=person).delete()
    Acknowledgement.objects.filter(announcement__post__room=room, person=person).delete()
    LogEvent.objects.filter(topic__key=room.key, actor=person).update(actor=None)
    forget(room.key)
