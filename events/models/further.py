"""The branches and promotions an event is open to beside its own; its own branch holds it, and its team alone runs it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Aggregate, F, OuterRef, Q, QuerySet, Subquery, TextField

from community.models import Further, Promotion
from hub.models import Branch


class OpenBranch(models.Model):
    """One more branch that an event is open to, or is of."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="open_branches")
    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "branch"], name="event_open_branch_once")]

    def __str__(self) -> str:
        return f"{self.event_id} to branch {self.branch_id}"


class OpenPromotion(models.Model):
    """One more promotion that an event is for."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="open_promotions")
    promotion = models.ForeignKey("community.Promotion", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "promotion"], name="event_open_promotion_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to promotion {self.promotion_id}"


class Keys(Aggregate):
    """Keys of all rows as one text, "3,17", in no order."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """By its own function."""
        return super().as_sql(compiler, connection, template="STRING_AGG((%(expressions)s)::text, ',')", **context)


def keys_of(rows: QuerySet[Any], name: str) -> Subquery:
    """The keys that the rows of each event name, to be read along with it."""
    return Subquery(rows.filter(event=OuterRef("pk")).values("event").annotate(found=Keys(name)).values("found"))


def read_keys(text: str | None) -> tuple[int, ...]:
    """What `keys_of` made, in order."""
    return tuple(sorted(map(int, text.split(",")))) if text else ()


def keys_of_slug(slug: str) -> QuerySet[Branch, Any]:
    """The key of the branch of this name, for a query to read."""
    return Branch.objects.filter(slug=slug).values("pk")


def slugs_also() -> Subquery:
    """The names of the other branches an event is open to, for `slugs_in`; to be read along with it as `also_of`."""
    return keys_of(OpenBranch.objects.all(), "branch__slug")


def slugs_in(event: Any) -> list[str]:
    """What `slugs_also` read."""
    return (event.also_of or "").split(",")


def further_of(event: str) -> Further:
    """Whom rows name beside, by the field of theirs that holds the key of their event."""
    return Further(
        OpenBranch.objects.filter(event=OuterRef(event)), OpenPromotion.objects.filter(event=OuterRef(event))
    )


def were_it_open_to(branches: Iterable[int], promotions: Iterable[int]) -> Further:
    """The same for every row, as it is not yet."""
    return Further(
        Branch.objects.filter(pk__in=list(branches)).annotate(branch=F("pk")),
        Promotion.objects.filter(pk__in=list(promotions)).annotate(promotion=F("pk")),
    )


def of_branches(keys: Any) -> Q:
    """Events that one of these branches holds, or that are open to one of them."""
    return Q(branch__in=keys) | Q(pk__in=OpenBranch.objects.filter(branch__in=keys).values("event"))


def of_promotions(keys: Any) -> Q:
    """Events that are for one of these promotions, be it their own or one beside."""
    return Q(promotion__in=keys) | Q(pk__in=OpenPromotion.objects.filter(promotion__in=keys).values("event"))
