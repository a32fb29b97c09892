"""Where mentors stand after their training, in the words of the team's pages: steps, rows, and what has happened."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Delay, Journey, JourneyMove, Membership, Stage
from community.models.journeys import ALLOWED, ALONE, ROSTER, TEAM, TRAINING_OVER, UNDONE, JourneyQuerySet
from community.policies import may_undo_stage
from community.stage_due import due_day, is_due
from hub.acts import UNDO_FOR
from hub.models import Person

# The word of each step in an address; whoever waits for a duo comes first.
WORDS: dict[str, str] = {
    "libres": Stage.TRAINED,
    "formation": Stage.TRAINING,
    "duo": Stage.DUO,
    "pause": Stage.PAUSE,
    "termine": Stage.ALUMNI,
    "partis": Stage.LEFT,
}
# And the word of those of any step whom the team calls today.
TODAY = "aujourdhui"
WORD_OF = {stage: word for word, stage in WORDS.items()}
# Where each way leads, said to whoever chooses it, in the order of the form.
WAYS: dict[str, Any] = {
    Stage.DUO: _("They are in a duo from now on"),
    Stage.TRAINED: _("They are trained, and free for a duo"),
    Stage.TRAINING: _("A day of training is still missing"),
    Stage.PAUSE: _("They take a break, and stay in their promotion"),
    Stage.ALUMNI: _("They accompany nobody any more, and stay in their promotion"),
    Stage.LEFT: _("They leave: off the roster, and out of its room"),
}
# What one press in the list does: the likeliest next step.
NEXT: dict[str, tuple[str, Any]] = {
    Stage.TRAINING: (Stage.TRAINED, _("Trained")),
    Stage.TRAINED: (Stage.DUO, _("In a duo")),
    Stage.DUO: (Stage.TRAINED, _("Duo ended")),
    Stage.PAUSE: (Stage.TRAINED, _("Free again")),
    Stage.ALUMNI: (Stage.TRAINED, _("Free again")),
}
# Why a move was made, where nobody typed it.
WHY: dict[str, Any] = {
    ROSTER: _("the roster of a promotion"),
    ALONE: _("left by themselves"),
    TRAINING_OVER: _("the last training day is over"),
    UNDONE: _("taken back"),
    TEAM: "",
}


@dataclass(frozen=True)
class Mentor:
    """One row: the journey, the promotions they belong to or did, since how many days, and the likeliest next step.

    `by` is the day by which the team calls them, `called` whether it has come, and `late` whether it is over.
    """

    journey: Journey
    promotions: list[str] = field(default_factory=list)
    days: int = 0
    to: str = ""
    label: Any = ""
    by: date | None = None
    late: bool = False
    called: bool = False


def count_steps(journeys: JourneyQuerySet, here: str, now: datetime) -> list[dict[str, Any]]:
    """Whom the team calls today, then every step, each with how many; one query."""
    numbers = {"number": Count("pk"), "due": Count("pk", filter=is_due(now))}
    found: dict[str, Any] = {
        row["stage"]: row for row in journeys.values("stage").annotate(**numbers).order_by("stage")
    }
    due = sum(row["due"] for row in found.values())
    steps = [
        (word, Stage(stage).label, found[stage]["number"] if stage in found else 0) for word, stage in WORDS.items()
    ]
    return [
        {"word": word, "label": label, "number": number, "here": word == here}
        for word, label, number in [(TODAY, _("to call today"), due), *steps]
    ]


def with_people(journeys: JourneyQuerySet) -> JourneyQuerySet:
    """With the person and their promotions beside each; one query more."""
    mentors = Membership.objects.mentors().select_related("promotion__branch").order_by("-starts_at", "-pk")
    return journeys.select_related("person").prefetch_related(
        Prefetch("person__memberships", queryset=mentors, to_attr="as_mentor")
    )


def mentors_of(journeys: Iterable[Journey], now: datetime) -> list[Mentor]:
    """Rows of journeys read with their people."""
    today = timezone.localdate(now)
    return [
        Mentor(
            one,
            list(dict.fromkeys(row.promotion.name for row in one.person.as_mentor)),  # type: ignore[attr-defined]  # prefetched
            max(0, (now - one.since) // timedelta(days=1)),
            *NEXT.get(one.stage, ("", "")),
            by=(by := due_day(one)),
            late=by is not None and by < today,
            called=by is not None and by <= today,
        )
        for one in journeys
    ]


def ways_from(journey: Journey) -> list[tuple[str, Any]]:
    """What the form offers: who has left comes back by a roster alone."""
    open_ = ALLOWED[journey.stage] if journey.stage != Stage.LEFT else frozenset()
    return [(stage, words) for stage, words in WAYS.items() if stage in open_]


def history_of(journey: Journey) -> list[dict[str, Any]]:
    """Its moves in words and the calls that were put off, newest first; two queries."""
    moves = journey.moves.select_related("actor").order_by("-pk")
    lines = [
        {"what": one.get_after_display(), "at": one.at, "who": one.actor, "why": WHY.get(one.why, one.why)}
        for one in moves
    ]
    delays = journey.delays.select_related("actor").order_by("-pk")
    lines += [{"until": one.until, "at": one.at, "who": one.actor, "why": one.why} for one in delays]
    return sorted(lines, key=lambda line: line["at"], reverse=True)


def delayed(actor: Person, now: datetime, **where: Any) -> Delay | None:
    """The last call they put off that they can take back, with its mentor; one query."""
    recent = Delay.objects.filter(actor=actor, at__gt=now - UNDO_FOR, at__lte=now, at__gte=F("journey__since"), **where)
    return recent.select_related("journey__person").order_by("-at", "-pk").first()


def undoable(actor: Person, now: datetime, **where: Any) -> JourneyMove | None:
    """The last move of theirs, or of a mentor who left by themselves, that can be taken back, with its mentor; one query."""
    alone = Q(why=ALONE, journey__in=Journey.objects.visible_to(actor, now))
    recent = JourneyMove.objects.filter(at__gt=now - UNDO_FOR, at__lte=now, undone_by=None, **where)
    recent = recent.filter(Q(actor=actor) | alone)
    for move in recent.select_related("journey__person").order_by("-pk"):
        if may_undo_stage(move, actor, now) and move.after == move.journey.stage:
            return move
    return None
