"""Fair turns: whom a free seat is offered first, where an event does not simply take people as they ask; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices


class Reason(TextChoices):
    """Why somebody stands where they stand."""

    UNSERVED = "unserved"
    DUO = "duo"
    PROMOTION = "promotion"
    ORDER = "order"


@dataclass(frozen=True)
class Standing:
    """What is known of somebody who waits: `number` rises in the order of the commits."""

    number: int
    # Had a seat at an event of this kind and branch, in the time that is remembered.
    served: bool = False
    # Accompanies somebody at this moment.
    duo: bool = False
    # Belongs to the promotion that the event is for.
    promotion: bool = False

    @property
    def reason(self) -> Reason:
        """The first thing that counts for them."""
        if not self.served:
            return Reason.UNSERVED
        if self.duo:
            return Reason.DUO
        return Reason.PROMOTION if self.promotion else Reason.ORDER


def in_turn(standings: Iterable[Standing]) -> list[Standing]:
    """Those who have had no seat first, then those in a duo, then the event's own promotion, then as they asked."""
    return sorted(standings, key=lambda one: (one.served, not one.duo, not one.promotion, one.number))
