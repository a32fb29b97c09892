"""Steps of a mentor's journey: it begins and ends with the roster, and every move of it says who, when and why."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.models import Journey, JourneyMove, Membership, Promotion, Stage
from community.models.journeys import ROSTER, TRAINING_OVER, UNDONE
from hub.acts import UNDO_FOR
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person


class JourneyRefusal(Refusal):
    """This mentor cannot make this move."""


def advance(
    journey: Journey,
    to: str,
    *,
    actor: Person | None,
    why: str,
    now: datetime,
    undoes: JourneyMove | None = None,
) -> JourneyMove:
    """The one way a mentor moves; `undoes` where a move is taken back. Raises JourneyRefusal where it is not allowed.

    The row itself is locked, and must be where the caller saw it.
    """
    require_write()
    stored = Journey.objects.select_for_update().get(pk=journey.pk)
    if stored.stage != journey.stage or not (undoes or stored.may_become(to)):
        raise JourneyRefusal("move", _("This is no longer possible for this mentor."))
    journey.stage, journey.since = to, (undoes.was_since or now) if undoes else now
    journey.call_on = journey.put_off_to() if undoes else None
    journey.save(update_fields=["stage", "since", "call_on"], back=undoes is not None)
    move = JourneyMove.objects.create(
        journey=journey,
        before=stored.stage,
        after=to,
        actor=actor,
        at=now,
        why=why,
        was_since=stored.since,
        undoes=undoes,
    )
    record(actor, "journey.moved", journey, before=stored.stage, after=to)
    return move


def stage_of(promotion: Promotion, now: datetime) -> Stage:
    """Where somebody stands who comes onto its roster now."""
    over = promotion.trained_at is not None and promotion.trained_at <= now
    return Stage.TRAINED if over else Stage.TRAINING


def begin(membership: Membership, *, actor: Person | None, now: datetime) -> None:
    """A step: a mentor is on a roster. Who has a journey that goes on keeps it: another promotion changes nothing."""
    require_write()
    if membership.role != Membership.Role.MENTOR:
        return
    stage = stage_of(membership.promotion, now)
    journey, new = Journey.objects.select_for_update().get_or_create(
        person=membership.person, defaults={"stage": stage, "since": now}
    )
    if new:
        JourneyMove.objects.create(journey=journey, after=stage, actor=actor, at=now, why=ROSTER)
    elif journey.stage == Stage.LEFT:
        advance(journey, stage, actor=actor, why=ROSTER, now=now)


def leave(membership: Membership, *, actor: Person | None, why: str, now: datetime) -> None:
    """A step: a mentor was taken off a roster. With the last one the journey ends; a slip of a moment leaves nothing."""
    require_write()
    others = Membership.objects.current(now).mentors().filter(person=membership.person_id).exclude(pk=membership.pk)
    journey = Journey.objects.select_for_update().filter(person=membership.person_id).first()
    if membership.role != Membership.Role.MENTOR or journey is None or others.exists():
        return
    first = journey.moves.order_by("pk").last()
    if first is not None and not first.before and first.at <= now < first.at + UNDO_FOR:
        journey.delete()
    elif journey.stage != Stage.LEFT:
        advance(journey, Stage.LEFT, actor=actor, why=why, now=now)


def resume(person: Person, *, actor: Person | None, left_at: datetime, now: datetime) -> None:
    """A step, before they are on the roster again: where leaving at that moment is undone, they stand where they stood."""
    require_write()
    journey = Journey.objects.select_for_update().filter(person=person, stage=Stage.LEFT).first()
    move = journey.moves.order_by("-pk").first() if journey else None
    if journey is not None and move is not None and move.after == Stage.LEFT and move.at == left_at:
        advance(journey, move.before, actor=actor, why=UNDONE, now=now, undoes=move)


def carry_out_training(*, now: datetime) -> int:
    """Mentors whose last training day is over are trained from then on; answers how many. Harmless when repeated."""
    keys = list(Journey.objects.trained_by(now).order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with write():
            journey = Journey.objects.trained_by(now).select_for_update(of=("self",)).filter(pk=key).first()
            if journey is not None:
                theirs = Membership.objects.current(now).mentors().filter(person=journey.person_id)
                over = theirs.filter(promotion__trained_at__gt=journey.since, promotion__trained_at__lte=now)
                ended = over.order_by("promotion__trained_at").values_list("promotion__trained_at", flat=True).first()
                advance(journey, Stage.TRAINED, actor=None, why=TRAINING_OVER, now=ended or now)
    return len(keys)
