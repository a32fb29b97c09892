"""The audience rule: who sees what is meant for some. One object decides page, list, feed, mail and library."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.promotions import Membership
from hub.policies import branches_of_team


class Audience(models.TextChoices):
    """Who something is meant for."""

    PUBLIC = "public", _("everybody")
    MENTORS = "mentors", _("all mentors")
    TRAINED = "trained", _("mentors who have been trained")
    BRANCH = "branch", _("a branch")
    PROMOTION = "promotion", _("a promotion")


@dataclass(frozen=True)
class Reach:
    """What one person reaches at one moment, read once: their promotions and branches, their stage, their teams'."""

    promotions: frozenset[int] = frozenset()
    branches: frozenset[int] = frozenset()
    team: frozenset[int] = frozenset()
    trained: bool = False

    def shown(self) -> models.Q:
        """The rule, for any model with `audience`, `branch` and `promotion`; whether a row is a draft is its own matter."""
        rule = models.Q(audience=Audience.PUBLIC) | models.Q(branch__in=self.team)
        if self.promotions or self.team:
            rule |= models.Q(audience=Audience.MENTORS)
        if self.trained or self.team:
            rule |= models.Q(audience=Audience.TRAINED)
        rule |= models.Q(audience=Audience.BRANCH, branch__in=self.branches)
        return rule | models.Q(audience=Audience.PROMOTION, promotion__in=self.promotions)


def reach_of(person: Any, now: datetime) -> Reach:
    """The reach of a person; a visitor's is empty. At most three queries."""
    if not person.is_authenticated:
        return Reach()
    rows = Membership.objects.current(now).filter(person=person.pk).order_by("pk")
    mine = list(rows.values_list("promotion", "promotion__branch", "promotion__trained_at"))
    team = frozenset(branches_of_team(person, on=timezone.localdate(now)))
    return Reach(
        promotions=frozenset(one for one, _branch, _trained in mine),
        branches=frozenset(branch for _one, branch, _trained in mine) | team,
        team=team,
        trained=any(at is not None and at <= now for _one, _branch, at in mine),
    )
