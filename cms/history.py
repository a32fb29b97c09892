"""What has happened to an application, newest first, in words: its moves and the team's calls."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.models import Application, Contact, Transition
from cms.policies import may_undo, may_undo_call
from hub.acts import UNDO_FOR
from hub.models import Person

# Why a move was made, where nobody typed it.
WHY = {
    "form": _("by the form"),
    "by link": _("by the link in a mail"),
    "chosen by link": _("by the link in a mail"),
    "chosen by the team": _("chosen together with the team"),
    "told the team": _("told the team"),
    "seat taken": _("a seat became free at the session they waited for"),
    "session cancelled": _("the session does not take place for them"),
    "session reinstated": _("the session takes place after all"),
    "attendance": _("from the list of who came"),
    "interview chosen": _("chose an interview"),
    "interview chosen by the team": _("the hour was chosen together with the team"),
    "interview given back": _("gave the interview back"),
    "interview given back by the team": _("the hour was given back together with the team"),
    "interview cancelled": _("the team cancelled the interview"),
    "undone": _("taken back"),
    "offer taken": _("the place that was offered is taken"),
    "offer ended": _("the offered place was not taken in time"),
    "merged": _("put together with another application of theirs"),
    "imported": _("from a table"),
    "team": "",
    "demo": "",
}


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, what, by whom, and why; `move` where it was one."""

    at: datetime
    what: Any
    who: Person | None
    why: Any = ""
    move: Transition | None = None


def history_of(application: Application) -> list[Line]:
    """Moves and calls together; two queries."""
    moves = application.transitions.select_related("actor").order_by("-pk")
    lines = [Line(one.at, one.get_after_display(), one.actor, WHY.get(one.why, one.why), one) for one in moves]
    calls = application.contacts.select_related("actor").order_by("-pk")
    lines += [Line(one.at, one.get_outcome_display(), one.actor) for one in calls]
    return sorted(lines, key=lambda line: line.at, reverse=True)


@dataclass(frozen=True)
class Recent:
    """What somebody did a moment ago and can take back: to whose file, when, what, and where the button posts to."""

    application: Application
    at: datetime
    what: Any
    url: str


def undoable(actor: Person, now: datetime, **where: Any) -> list[Recent]:
    """The moves and calls somebody noted in the last ten minutes that nothing has followed, newest first; two queries."""
    mine: dict[str, Any] = {"actor": actor, "at__gt": now - UNDO_FOR, "at__lte": now, **where}
    found: dict[int, Recent] = {}
    for move in Transition.objects.filter(undone_by=None, **mine).select_related("application__person").order_by("-pk"):
        one = move.application
        if one.pk not in found and may_undo(move, actor, now) and move.after == one.state:
            url = reverse("cms:application_undo", args=[one.pk, move.pk])
            found[one.pk] = Recent(one, move.at, move.get_after_display(), url)
    for call in Contact.objects.filter(**mine).select_related("application__person").order_by("at", "pk"):
        one = call.application
        if may_undo_call(call, actor, now):
            url = reverse("cms:application_undo_call", args=[one.pk, call.pk])
            found[one.pk] = Recent(one, call.at, call.get_outcome_display(), url)
    return sorted(found.values(), key=lambda recent: recent.at, reverse=True)


def waited(since: datetime, now: datetime) -> int:
    """Whole days somebody has been in their state."""
    return max(0, (now - since) // timedelta(days=1))
