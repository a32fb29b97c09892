"""Rows of the team's list of applications: who, since when, what comes next, and what one press does."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.due import TASKS, Due, due_of, longest_first
from cms.history import waited
from cms.models import Application, Call
from cms.models.applications import ApplicationQuerySet, State
from cms.policies import TEAM, looks_after, may_choose_interview, may_choose_session
from events.models import Event
from events.policies import may_note_attendance

# What the team does next there is a call.
BY_PHONE = {State.RECEIVED, State.ABSENT, State.ACCEPTED, State.INTERVIEW_PROPOSED, State.WAITING_LIST}


@dataclass(frozen=True)
class Quick:
    """One thing to do: a button that does it (`act`), or the page where it is done (`url`)."""

    label: str
    act: str = ""
    url: str = ""
    first: bool = False


@dataclass
class Row:
    """One application with what comes next."""

    application: Application
    due: Due
    now: datetime
    acts: list[Quick] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day it is."""
        return timezone.localdate(self.now)

    @property
    def days(self) -> int:
        """Since how many days they are in their state."""
        return waited(self.application.since, self.now)

    @property
    def is_due(self) -> bool:
        """Whether the team must do something today."""
        return self.due.is_due(self.today)

    @property
    def is_late(self) -> bool:
        """Whether it should have been done before."""
        return self.due.is_late(self.today)

    @property
    def for_team(self) -> bool:
        """Whether they wait for the team."""
        return self.due.whom == TEAM

    @property
    def task(self) -> object:
        """What comes next; of a session that another branch holds, its team knows who came, and notes it."""
        event = held_elsewhere(self.application)
        if event is None or self.due.task is not TASKS[State.SESSION_CHOSEN]:
            return self.due.task
        return _("Ask %(branch)s who came, and to note it") % {"branch": event.branch}


def calls_of(request: HttpRequest, now: datetime) -> list[int]:
    """The branches whose applications this person handles; 404 for who handles none."""
    keys = looks_after(request.user, now)
    if not keys:
        raise Http404
    return keys


def handled(request: HttpRequest, now: datetime) -> ApplicationQuerySet:
    """The applications this person handles, with all that a row says; 404 for who handles none."""
    return files_in(calls_of(request, now))


def files_in(keys: list[int]) -> ApplicationQuerySet:
    """The applications of these branches, with all that a row says."""
    return (
        Application.objects.in_branches(keys)
        .with_refused_mail()
        .select_related("person", "call__branch", "call__promotion__branch", "registration__event__branch", "interview")
    )


def load(request: HttpRequest, application_id: int, now: datetime) -> Application:
    """One of them; 404 otherwise."""
    found = handled(request, now).filter(pk=application_id).first()
    if found is None:
        raise Http404
    return found


def rows_of(applications: Iterable[Application], now: datetime) -> list[Row]:
    """Rows, whoever waits longest for the team first."""
    pairs = [(one, due_of(one, now)) for one in applications]
    pairs.sort(key=lambda pair: longest_first(*pair))
    return [Row(one, due, now, acts_for(one, due, now)) for one, due in pairs]


def acts_for(application: Application, due: Due, now: datetime) -> list[Quick]:
    """What one does next in a state, the most likely first."""
    state, acts = application.state, []
    held = application.registration
    if due.whom == TEAM and state in BY_PHONE:
        acts += [Quick(_("Reached"), act="reached"), Quick(_("Message left"), act="message")]
    ours = held is not None and held_elsewhere(application) is None
    if state == State.SESSION_CHOSEN and held is not None and ours and may_note_attendance(held.event, now):
        acts += [Quick(_("Came"), act="came", first=True), Quick(_("Did not come"), act="absent")]
    elif may_choose_session(application, now):
        acts.append(Quick(_("Another date") if held else _("Choose a date"), url=path_of(application, "session")))
    if state in {State.PRESENT, State.ABSENT} or (state == State.RECEIVED and due.whom == TEAM):
        acts.append(Quick(_("Interview proposed"), act="propose", first=state == State.PRESENT))
    acts += acts_of_interview(application, now)
    if state in {State.INTERVIEW_DONE, State.WAITING_LIST}:
        acts.append(Quick(_("Decide"), url=path_of(application, "decision")))
    if state == State.ACCEPTED:
        acts.append(Quick(_("Confirm the training"), url=path_of(application, "training")))
    return acts


def acts_of_interview(application: Application, now: datetime) -> list[Quick]:
    """Of who is to be interviewed: it has taken place, or is at that hour."""
    if application.state != State.INTERVIEW_PROPOSED:
        return []
    acts = [Quick(_("Interview done"), act="done", first=True)]
    if may_choose_interview(application, now):
        label = _("Choose another hour") if application.interview_id else _("Choose an hour")
        acts.append(Quick(label, url=path_of(application, "interview")))
    return acts


def held_elsewhere(application: Application) -> Event | None:
    """Their session, where another branch than their call's holds it; the row carries its event."""
    held = application.registration
    return held.event if held is not None and held.event.branch_id != application.call.branch_id else None


def path_of(application: Application, page: str = "file") -> str:
    """A page of one application."""
    return reverse(f"cms:application_{page}", args=[application.pk])


def crumbs(*labels: str, call: Call | None = None, application: Application | None = None) -> list[dict[str, Any]]:
    """The way from the team's first page to here."""
    way: list[tuple[str | None, str]] = [
        (reverse("hub:team"), _("Team")),
        (reverse("cms:applications"), _("Applications")),
    ]
    if call is not None:
        way.append((reverse("cms:pipeline", args=[call.pk]), name_of(call)))
    if application is not None:
        way.append((path_of(application), application.person.full_name))
    way += [(None, label) for label in labels]
    return [{"url": url, "label": label} for url, label in way]


def name_of(call: Call) -> str:
    """A call as the team speaks of it: its promotion, or its branch."""
    return str(call.promotion or call.branch)
