"""A member proposes a convivial date to their branch; its team agrees, or says why not."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.models import Audience, Membership
from events.actions.lives import LifeRefusal
from events.actions.outings import LASTS, SEATS, WHAT
from events.actions.rooms import found
from events.actions.schedule import WALL, ScheduleRefusal, instant, lock_events, schedule_event
from events.actions.seats import note_told, take_seat
from events.models import Event, Proposal
from hub.actions.notify import notify, notify_all
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.live.commands import check_cid, digest, recall, remember
from hub.models import Branch, Person, Role
from hub.policies import branches_of_team, who_answers

# Whoever waits for as many answers proposes nothing more meanwhile.
MOST_WAITING = 3
State = Proposal.State


class ProposalRefusal(Refusal):
    """This proposal cannot be made, or answered any more."""


@dataclass(frozen=True)
class Wish:
    """What a member proposes; `begins` is a wall time like 2026-12-03T17:00."""

    branch_id: int
    what: str
    begins: str
    place: str
    words: str


def propose(*, actor: Person, wish: Wish, cid: str, now: datetime) -> Proposal:
    """A proposal to one's own branch, and a mail to those who coordinate it; the same `cid` again answers the first.

    Raises ProposalRefusal, ScheduleRefusal or CommandRefusal.
    """
    check_cid(cid)
    wanted = digest("proposal", **asdict(wish))
    with write():
        Person.objects.locked().get(pk=actor.pk)
        known = recall(actor, cid, wanted)
        if known is not None:
            return Proposal.objects.get(pk=known["proposal"])
        branch = Branch.objects.filter(pk=wish.branch_id, pk__in=branches_of(actor, now)).first()
        if branch is None or wish.what not in WHAT:
            raise ProposalRefusal("branch", _("Choose your branch, and what you propose."))
        if Proposal.objects.waiting().filter(proposer=actor).count() >= MOST_WAITING:
            raise ProposalRefusal("many", _("Three of your proposals wait for an answer. Please wait for one of them."))
        check_future(wish.begins, branch, now)
        proposal = Proposal.objects.create(proposer=actor, created_at=now, **asdict(wish))
        record(actor, "proposal.made", proposal, branch=branch.pk)
        to = [
            (person, proposal.pk, f"event.proposed:{proposal.pk}:{person.pk}") for person in coordinators(branch, now)
        ]
        notify_all(to=to, kind="event.proposed", now=now)
        remember(actor, cid, wanted, {"proposal": proposal.pk}, now=now)
    return proposal


def branches_of(person: Person, now: datetime) -> list[int]:
    """The keys of the branches of one's promotions."""
    mine = Membership.objects.current(now).filter(person=person)
    return sorted(set(mine.values_list("promotion__branch", flat=True)))


def check_future(begins: str, branch: Branch, now: datetime) -> None:
    """Raises ScheduleRefusal for what has begun."""
    if instant(begins, branch.zone) <= now:
        raise ScheduleRefusal("past", _("This time has passed already."))


def coordinators(branch: Branch, now: datetime) -> list[Person]:
    """Those who coordinate the branch; where nobody does, its référents; where it has neither, the next above."""
    today = timezone.localdate(now)
    for kind in (Role.Kind.COORDINATOR, Role.Kind.REFERENT):
        roles = Role.objects.current(today).filter(branch=branch, kind=kind, person__is_active=True)
        found = list(roles.select_related("person").order_by("person"))
        if found:
            return [role.person for role in found]
    return who_answers(branch.pk, on=today, kinds=[Role.Kind.COORDINATOR])


def agree(*, actor: Person, proposal_id: int, now: datetime) -> Proposal:
    """The date is on the agenda of the branch, its proposer has the first seat. Harmless when repeated.

    Raises ProposalRefusal, LifeRefusal or ScheduleRefusal.
    """
    with write():
        proposal = lock_proposal(actor, proposal_id, now)
        if proposal.state == State.AGREED:
            return proposal
        check_waiting(proposal)
        check_future(proposal.begins, proposal.branch, now)
        event = place(proposal, actor=actor, now=now)
        found(event, actor=actor, now=now)
        answer(proposal, State.AGREED, actor=actor, now=now, event=event)
        who = proposal.proposer
        note_told(take_seat(actor=actor, event=event, person=who, mode=Event.Mode.IN_PERSON, now=now, quiet=True))
    return proposal


def place(proposal: Proposal, *, actor: Person, now: datetime) -> Event:
    """A step: the event as it was proposed, locked."""
    require_write()
    branch, (name, _question, kind) = proposal.branch, WHAT[proposal.what]
    language = branch.languages[0]
    with override(language):
        title = _("%(what)s, %(place)s") % {"what": name, "place": proposal.place}
    ends = datetime.strptime(proposal.begins, WALL) + LASTS  # noqa: DTZ007  # wall time is naive by nature
    event = schedule_event(
        actor=actor,
        branch=branch,
        wall_start=proposal.begins,
        wall_end=ends.strftime(WALL),
        now=now,
        kind=kind,
        title=title[:160],
        description=proposal.words,
        audience=Audience.BRANCH,
        language=language,
        mode=Event.Mode.IN_PERSON,
        place=proposal.place,
        seats_in_person=SEATS,
    )
    return lock_events(event.pk)[event.pk]


def refuse_proposal(*, actor: Person, proposal_id: int, reason: str, now: datetime) -> Proposal:
    """No, with a reason that its proposer reads. Harmless when repeated. Raises ProposalRefusal or LifeRefusal."""
    reason = " ".join(reason.split())
    if not reason:
        raise ProposalRefusal("reason", _("Please say in a few words why not: the person who proposed it reads them."))
    with write():
        proposal = lock_proposal(actor, proposal_id, now)
        if proposal.state != State.REFUSED:
            check_waiting(proposal)
            answer(proposal, State.REFUSED, actor=actor, now=now, reason=reason[:300])
    return proposal


def withdraw_proposal(*, actor: Person, proposal_id: int, now: datetime) -> None:
    """Whoever proposed it takes it back, while nobody has answered. Harmless when repeated. Raises ProposalRefusal."""
    with write():
        rows = Proposal.objects.select_for_update().filter(pk=proposal_id, proposer=actor)
        proposal = rows.first()
        if proposal is not None and proposal.state != State.WITHDRAWN:
            check_waiting(proposal)
            proposal.state, proposal.answered_at = State.WITHDRAWN, now
            proposal.save(update_fields=["state", "answered_at"])
            record(actor, "proposal.withdrawn", proposal)


def answer(
    proposal: Proposal, state: str, *, actor: Person, now: datetime, reason: str = "", event: Event | None = None
) -> None:
    """A step, on a locked proposal: what the team says, and the mail that tells its proposer."""
    require_write()
    proposal.state, proposal.reason, proposal.event = state, reason, event
    proposal.answered_by, proposal.answered_at = actor, now
    proposal.save()
    record(actor, f"proposal.{state}", proposal, event=event.pk if event else None)
    key = f"event.proposal_answered:{proposal.pk}"
    kind = "event.proposal_answered"
    notify(person=proposal.proposer, kind=kind, target_id=proposal.pk, key=key, now=now)


def check_waiting(proposal: Proposal) -> None:
    """Raises ProposalRefusal once it is answered, or withdrawn."""
    if proposal.state != State.WAITING:
        raise ProposalRefusal("answered", _("This proposal has been answered already, or withdrawn."))


def lock_proposal(actor: Person, proposal_id: int, now: datetime) -> Proposal:
    """A step: the proposal, locked, for the team of its branch; raises LifeRefusal for others."""
    require_write()
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("branch", "proposer")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None or proposal.branch_id not in branches_of_team(actor, on=timezone.localdate(now)):
        raise LifeRefusal("forbidden", _("Only the team of this branch can answer."))
    return proposal
