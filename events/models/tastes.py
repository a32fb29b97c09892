"""How one's own calendar differs, on one device, from what would be in it by itself; kept as JSON with its link."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from community.models import Reach

# So many single dates may be left out; those that have passed are forgotten first.
MOST_DATES = 200


@dataclass(frozen=True)
class Taste:
    """Keys of what was added and of what was left out; whatever one joins later comes by itself.

    It narrows, or asks for more among what the audience rule shows: it opens nothing.
    """

    promotions: tuple[int, ...] = ()
    branches: tuple[int, ...] = ()
    without_promotions: tuple[int, ...] = ()
    without_branches: tuple[int, ...] = ()
    without_kinds: tuple[str, ...] = ()
    without_dates: tuple[int, ...] = ()
    # Whether what one looks for and can follow from home is in it.
    home: bool = True

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Taste":
        """From what `facts` made of it."""
        values: dict[str, Any] = {name: value if name == "home" else tuple(value) for name, value in kept.items()}
        return cls(**values)

    def facts(self) -> dict[str, Any]:
        """What is kept: only what differs from a calendar that nobody touched."""
        plain = asdict(Taste())
        return {
            name: value if name == "home" else sorted(value)
            for name, value in asdict(self).items()
            if value != plain[name]
        }

    def near(self, reach: Reach, home: models.Q) -> models.Q:
        """Which events belong in it beside one's seats; `home`: those that one looks for and can follow from home."""
        found = (models.Q(branch__in=reach.branches) | models.Q(branch__in=reach.team)) & without(
            "branch", self.without_branches
        )
        found |= models.Q(promotion__in=reach.promotions)
        for name, added in (("branch", self.branches), ("promotion", self.promotions)):
            if added:
                found |= models.Q(**{f"{name}__in": added})
        if self.home:
            found |= home
        left_out = without("promotion", self.without_promotions) & without("kind", self.without_kinds)
        return found & left_out & without("pk", self.without_dates)


def without(name: str, values: Iterable[Any]) -> models.Q:
    """None of these; no condition where there are none."""
    values = list(values)
    return ~models.Q(**{f"{name}__in": values}) if values else models.Q()
