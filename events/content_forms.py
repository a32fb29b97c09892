"""What somebody ticks for the calendar of one device: promotions, branches, kinds, themes, languages, single dates, a reminder."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import QueryDict

from community.models import Membership, Promotion, Reach, Theme
from events.choices import known
from events.models import Event
from events.models.tastes import Taste
from events.tongues import LANGUAGES
from hub.models import Branch

Row = tuple[Any, str, bool]
# Information sessions are in it only where one has a seat: they are not among what one ticks.
KINDS = [(value, label) for value, label in Event.Kind.choices if value != Event.Kind.INFORMATION]


def ticked(keys: Iterable[Any], own: Iterable[Any], added: Iterable[Any], left_out: Iterable[Any]) -> list[Any]:
    """Which of these are in it: one's own but those left out, and those added."""
    inside = (set(own) - set(left_out)) | set(added)
    return [key for key in keys if key in inside]


@dataclass(frozen=True)
class Contents:
    """All that one person can tick, and which of it is theirs anyway."""

    promotions: dict[int, str]
    own_promotions: frozenset[int]
    branches: dict[int, str]
    own_branches: frozenset[int]
    # {promotion: branch}, of those that are in it with the branch whose team one is of.
    with_branch: dict[int, int]

    @classmethod
    def of(cls, person: Any, reach: Reach, now: datetime) -> "Contents":
        """Four queries. The promotions of a branch whose team one is of are in it with the branch."""
        seen = Promotion.objects.visible_to(person, now).select_related("branch").order_by("branch", "number", "pk")
        mine = frozenset(Membership.objects.current(now).filter(person=person.pk).values_list("promotion", flat=True))
        near = frozenset(reach.branches.values_list("promotion__branch", flat=True))
        team = frozenset(reach.team.values_list("pk", flat=True))
        return cls(
            {one.pk: one.title for one in seen},
            mine,
            {one.pk: str(one) for one in Branch.objects.in_order()},
            near | team,
            {one.pk: one.branch_id for one in seen if one.branch_id in team and one.pk not in mine},
        )

    def read(self, data: QueryDict, before: Taste) -> Taste:
        """What is ticked in a form that was sent; single dates that it did not show stay as they were `before`."""
        promotions, branches = numbers(data, "promotion"), numbers(data, "antenne")
        shown, kept = numbers(data, "montre"), numbers(data, "date")
        kinds = set(data.getlist("genre"))
        own = self.own_with(branches)
        # Those of a branch that is ticked anew were not ticked because it was not.
        left_out = self.own_with(branches - set(before.without_branches)) & self.promotions.keys() - promotions
        return Taste(
            promotions=tuple(sorted(promotions & self.promotions.keys() - own)),
            branches=tuple(sorted(branches & self.branches.keys() - self.own_branches)),
            without_promotions=tuple(sorted(left_out)),
            without_branches=tuple(sorted(self.own_branches & self.branches.keys() - branches)),
            without_kinds=tuple(sorted(value for value, _label in KINDS if value not in kinds)),
            without_dates=tuple(sorted((set(before.without_dates) - shown) | (shown - kept))),
            home=data.get("maison") == "1",
            themes=known(data.getlist("theme"), Theme.values),
            languages=known(data.getlist("langue"), dict(LANGUAGES)),
            online=data.get("ligne") == "1",
        )

    def own_with(self, branches: Iterable[int]) -> frozenset[int]:
        """The promotions that are in it by themselves while these branches are."""
        inside = set(branches)
        return self.own_promotions | {key for key, branch in self.with_branch.items() if branch in inside}

    def rows(self, taste: Taste) -> dict[str, list[Row]]:
        """The boxes of a form: (value, label, whether it is ticked)."""
        branches = ticked(self.branches, self.own_branches, taste.branches, taste.without_branches)
        own = self.own_with(branches)
        promotions = ticked(self.promotions, own, taste.promotions, taste.without_promotions)
        return {
            "promotions": [(key, label, key in promotions) for key, label in self.promotions.items()],
            "branches": [(key, label, key in branches) for key, label in self.branches.items()],
            "kinds": [(value, str(label), value not in taste.without_kinds) for value, label in KINDS],
            "themes": [(value, str(label), value in taste.themes) for value, label in Theme.choices],
            "spoken_in": [(value, label, value in taste.languages) for value, label in LANGUAGES],
        }


def numbers(data: QueryDict, name: str) -> set[int]:
    """The whole numbers that came under this name; whatever else is left out."""
    return {int(text) for text in data.getlist(name) if text.isascii() and text.isdigit() and len(text) < 10}  # noqa: PLR2004  # fits a key


def all_dates(taste: Taste) -> Taste:
    """The same with the single dates that were left out."""
    return replace(taste, without_dates=())
