"""The team notes where a mentor stands after the training, and takes it back for ten minutes."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.access import lock_rooms
from community.actions.promotions import enrol, lock_roster, take_off
from community.actions.stages import JourneyRefusal, advance
from community.models import Journey, JourneyMove, Membership, Promotion, Stage
from community.models.journeys import CODES, TEAM, UNDONE
from community.policies import may_change_roster, may_undo_stage
from hub.db import require_write, write
from hub.models import Person


def move_mentor(*, actor: Person, person_id: int, to: str, now: datetime, why: str = "") -> None:
    """Notes where a mentor stands from now on; who leaves is on no roster any more. The same twice is harmless.

    Raises JourneyRefusal where the way does not lead there, or where another branch has them on a roster.
    """
    with write():
        journey = find_journey(actor, person_id, now)
        if journey.stage == to:
            return
        if not journey.may_become(to) or journey.stage == Stage.LEFT:
            raise JourneyRefusal("move", _("This is no longer possible for this mentor."))
        # What somebody types is never taken for a code: a move of a roster cannot be undone.
        why = why.upper() if why in CODES else why or TEAM
        if to == Stage.LEFT:
            take_off_rosters(journey, actor=actor, why=why, now=now)
        else:
            advance(journey, to, actor=actor, why=why, now=now)


def find_journey(actor: Person, person_id: int, now: datetime) -> Journey:
    """A step: the journey of a mentor of one's branches; raises JourneyRefusal for everybody else."""
    require_write()
    journey = Journey.objects.visible_to(actor, now).select_related("person").filter(person=person_id).first()
    if journey is None:
        raise JourneyRefusal("forbidden", _("Only the team of this mentor’s branch notes where they stand."))
    return journey


def take_off_rosters(journey: Journey, *, actor: Person, why: str, now: datetime) -> None:
    """A step: they leave every promotion and its room, and so the journey ends; raises JourneyRefusal."""
    require_write()
    rows = Membership.objects.current(now).mentors().filter(person=journey.person_id)
    on = Promotion.objects.filter(memberships__in=rows).select_related("branch").distinct()
    promotions = list(on.order_by("pk"))
    for promotion in promotions:
        if not may_change_roster(actor, promotion, now):
            message = _("They are on the roster of %(name)s too: its team takes them off first.")
            raise JourneyRefusal("elsewhere", message % {"name": promotion.name})
        lock_roster(actor, promotion.pk, now)
    # Read under the locks: somebody may have taken them off a roster meanwhile.
    found = list(rows.filter(promotion__in=promotions).select_related("promotion__room", "person").order_by("pk"))
    take_off(found, actor=actor, why=why, now=now)
    journey.refresh_from_db()
    if not found and journey.stage != Stage.LEFT:
        advance(journey, Stage.LEFT, actor=actor, why=why, now=now)


def undo_stage(*, actor: Person, move_id: int, now: datetime) -> None:
    """Takes a mentor's last move back, the rosters they left with it. Raises JourneyRefusal once it is too late."""
    with write():
        move = JourneyMove.objects.select_related("journey").filter(pk=move_id).first()
        if move is None:
            raise JourneyRefusal("undo", _("Something has happened since: this can no longer be undone."))
        theirs = Membership.objects.mentors().filter(person=move.journey.person_id, ends_at=move.at)
        rows = theirs if move.after == Stage.LEFT else theirs.none()
        promotions = [
            lock_roster(actor, key, now) for key in rows.order_by("promotion").values_list("promotion", flat=True)
        ]
        journey = find_journey(actor, move.journey.person_id, now)
        last = journey.moves.order_by("-pk").first()
        if last is None or last.pk != move_id or last.after != journey.stage:
            raise JourneyRefusal("undo", _("Something has happened since: this can no longer be undone."))
        if not may_undo_stage(move, actor, now):
            raise JourneyRefusal("undo", _("A move can be undone for ten minutes, by whoever made it."))
        advance(journey, move.before, actor=actor, why=UNDONE, now=now, undoes=move)
        lock_rooms(one.room_id for one in promotions)
        for promotion in promotions:
            enrol(actor=actor, promotion=promotion, person=journey.person, role=Membership.Role.MENTOR, now=now)
