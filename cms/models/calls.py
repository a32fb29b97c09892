"""Recruitment calls: a branch looks for mentors for a promotion, between two dates."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from cms.fields import check_years
from cms.models.applications import HOLDS_A_PLACE
from cms.models.needs import FACTS, IN, Need, Told, tell
from cms.models.states import TAKES_APPLICATIONS, CallFacts, CallState, call_state
from community.models import Membership
from events.models import Event
from hub.models import Person
from hub.prepared import Blank


def in_states(calls: Iterable["Call"], now: datetime, *states: CallState) -> list["Call"]:
    """Of these calls from `with_facts()` those in one of these states, the first to begin first."""
    found = [call for call in calls if call.state(now) in states]
    return sorted(found, key=lambda call: (call.facts.training_begins or call.deadline, call.pk))


class CallQuerySet(models.QuerySet["Call"]):
    """Words about calls."""

    def with_facts(self) -> "CallQuerySet":
        """Adds, in the same query, what a call's state depends on."""
        trainings = Event.objects.published().of_kind(Event.Kind.TRAINING)
        begins = trainings.filter(promotion=models.OuterRef("promotion")).soonest_first().values("starts_at")[:1]
        pages = apps.get_model("cms", "CallPage").objects
        accepted = models.Q(applications__state__in=HOLDS_A_PLACE)
        offered = models.Q(applications__offered_until__isnull=False) | models.Q(applications__place_kept=True)
        reserved = offered & ~accepted
        return self.select_related("branch", "promotion__branch").annotate(
            training_begins=models.Subquery(begins),
            accepted=models.Count("applications", filter=accepted, distinct=True),
            reserved=models.Count("applications", filter=reserved, distinct=True),
            published=models.Exists(pages.filter(call=models.OuterRef("pk"), live=True)),
        )

    def with_need(self, today: date | Blank) -> "CallQuerySet":
        """Adds, in the same query, what its branch needs in each language, as the public hears of it on this day."""
        needs = Need.objects.told(today).filter(branch=models.OuterRef("branch"))
        facts = JSONObject(**{name: name for name in FACTS})
        found = {code: needs.filter(language=code).order_by("pk").values(facts=facts)[:1] for code in IN}
        return self.annotate(**{f"need_{code}": models.Subquery(rows) for code, rows in found.items()})

    def with_referent(self, now: datetime | Blank) -> "CallQuerySet":
        """Adds, in the same query, the name of the first référent of its promotion."""
        roster = Membership.objects.current(now).filter(promotion=models.OuterRef("promotion"))
        named = JSONObject(first_name="person__first_name", last_name="person__last_name")
        first = roster.filter(role=Membership.Role.REFERENT).order_by("pk").values(facts=named)[:1]
        return self.annotate(referent_name=models.Subquery(first))

    def in_state(self, now: datetime, *states: CallState) -> list["Call"]:
        """The calls in one of these states, the first to begin first."""
        return in_states(self.with_facts(), now, *states)


class Call(models.Model):
    """One call; its texts are its pages, one per language."""

    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="calls", verbose_name=_("branch"))
    promotion = models.ForeignKey(
        "community.Promotion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("promotion"),
    )
    opens_at = models.DateTimeField(_("opens"))
    deadline = models.DateTimeField(_("closes"))
    total = models.PositiveSmallIntegerField(_("places in the promotion"), default=16)
    cancelled_at = models.DateTimeField(_("cancelled on"), null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(deadline__gt=models.F("opens_at")),
                name="call_closes_after_opening",
                violation_error_message=_("The call must close after it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promotion or self.branch} ({self.deadline:%Y-%m-%d})"

    def clean(self) -> None:
        """A promotion belongs to the call's own branch; a date belongs to a life, and to what databases can hold."""
        check_years({"opens_at": self.opens_at, "deadline": self.deadline, "cancelled_at": self.cancelled_at})
        if self.promotion is not None and self.promotion.branch_id != self.branch_id:
            raise ValidationError({"promotion": _("This promotion belongs to another branch.")})

    @cached_property
    def facts(self) -> CallFacts:
        """What the state depends on; the row must come from `with_facts()`."""
        row: Any = self
        return CallFacts(
            cancelled=self.cancelled_at is not None,
            published=row.published,
            opens_at=self.opens_at,
            deadline=self.deadline,
            training_begins=row.training_begins,
            total=self.total,
            accepted=row.accepted,
            reserved=row.reserved,
        )

    def told_needs(self, today: date) -> list[Told]:
        """What pages say on this day that its branch needs, most missing first; the row must come from `with_need()`."""
        found: list[dict[str, Any]] = [getattr(self, f"need_{code}") for code in IN]
        needs = (Need(**{**one, "counted_on": date.fromisoformat(one["counted_on"])}) for one in found if one)
        return tell(needs, today)

    @property
    def referent(self) -> Person | None:
        """Who looks after its promotion, by name alone; the row must come from `with_referent()`."""
        row: Any = self
        return Person(**row.referent_name) if row.referent_name else None

    def state(self, now: datetime) -> CallState:
        """The state at an instant."""
        return call_state(self.facts, now)

    def takes_applications(self, now: datetime) -> bool:
        """Whether the form stands open, be it for the waiting list."""
        return self.state(now) in TAKES_APPLICATIONS
