"""From a page that was opened to a training that is confirmed: what is counted for each call and source, and how."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from cms.models import Application, Call, Erased, PageDay, Source, Transition
from cms.models.applications import State
from cms.models.sources import GIVEN, POSTER


@dataclass(frozen=True)
class Step:
    """One step: its name, and what exactly is counted."""

    key: str
    name: Any
    definition: Any


STEPS = (
    Step(
        "seen",
        _("Page opened"),
        _(
            "How often the page was opened while one could apply. Whoever opens it twice is counted twice. Browsers without scripts, and people who are signed in, are not counted."
        ),
    ),
    Step("begun", _("Form begun"), _("How often somebody began to fill in the form, counted in the same way.")),
    Step(
        "applied",
        _("Applied"),
        _("Applications received. Whoever stepped back and applied once more is counted twice."),
    ),
    Step("attended", _("Came to a session"), _("Applications of people who were noted as present at a session.")),
    Step(
        "interviewed",
        _("Interviewed"),
        _("Applications whose interview took place. Some had no session before: no date suited them."),
    ),
    Step("accepted", _("Accepted"), _("Applications that were accepted, also where somebody stepped back later.")),
    Step("trained", _("Training confirmed"), _("Applications of people who joined the promotion.")),
)
PAGE_STEPS, APPLICATION_STEPS = ("seen", "begun"), tuple(step.key for step in STEPS[2:])
MOVED = {
    State.PRESENT: "attended",
    State.INTERVIEW_DONE: "interviewed",
    State.ACCEPTED: "accepted",
    State.TRAINING_CONFIRMED: "trained",
}
Counts = dict[tuple[int, str], Counter[str]]


@dataclass
class Line:
    """One source of one call, and so many at each step."""

    call: Call
    word: str
    name: Any
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def cells(self) -> list[tuple[Any, int]]:
        """(name of the step, how many)."""
        return [(step.name, self.counts[step.key]) for step in STEPS]


def reached(moves: Iterable[tuple[str, str]]) -> set[str]:
    """The steps that moves (before, after) lead through; who was noted as present by mistake was not."""
    steps: set[str] = set()
    for before, after in moves:
        if before == State.PRESENT and after in {State.ABSENT, State.SESSION_CHOSEN}:
            steps.discard("attended")
        if after in MOVED:
            steps.add(MOVED[State(after)])
    return steps


def count_calls(keys: Iterable[int]) -> Counts:
    """{(call, source): {step: how many}}; four queries, however many there are."""
    found: Counts = defaultdict(Counter)
    keys = list(keys)
    tables: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (PageDay.objects, PAGE_STEPS),
        (Erased.objects, APPLICATION_STEPS),
    )
    for rows, steps in tables:
        sums = {f"all_{step}": Sum(step) for step in steps}
        for row in rows.filter(call__in=keys).values("call", "source").annotate(**sums).order_by():
            found[row["call"], row["source"]].update({step: row[f"all_{step}"] for step in steps})
    here = Application.objects.filter(call__in=keys)
    for row in here.values("call", "source").annotate(number=Count("pk")).order_by():
        found[row["call"], row["source"]]["applied"] += row["number"]
    facts = ("application__call", "application__source", "application")
    moves = Transition.objects.filter(application__call__in=keys).effective(*facts)
    for (call, source, _application), some in groupby(moves, key=lambda move: move[:3]):
        found[call, source].update(reached(move[3:] for move in some))
    return found


def lines_of(calls: list[Call], counts: Counts) -> dict[int, list[Line]]:
    """For each call its lines: the poster, the sources its team keeps, those that have brought somebody, the others."""
    rows = Source.objects.filter(call__in=calls).order_by("name", "pk")
    names: Mapping[int, dict[str, Any]] = {call.pk: {POSTER: GIVEN[POSTER]} for call in calls}
    for source in rows:
        if source.ended_at is None or (source.call_id, source.word) in counts:
            names[source.call_id][source.word] = source.name
    for call, word in counts:
        names[call].setdefault(word, GIVEN.get(word, word))
    for some in names.values():
        some.pop("", None)
        some[""] = _("No source known")
    return {
        call.pk: [
            Line(call, word, name, counts.get((call.pk, word), Counter())) for word, name in names[call.pk].items()
        ]
        for call in calls
    }


def total(lines: Iterable[Line]) -> Counter[str]:
    """All of them together."""
    return sum((line.counts for line in lines), Counter())
