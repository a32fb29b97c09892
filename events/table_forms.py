"""A table of events becomes plans, line by line, with what is wrong in words; nothing is written."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.models import Audience, Promotion
from events.actions.plan import Plan, check_plan
from events.actions.schedule import ScheduleRefusal, instant
from events.models import Event
from events.tables import (
    AUDIENCES,
    CLOCKS,
    COLUMNS,
    HOW_FAR,
    KINDS,
    THEMES,
    TURNS,
    mode_of,
    read_day,
    read_hour,
    read_moment,
    read_wall,
)
from events.team_forms import PlanForm
from events.tongues import LANGUAGES, OTHERS
from hub.models import Branch
from hub.tables import Row, cut_wrong, in_every_language, plain, said

# The same line of the same table makes the same event, whoever sends it and however often.
NAMESPACE = uuid.UUID("6f0c7f4e-93ae-4f7e-9d3b-0f0b1a5e7c21")
# Columns that the form knows by another name.
COLUMN_OF = {"begins": "from", "ends": "until"}


@dataclass
class Line:
    """One line of the table: what it would make, or why not."""

    row: Row
    errors: list[str] = field(default_factory=list)
    plan: Plan | None = None
    # What it would be, for templates that say its hours; never saved.
    shown: Event | None = None
    # The event that is there already, or the earlier line that makes the same.
    known: Event | None = None
    twin: int = 0

    @property
    def fresh(self) -> bool:
        """Whether it would be made."""
        return self.plan is not None and not self.errors and self.known is None and not self.twin


class Reader:
    """Reads lines for one person of the team: their branches and promotions, every word in three languages."""

    def __init__(
        self, *, branches: list[Branch], promotions: Iterable[Promotion], others: list[Branch], now: datetime
    ) -> None:
        self.branches, self.now = {str(one.pk): one for one in branches}, now
        self.lists: dict[str, Any] = {"branches": branches, "promotions": list(promotions), "others": others}
        named = [(str(one.pk), name) for one in others for name in (one.slug, *one.city.values())]
        self.words = {
            "kind": in_every_language(KINDS),
            "audience": in_every_language(AUDIENCES),
            "stage": in_every_language(HOW_FAR),
            "theme": in_every_language(THEMES),
            "language": in_every_language(LANGUAGES),
            "also_in": in_every_language(OTHERS),
            "turns": in_every_language(TURNS),
            "zone": in_every_language(CLOCKS),
            "branch": {plain(name): key for key, name in named if key in self.branches},
            "promotion": {plain(one.name): str(one.pk) for one in self.own_promotions},
        }
        # What may be several, with commas between them.
        self.several = {
            "also_branches": {plain(name): key for key, name in named},
            "also_promotions": {plain(one.name): str(one.pk) for one in self.lists["promotions"]},
        }

    @property
    def own_promotions(self) -> list[Promotion]:
        """Those of their branches."""
        return [one for one in self.lists["promotions"] if str(one.branch_id) in self.branches]

    def read(self, rows: Iterable[Row]) -> list[Line]:
        """One line per row, each checked as its event's own form would be, and against what is there."""
        lines = [self.read_line(row) for row in rows]
        plans = [line.plan for line in lines if line.plan]
        there = Event.objects.filter(branch__in=self.lists["branches"]).select_related("branch").order_by("pk")
        by_uid = {one.uid: one for one in there.filter(uid__in=[plan.uid for plan in plans])}
        alike = there.filter(wall_start__in={plan.details.wall_start for plan in plans})
        by_name = {uid_of(one.branch_id, one.wall_start, one.title): one for one in alike}
        first: dict[uuid.UUID, int] = {}
        for line in lines:
            if line.plan:
                line.known = by_uid.get(line.plan.uid) or by_name.get(line.plan.uid)
                line.twin = first.get(line.plan.uid, 0)
                first.setdefault(line.plan.uid, line.row.number)
        return lines

    def read_line(self, row: Row) -> Line:
        """One line by itself."""
        codes, unknown = self.decode(row)
        form = PlanForm(self.filled(row, codes), **self.lists)
        form.is_valid()
        errors = cut_wrong(row) + list(dict.fromkeys(unknown.values()))
        for name, found in form.errors.items():
            if name not in unknown and not (name == "place" and "branch" in unknown):
                label = COLUMNS.get(COLUMN_OF.get(name, name), "")
                errors += [said(str(label), str(error)) for error in found]
        if errors:
            return Line(row, errors)
        return self.weigh(row, form.plan(published=True))

    def decode(self, row: Row) -> tuple[dict[str, Any], dict[str, str]]:
        """({column: code, or codes}, {column: what is wrong}) of the columns that hold one of a few words, or several."""
        codes: dict[str, Any] = {}
        unknown = {}
        day = row.cells.get("day", "")
        if read_day(day) is None:
            text = _("“%(day)s” is not a day. Write it as 03/12/2027.") % {"day": day[:40]}
            unknown = dict.fromkeys(("begins", "ends"), said(str(COLUMNS["day"]), text))
        for name, column in COLUMN_OF.items():
            hour = row.cells.get(column, "")
            if hour and read_hour(hour) is None:
                text = _("“%(hour)s” is not an hour. Write it as 18:30.") % {"hour": hour[:40]}
                unknown.setdefault(name, said(str(COLUMNS[column]), text))
        deadline = row.cells.get("deadline", "")
        if deadline and not read_moment(deadline):
            text = _("“%(moment)s” is not a day and an hour. Write them as 03/12/2027 18:30.") % {
                "moment": deadline[:40]
            }
            unknown["deadline"] = said(str(COLUMNS["deadline"]), text)
        for name, words in self.words.items():
            typed = row.cells.get(name, "")
            codes[name] = words.get(plain(typed), "")
            if typed and not codes[name]:
                unknown[name] = self.not_known(name, typed)
        return codes | self.decode_several(row, unknown), unknown

    def decode_several(self, row: Row, unknown: dict[str, str]) -> dict[str, list[str]]:
        """{column: codes} of the columns that hold several; what is wrong with one is put into `unknown`."""
        codes = {}
        for name, words in self.several.items():
            typed = [one.strip() for one in row.cells.get(name, "").split(",") if one.strip()]
            codes[name] = [words.get(plain(one), "") for one in typed]
            if "" in codes[name]:
                unknown[name] = self.not_known(name, typed[codes[name].index("")])
        return codes

    def not_known(self, name: str, word: str) -> str:
        """What is wrong with a word in a column."""
        facts = {"word": word[:40], "words": ", ".join(self.allowed(name)) or _("nothing")}
        text = _("“%(word)s” is not known here. Write one of these: %(words)s.") % facts
        return said(str(COLUMNS[name]), text)

    def allowed(self, name: str) -> list[str]:
        """What one may write in a column that holds one of a few words, in the reader's language."""
        lists: dict[str, Any] = {
            "kind": [label for _code, label in KINDS],
            "audience": [label for _code, label in AUDIENCES],
            "stage": [label for _code, label in HOW_FAR],
            "theme": [label for _code, label in THEMES],
            "language": [label for _code, label in LANGUAGES],
            "also_in": [label for _code, label in LANGUAGES],
            "turns": [label for _code, label in TURNS],
            "zone": [label for _code, label in CLOCKS],
            "branch": self.branches.values(),
            "promotion": [one.name for one in self.own_promotions],
            "also_branches": self.lists["others"],
            "also_promotions": [one.name for one in self.lists["promotions"]],
        }
        return [str(one) for one in lists.get(name, ())]

    def filled(self, row: Row, codes: dict[str, Any]) -> dict[str, Any]:
        """What the form of one event would hold, with what goes without saying."""
        cells = row.cells
        key = codes["branch"] or (
            next(iter(self.branches)) if len(self.branches) == 1 and not cells.get("branch") else ""
        )
        branch = self.branches.get(key)
        begins, ends = (read_wall(cells.get("day", ""), cells.get(name, "")) for name in ("from", "until"))
        mode = mode_of(cells)
        here = mode != Event.Mode.ONLINE
        own = here and not cells.get("place") and not cells.get("address") and branch
        return {
            **cells,
            **codes,
            "uid": uid_of(key, begins, cells.get("title", "")),
            "branch": key,
            "begins": begins,
            "ends": ends if cells.get("until") else "",
            "deadline": read_moment(cells.get("deadline", "")),
            "mode": mode,
            "place": _("Our branch") if own else cells.get("place", ""),
            "address": branch.address if own and branch else cells.get("address", ""),
            "audience": codes["audience"] or (Audience.PROMOTION if codes["promotion"] else Audience.BRANCH),
            "language": codes["language"] or (branch.languages[0] if branch else "fr"),
        }

    def weigh(self, row: Row, plan: Plan) -> Line:
        """A line whose words are right: whether its hours are."""
        branch = self.branches[str(plan.branch_id)]
        try:
            check_plan(branch, plan, self.now)
        except ScheduleRefusal as refusal:
            return Line(row, [refusal.message])
        shown = Event(zone=plan.zone or branch.zone, title=plan.details.title, branch=branch)
        walls = (plan.details.wall_start, plan.details.wall_end)
        shown.starts_at, shown.ends_at = (instant(one, shown.zone) for one in walls)
        return Line(row, plan=plan, shown=shown)


def uid_of(branch: int | str, wall_start: str, title: str) -> uuid.UUID:
    """The identity of an event that a table makes: where, when, and by which name."""
    return uuid.uuid5(NAMESPACE, f"{branch} {wall_start} {plain(title)}")
