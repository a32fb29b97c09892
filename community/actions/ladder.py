"""Asks others when a question stays without an answer: peers who can help, then the référent, then the coordinator."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, OuterRef, Q, Subquery

from community.actions.home import absences_of
from community.ladder import is_hour_to_ask, next_step
from community.models import (
    Journey,
    Ladder,
    Membership,
    Offer,
    Promotion,
    Question,
    Report,
    Room,
    Rung,
    Stage,
    Step,
    Told,
)
from community.peers import Helper, choose
from community.policies import may_read, receivers_of
from hub.actions.notify import add_to_waiting, notify_all
from hub.db import require_write, write
from hub.models import Branch, Notice, Person

PEERS = 2
# Nobody is asked as a peer twice within a day.
REST = timedelta(days=1)
KEEP = timedelta(days=92)


def ask_others(*, now: datetime) -> int:
    """Takes the steps that are due, one per question; answers how many. Harmless when repeated, and by two at once."""
    rows = Question.objects.to_ask_about(now).exclude(rungs__step=Step.COORDINATOR)
    rows = rows.select_related("post__room__branch", "post__author").prefetch_related("rungs").oldest_first()
    ladders = ladders_of({one.post.room.branch for one in rows})
    due = [one for one in rows if due_step(one, ladders[one.post.room.branch_id], now) is not None]
    # What nobody reads the answer to stays due for weeks: no tick begins a transaction for it.
    return sum(take_step(one.pk, now=now) for one in due if asker_reads(one, now))


def ladders_of(branches: Iterable[Branch]) -> dict[int, Ladder]:
    """{branch: how it is set}, also where nobody has set it; one query, none for none."""
    some = list(branches)
    known = {one.branch_id: one for one in Ladder.objects.filter(branch__in=some)} if some else {}
    return {branch.pk: known.get(branch.pk) or Ladder(branch=branch) for branch in some}


def due_step(question: Question, ladder: Ladder, now: datetime) -> Step | None:
    """The step to take at this moment for a question that waits, if any."""
    branch = question.post.room.branch
    if not ladder.active or not is_hour_to_ask(now, branch):
        return None
    coming = next_step(question.post.created_at, list(question.rungs.all()), ladder, branch)
    return coming[0] if coming is not None and coming[1] <= now else None


def take_step(question_id: int, *, now: datetime) -> bool:
    """The next step of one question, if it is still due once this one alone decides; True where it was taken."""
    with write():
        # One step at a time in a promotion: whoever waits here for another worker reads below whom that one has asked.
        Promotion.objects.select_for_update(of=("self",)).filter(room__posts__question=question_id).first()
        rows = Question.objects.to_ask_about(now).select_related(
            "post__room__branch", "post__discussion", "post__author"
        )
        question = rows.filter(pk=question_id).first()
        if question is None:
            return False
        branch = question.post.room.branch
        step = due_step(question, ladders_of([branch])[branch.pk], now)
        if step is None or not asker_reads(question, now):
            return False
        people = whom_to_ask(step, question, now)
        rung = Rung.objects.create(question=question, step=step, at=now)
        told = Told.objects.bulk_create([Told(rung=rung, person=person) for person in people])
        tell(told, question, now)
        return True


def tell(told: Iterable[Told], question: Question, now: datetime) -> None:
    """A step: a mail each; whose mail about another question at this step still waits reads of both at once."""
    require_write()
    to = []
    for one in told:
        same = Told.objects.filter(rung__step=one.rung.step, person=one.person).values("pk")
        if not add_to_waiting(Notice.objects.filter(kind="question.waits", target_id__in=same), one.pk):
            to.append((one.person, one.pk, f"question.waits:{question.pk}:{one.person_id}"))
    notify_all(to=to, kind="question.waits", now=now)


def asker_reads(question: Question, now: datetime) -> bool:
    """Whether there is somebody to be answered: who asked may still read the room, or has somebody to read it to them."""
    post = question.post
    belongs = Membership.objects.current(now).filter(promotion__room=post.room_id, person=post.author_id)
    return belongs.exists() or may_read(post.author, post.room_id, now)


def whom_to_ask(step: Step, question: Question, now: datetime) -> list[Person]:
    """A step: who hears of it now; never who asked, nor who has heard of it already."""
    require_write()
    post = question.post
    if step == Step.PEERS:
        found = peers_for(question, now)
    elif step == Step.REFERENT:
        found = referents_or_stand_ins(post.room, now)
    else:
        found = list(receivers_of(Report.Level.COORDINATOR, post.room, now).order_by("pk"))
    told = Told.objects.filter(rung__question=question).values_list("person", flat=True)
    known = {*told, post.author_id, post.written_by_id}
    return [one for one in found if one.pk not in known]


def peers_for(question: Question, now: datetime) -> list[Person]:
    """Two members at most who say they can help with what it is about; nobody who rests, or was asked a day ago."""
    post = question.post
    offers = Offer.objects.shown(now).filter(person=OuterRef("person")).values("words")
    mine = Membership.objects.current(now).filter(promotion__room=post.room_id, person__is_active=True)
    resting = Journey.objects.filter(stage__in=[Stage.PAUSE, Stage.LEFT]).values("person")
    asked = Told.objects.peers_since(now - REST).values("person")
    rows = mine.exclude(role=Membership.Role.REFERENT).exclude(Q(person__in=resting) | Q(person__in=asked))
    rows = rows.exclude(person=post.author_id).annotate(offer=Subquery(offers)).exclude(offer=None)
    offered = dict(rows.order_by("pk").values_list("person", "offer"))
    often = Told.objects.peers_since(now - KEEP).filter(person__in=offered).values_list("person")
    counts = dict(often.annotate(times=Count("pk")).order_by("person"))
    helpers = [Helper(person, words, counts.get(person, 0)) for person, words in offered.items()]
    chosen = choose(f"{post.discussion.title} {post.body}", helpers, PEERS)
    return list(Person.objects.filter(pk__in=chosen).order_by("pk"))


def referents_or_stand_ins(room: Room, now: datetime) -> list[Person]:
    """The promotion's référents; for one who is away, whoever stands in, if they may read the question at all."""
    referents = list(receivers_of(Report.Level.REFERENT, room, now).order_by("pk"))
    away = absences_of(referents, now)
    standing = {
        pk: absence.stand_in
        for pk, absence in away.items()
        if absence.stand_in and may_read(absence.stand_in, room.pk, now)
    }
    return list({one.pk: one for one in (standing.get(one.pk, one) for one in referents)}.values())


def forget_told(*, now: datetime) -> int:
    """Who was asked is kept for three months, so that it is not always the same; harmless when repeated."""
    old = Told.objects.filter(rung__at__lt=now - KEEP)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]
