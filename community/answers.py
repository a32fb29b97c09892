"""How soon the questions of a branch's promotions are answered: numbers of each step of its ladder, never words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from community.models import Ladder, Question, Step
from hub.models import Branch
from hub.words.working_hours import after_working_time

COUNTED_FOR = timedelta(days=90)


@dataclass
class Figure:
    """Of one branch, for questions of the last 90 days: how many were asked, how many answered by each step, how many wait."""

    asked: int = 0
    waiting: int = 0
    within: dict[Step, int] = field(default_factory=lambda: dict.fromkeys(Step, 0))


def count_answers(branches: Iterable[Branch], ladders: dict[int, Ladder], now: datetime) -> dict[int, Figure]:
    """{branch: its figure}; one query. `ladders` holds one for each of these branches.

    An answer is the first reply of another that quotes the question and stands, or the accepted one if that is earlier;
    it comes within a step's hours when it comes by the moment at which that step would be taken.
    """
    known = {branch.pk: branch for branch in branches}
    figures = {key: Figure() for key in known}
    rows = Question.objects.standing().with_first_reply().filter(
        post__room__branch__in=known, post__room__promotion__isnull=False,
        post__author__isnull=False, post__created_at__gt=now - COUNTED_FOR,
    )  # fmt: skip
    for question in rows.select_related("post__room", "answer").oldest_first():
        branch = known[question.post.room.branch_id]
        figure, at = figures[branch.pk], answered_at(question)
        figure.asked += 1
        if at is None:
            figure.waiting += 1
            continue
        for step, wait in ladders[branch.pk].waits.items():
            due = after_working_time(question.post.created_at, wait, zone=branch.zone, country=branch.country)
            figure.within[step] += at <= due
    return figures


def answered_at(question: Question) -> datetime | None:
    """When a question fetched `with_first_reply` was answered; None while it waits."""
    accepted = question.accepted
    moments = [question.replied_at, accepted.created_at if accepted else None]  # type: ignore[attr-defined]  # annotated
    return min((at for at in moments if at is not None), default=None)
