"""How one's own calendar differs, on one device, from what would be in it by itself; kept as JSON with its link."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from community.models import Interest, Reach
from events.models.further import of_branches, of_promotions
from events.tongues import spoken

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
    # Only these themes, only where one of these languages is spoken, only what one can follow from home; else all.
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    online: bool = False

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Taste":
        """From what `facts` made of it."""
        values: dict[str, Any] = {
            name: value if isinstance(value, bool) else tuple(value) for name, value in kept.items()
        }
        return cls(**values)

    def facts(self) -> dict[str, Any]:
        """What is kept: only what differs from a calendar that nobody touched."""
        plain = asdict(Taste())
        return {
            name: value if isinstance(value, bool) else sorted(value)
            for name, value in asdict(self).items()
            if value != plain[name]
        }

    def near(self, reach: Reach, home: models.Q) -> models.Q:
        """Which events belong in it beside one's seats; `home`: those that one looks for and can follow from home."""
        mine = reach.branches.exclude(promotion__branch__in=self.without_branches)
        found = of_branches(mine) | of_branches(reach.team.exclude(pk__in=self.without_branches).values("pk"))
        found |= of_promotions(reach.promotions)
        for of, added in ((of_branches, self.branches), (of_promotions, self.promotions)):
            if added:
                found |= of(added)
        if self.home:
            found |= home
        found &= self.not_of_promotions(reach) & without("kind", self.without_kinds) & without("pk", self.without_dates)
        # One is expected at the days of one's training, whatever they are about.
        training = models.Q(kind="training", promotion__in=reach.promotions)
        return found & (self.narrowed() | training) if self.is_narrowed else found

    def not_of_promotions(self, reach: Reach) -> models.Q:
        """Nothing that is for promotions left out alone; what is for another one as well stays."""
        if not self.without_promotions:
            return models.Q()
        others = of_promotions(reach.promotions.exclude(promotion__in=self.without_promotions))
        others |= of_promotions([one for one in self.promotions if one not in self.without_promotions])
        return ~of_promotions(self.without_promotions) | others

    @property
    def is_narrowed(self) -> bool:
        """Whether it is about some themes or languages alone, or what one can follow from home."""
        return bool(self.themes or self.languages or self.online)

    def narrowed(self) -> models.Q:
        """Which events are about what was ticked."""
        found = models.Q(theme__in=self.themes) if self.themes else models.Q()
        if self.languages:
            found &= spoken(self.languages)
        return found & ~models.Q(mode="in_person") if self.online else found


def from_home(reach: Reach) -> models.Q:
    """What somebody looks for and need not travel to."""
    held = models.ExpressionWrapper(models.OuterRef("also_in"), output_field=models.CharField())
    wanted = reach.interests.of_kind(Interest.Kind.LANGUAGE).annotate(held=held)
    also = models.Exists(wanted.filter(held__contains=models.F("value")))
    return reach.sought(models.Q(also)) & ~models.Q(mode="in_person")


def without(name: str, values: Iterable[Any]) -> models.Q:
    """None of these; no condition where there are none."""
    values = list(values)
    return ~models.Q(**{f"{name}__in": values}) if values else models.Q()
