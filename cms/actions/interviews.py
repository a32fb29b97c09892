"""Interviews: the team keeps hours, applicants choose one, change it or give it back; each hour is for one person."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from cms.actions.steps import ApplicationRefusal, advance, lock_application, lock_file
from cms.entries import event_of
from cms.models import Application, Interview, Transition
from cms.models.applications import State
from cms.policies import looks_after, may_choose_interview, may_host
from events.actions.schedule import instant, wall
from events.policies import waking_hour
from hub.actions.notify import notify, recall
from hub.actions.phones import keep_phone
from hub.acts import UNDO_FOR
from hub.db import require_write, write
from hub.journal import record
from hub.models import Branch, Notice, Person

MOST_AT_ONCE = 24
DAY, KEEP = timedelta(days=1), timedelta(days=30)


@dataclass(frozen=True)
class Hours:
    """Hours to be kept: from one to another, one after the other, each so many minutes long."""

    branch: Branch
    host: Person
    day: date
    first: time
    last: time
    minutes: int
    mode: str
    where: str


def spans(hours: Hours) -> list[tuple[time, time]]:
    """Every whole one that fits."""
    at, length = datetime.combine(hours.day, hours.first), timedelta(minutes=hours.minutes)
    found: list[tuple[time, time]] = []
    while at + length <= datetime.combine(hours.day, hours.last) and len(found) < MOST_AT_ONCE:
        found.append((at.time(), (at + length).time()))
        at += length
    return found


def publish_interviews(*, actor: Person, hours: Hours, now: datetime) -> int:
    """Keeps these hours; those this person keeps already stay as they are. Answers how many are new.

    Raises ApplicationRefusal.
    """
    with write():
        branch = Branch.objects.select_for_update().get(pk=hours.branch.pk)
        if branch.pk not in looks_after(actor, now) or not may_host(hours.host, branch, hours.day):
            raise ApplicationRefusal("forbidden", _("Only the team of this branch keeps interviews for it."))
        walls = [(wall(hours.day, start), wall(hours.day, end)) for start, end in spans(hours)]
        facts = {"branch": branch, "host": hours.host, "zone": branch.zone, "mode": hours.mode, "where": hours.where}
        rows = [
            Interview(
                wall_start=start,
                wall_end=end,
                starts_at=instant(start, branch.zone),
                ends_at=instant(end, branch.zone),
                created_at=now,
                modified_at=now,
                **facts,
            )
            for start, end in walls
        ]
        rows = [one for one in rows if one.starts_at > now and not overlaps(one)]
        Interview.objects.bulk_create(rows)
        record(actor, "interview.published", branch, count=len(rows))
    if not rows:
        raise ApplicationRefusal("none", _("No hour fits: it has passed, or this person keeps it already."))
    return len(rows)


def overlaps(interview: Interview) -> bool:
    """Whether this person keeps some of this time already."""
    same = Interview.objects.kept().filter(host=interview.host)
    return same.filter(starts_at__lt=interview.ends_at, ends_at__gt=interview.starts_at).exists()


def lock_interviews(*keys: int | None) -> dict[int, Interview]:
    """A step: locks interviews in the order of their keys, after the call."""
    require_write()
    rows = Interview.objects.select_for_update(of=("self",)).filter(pk__in={key for key in keys if key is not None})
    return {one.pk: one for one in rows.select_related("branch", "host").order_by("pk")}


def say(
    interview: Interview,
    application: Application,
    kinds: dict[str, Person],
    now: datetime,
    *,
    told_at: datetime | None = None,
) -> None:
    """A step: the interview has changed; they are told, each once, the applicant by `told_at` where there is one."""
    interview.sequence, interview.modified_at = interview.sequence + 1, now
    interview.save(update_fields=["sequence", "modified_at"])
    facts: dict[str, str | int] = {"application": application.pk, "sequence": interview.sequence}
    for kind, person in kinds.items():
        key = f"{kind}:{interview.pk}:{interview.sequence}"
        due_at = told_at if person == application.person else None
        notify(person=person, kind=kind, target_id=interview.pk, key=key, due_at=due_at, facts=facts, now=now)


def say_taken(interview: Interview, application: Application, now: datetime) -> None:
    """A step: both are told at once, the applicant once more the day before."""
    kinds = {"interview.booked": application.person, "interview.host_booked": interview.host}
    say(interview, application, kinds, now)
    remind_later(interview, application, now)


def remind_later(interview: Interview, application: Application, now: datetime) -> None:
    """A step: the applicant is told the day before, by daylight."""
    due = waking_hour(event_of(interview, ""), interview.starts_at - DAY)
    if due > now:
        notify(
            person=application.person,
            kind="interview.reminder",
            target_id=interview.pk,
            key=f"interview.reminder:{interview.pk}:{interview.sequence}",
            due_at=due,
            facts={"application": application.pk, "sequence": interview.sequence},
            now=now,
        )


def say_freed(
    interview: Interview, application: Application, now: datetime, *, told_at: datetime | None = None
) -> None:
    """A step: it leaves both calendars, the applicant's by `told_at` where it can be undone until then."""
    kinds = {"interview.freed": application.person, "interview.host_freed": interview.host}
    say(interview, application, kinds, now, told_at=told_at)


def choose_interview(
    *, actor: Person | None, application_id: int, interview_id: int, now: datetime, phone: str = ""
) -> Application:
    """The applicant chooses an hour, or another one; harmless when repeated. Raises ApplicationRefusal."""
    with write():
        application = lock_application(application_id)
        take_hour(application, interview_id, phone=phone, actor=actor, why="interview chosen", now=now)
    return application


def choose_interview_for(
    *, actor: Person, application_id: int, interview_id: int, now: datetime, phone: str = ""
) -> Application:
    """The team chooses an hour together with the applicant; harmless when repeated. Raises ApplicationRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        why = "interview chosen by the team"
        take_hour(application, interview_id, phone=phone, actor=actor, why=why, now=now)
    return application


def take_hour(
    application: Application, interview_id: int, *, phone: str, actor: Person | None, why: str, now: datetime
) -> None:
    """A step, on a locked application: this hour is theirs, and the one before it is free again.

    `phone` is kept where no number of theirs is known: nobody can call them without. Raises ApplicationRefusal.
    """
    require_write()
    if application.interview_id == interview_id:
        return
    check_may_choose(application, now)
    rows = lock_interviews(interview_id, application.interview_id)
    chosen = rows.get(interview_id)
    if chosen is None or not Interview.objects.free(application.call.branch, now).filter(pk=interview_id).exists():
        raise ApplicationRefusal("taken", _("This hour has just been taken. Please choose another one."))
    if phone and not application.person.phone:
        keep_phone(actor=actor, person=application.person, phone=phone)
    if chosen.mode == Interview.Mode.PHONE and not application.person.phone:
        raise ApplicationRefusal("phone", _("This interview is by phone: please write the number to call."))
    before = rows.get(application.interview_id or 0)
    application.interview = chosen
    advance(application, State.INTERVIEW_PROPOSED, actor=actor, why=why, now=now)
    say_taken(chosen, application, now)
    if before is not None:
        say_freed(before, application, now)


def give_interview_back(*, actor: Person | None, application_id: int, now: datetime) -> Application:
    """The applicant cannot come at that hour; another can be chosen. Harmless when repeated. Raises ApplicationRefusal."""
    with write():
        application = lock_application(application_id)
        free_hour(application, actor=actor, why="interview given back", now=now)
    return application


def give_interview_back_for(*, actor: Person, application_id: int, now: datetime) -> Application:
    """They have told the team that they cannot come; harmless when repeated. Raises ApplicationRefusal."""
    with write():
        application = lock_file(actor, application_id, now)
        free_hour(application, actor=actor, why="interview given back by the team", now=now)
    return application


def free_hour(application: Application, *, actor: Person | None, why: str, now: datetime) -> None:
    """A step, on a locked application: whoever was to meet them hears of it. Raises ApplicationRefusal."""
    require_write()
    if application.interview_id is None:
        return
    check_may_choose(application, now)
    held = lock_interviews(application.interview_id)[application.interview_id]
    application.interview = None
    advance(application, State.INTERVIEW_PROPOSED, actor=actor, why=why, now=now)
    say_freed(held, application, now)


def check_may_choose(application: Application, now: datetime) -> None:
    """Raises ApplicationRefusal where no interview is proposed, the call is cancelled, or the day has come."""
    if not may_choose_interview(application, now):
        raise ApplicationRefusal("day", _("This interview can no longer be changed here. Please call us."))


def interview_freed(*, application: Application, interview_id: int, now: datetime) -> None:
    """A reaction: the application has ended; whoever was to meet them hears of it, they once nobody can undo it."""
    held = lock_interviews(interview_id).get(interview_id)
    if held is not None and held.starts_at > now:
        say_freed(held, application, now, told_at=now + UNDO_FOR)


def take_hour_again(application: Application, move: Transition, now: datetime) -> bool:
    """A step, before a move that ended it is taken back: the hour it had is its own again; False where it has gone to
    somebody else, or has come since, as nobody waits for them.

    Whose mail about it never leaves needs none; whoever receives them has read that the hour was free.
    """
    require_write()
    if move.was_interview_id is None or application.interview_id is not None:
        return True
    held = lock_interviews(move.was_interview_id)[move.was_interview_id]
    come = move.at < held.starts_at <= now
    if come or held.closed_at is not None or Application.objects.filter(interview=held).exists():
        return False
    application.interview = held
    if held.starts_at > now:
        freed = Notice.objects.filter(kind="interview.freed", target_id=held.pk, person=application.person_id)
        recall(freed.filter(created_at=move.at), now=now)
        say(held, application, {"interview.host_booked": held.host}, now)
        remind_later(held, application, now)
    return True


def cancel_interview(*, actor: Person, interview_id: int, now: datetime) -> None:
    """The team takes an hour back; whoever had chosen it is told, and chooses another. Raises ApplicationRefusal."""
    with write():
        found = Interview.objects.filter(pk=interview_id).values("branch", "application").first()
        if found is None or found["branch"] not in looks_after(actor, now):
            raise ApplicationRefusal("forbidden", _("Only the team of this branch keeps interviews for it."))
        application = lock_application(found["application"]) if found["application"] else None
        held = lock_interviews(interview_id)[interview_id]
        holder = Application.objects.filter(interview=held).first()
        if (holder and holder.pk) != found["application"] or (holder and holder.state != State.INTERVIEW_PROPOSED):
            raise ApplicationRefusal("move", _("Something has happened to this hour just now. Please look again."))
        held.closed_at = now
        held.save(update_fields=["closed_at"])
        record(actor, "interview.cancelled", held)
        if application is not None:
            application.interview = None
            advance(application, State.INTERVIEW_PROPOSED, actor=actor, why="interview cancelled", now=now)
            say_freed(held, application, now)


def forget_interviews(*, now: datetime) -> int:
    """Hours that nobody came to go after a month; answers how many. Harmless when repeated."""
    old = Interview.objects.filter(ends_at__lt=now - KEEP, application=None)
    if not old.exists():
        return 0
    with write():
        return old.delete()[0]
