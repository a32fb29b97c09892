"""Events: wall time and zone are the truth, the instants in UTC are computed from them."""

import uuid
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models import STAGES, Audience, Reach, Theme, reach_of, stage_within_named
from events.clocks import name_clock
from events.kinds import THIS
from events.models.further import OpenBranch, OpenPromotion, further_of, keys_of, of_branches, read_keys
from events.models.tastes import Taste, from_home
from events.tongues import spoken
from hub.models.branches import validate_zone
from hub.prepared import Blank
from hub.search.field import WordsField
from hub.words.localised import LocalisedField

# Whom a date may be meant for.
MEANT = [(one.value, one.label) for one in Audience if one != Audience.APPLICANTS]


class EventQuerySet(models.QuerySet["Event"]):
    """Words about events."""

    def published(self) -> "EventQuerySet":
        """Neither draft nor cancelled."""
        return self.filter(status=Event.Status.PUBLISHED)

    def upcoming(self, now: datetime | Blank) -> "EventQuerySet":
        """Not begun."""
        return self.filter(starts_at__gt=now)

    def of_series(self, event: "Event") -> "EventQuerySet":
        """The dates of the same series, this one among them; this one alone where it belongs to none."""
        return self.filter(series=event.series) if event.series else self.filter(pk=event.pk)

    def of_branches(self, *keys: int) -> "EventQuerySet":
        """Held by one of these branches, or open to one of them."""
        return self.filter(of_branches(keys))

    def with_further(self) -> "EventQuerySet":
        """With the keys of the branches and promotions each is open to beside its own: no query more."""
        return self.annotate(
            open_branch_keys=keys_of(OpenBranch.objects.all(), "branch"),
            open_promotion_keys=keys_of(OpenPromotion.objects.all(), "promotion"),
        )

    def of_kind(self, *kinds: str) -> "EventQuerySet":
        """Of one of these kinds."""
        return self.filter(kind__in=kinds)

    def spoken(self, *languages: str) -> "EventQuerySet":
        """Where one of these languages is spoken."""
        return self.filter(spoken(languages))

    def open_alone(self, now: datetime) -> "EventQuerySet":
        """Those whose deadline, where they have one, has not passed: one registers without the team."""
        return self.filter(models.Q(closes_at=None) | models.Q(closes_at__gt=now))

    def soonest_first(self) -> "EventQuerySet":
        """The order of every list of what comes."""
        return self.order_by("starts_at", "pk")

    def between(self, start: datetime, end: datetime) -> "EventQuerySet":
        """Some of it lies in [start, end)."""
        return self.filter(ends_at__gt=start, starts_at__lt=end)

    def no_drafts(self) -> "EventQuerySet":
        """Whatever has been published once, cancelled or not."""
        return self.exclude(status=Event.Status.DRAFT)

    def visible_to(self, person: Any, now: datetime) -> "EventQuerySet":
        """What the audience rule shows this person, and for staff their branches' drafts."""
        return self.reached_by(reach_of(person, now))

    def open_to(self, person: Any, now: datetime) -> "EventQuerySet":
        """The same, and what one has a seat at or waits for, whatever has become of its audience."""
        shown = self.visible_to(person, now)
        if not person.is_authenticated:
            return shown
        return shown | self.no_drafts().filter(pk__in=person.registrations.concerned().values("event"))

    def reached_by(self, reach: Reach) -> "EventQuerySet":
        """The same, for a reach that is known."""
        return self.filter(
            reach.shown(further_of("pk")), ~models.Q(status=Event.Status.DRAFT) | models.Q(branch__in=reach.team)
        )

    def sought_by(self, reach: Reach) -> "EventQuerySet":
        """What one looks for and can follow from home, wherever it is held, as far as the audience rule shows it."""
        return self.filter(reach.shown(further_of("pk")) & from_home(reach)).exclude(kind=Event.Kind.INFORMATION)

    def about(self, person: Any, reach: Reach, taste: Taste | None = None) -> "EventQuerySet":
        """What belongs in one's own calendar: one's promotions, one's branches, what one looks for, and wherever one has a seat.

        A `taste` adds to it and takes from it, but never a date where one has a seat or waits for one, or said perhaps:
        the calendar is where one sees it. Information sessions are for those who do not know us yet: only with a seat.
        """
        seats = models.Q(pk__in=person.registrations.concerned().values("event"))
        near = (taste or Taste()).near(reach, from_home(reach))
        near &= ~models.Q(kind=Event.Kind.INFORMATION)
        near |= models.Q(pk__in=person.registrations.said("maybe").values("event"))
        return self.no_drafts().filter(seats | (reach.shown(further_of("pk")) & near))


class Event(models.Model):
    """Something that happens at a time, in a place or online or both, with seats."""

    class Kind(models.TextChoices):
        """Every kind of event of the association."""

        INFORMATION = "information", _("information session")
        TRAINING = "training", _("training day")
        WORKSHOP = "workshop", _("workshop")
        APERO = "apero", _("apéro")
        LUNCH = "lunch", _("lunch")
        PEER_EXCHANGE = "peer_exchange", _("peer exchange")
        CELEBRATION = "celebration", _("duo celebration")
        OUTING = "outing", _("convivial moment")

    class Mode(models.TextChoices):
        """Where one takes part."""

        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person or online")

    class Status(models.TextChoices):
        """Where an event stands."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    class Turns(models.TextChoices):
        """Whose turn it is on the waiting list."""

        FIRST = "first", _("as they were asked for")
        FAIR = "fair", _("fair turns")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The uid of the first of a series of dates, also on the first itself.
    series = models.UUIDField(null=True, editable=False)
    # What was changed on this date alone, and so does not follow its series: names of fields, "hours", "status".
    apart = models.JSONField(default=list, editable=False)
    # Where and when it was to be, as long as it has been moved since it was published: names of fields, old values.
    before = models.JSONField(default=dict, editable=False)
    # When it was last moved from there.
    moved_at = models.DateTimeField(null=True, editable=False)
    kind = models.CharField(max_length=14, choices=Kind)
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True, max_length=4000)
    # Who leads it, as they agreed to be named: said on its page alone.
    led_by = models.CharField(max_length=160, blank=True)
    # What it is about: it directs whoever looks for that, and keeps nobody away.
    theme = models.CharField(max_length=10, blank=True, choices=Theme)
    language = models.CharField(max_length=2, default="fr")
    # The other languages that are spoken there, by their codes: "en nl".
    also_in = models.CharField(max_length=5, blank=True)
    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="events")
    promotion = models.ForeignKey(
        "community.Promotion", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    # Beside these two: open to more, run by the team of its own branch alone.
    also_branches = models.ManyToManyField("hub.Branch", through=OpenBranch, related_name="+")
    also_promotions = models.ManyToManyField("community.Promotion", through=OpenPromotion, related_name="+")
    audience = models.CharField(max_length=10, choices=MEANT, default=Audience.PUBLIC)
    # Of the branches or the promotions it names, those alone who have come so far; empty: all of them.
    stage = models.CharField(max_length=10, choices=STAGES, blank=True, default="", db_default="")
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    zone = models.CharField(max_length=40, validators=[validate_zone])
    wall_start = models.CharField(max_length=16)
    wall_end = models.CharField(max_length=16)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Until when one registers and gives back by oneself, as its wall shows it; nothing: until it begins.
    deadline = models.CharField(max_length=16, blank=True)
    closes_at = models.DateTimeField(null=True)
    mode = models.CharField(max_length=10, choices=Mode)
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    # How one gets there, in its language; nothing where that is what the branch says of its own address.
    directions = models.CharField(max_length=400, blank=True)
    # The same as everybody reads it.
    access = LocalisedField(blank=True)
    join_url = models.URLField(blank=True)
    seats_in_person = models.PositiveSmallIntegerField(default=0)
    seats_online = models.PositiveSmallIntegerField(default=0)
    turns = models.CharField(max_length=5, choices=Turns, default=Turns.FIRST)
    # How many people each may bring along.
    guests = models.PositiveSmallIntegerField(default=0)
    # Its title, description and place as they are searched for, without accents.
    words = WordsField()
    sequence = models.PositiveIntegerField(default=0)
    # Where those who have a seat talk with one another, once the team has opened it.
    room = models.OneToOneField(
        "community.Room", on_delete=models.PROTECT, null=True, editable=False, related_name="event"
    )
    created_at = models.DateTimeField(editable=False)
    modified_at = models.DateTimeField(editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "starts_at"], name="event_kind_start"),
            models.Index(fields=["series", "starts_at"], name="event_series_start"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at=None) | models.Q(closes_at__lte=models.F("starts_at")),
                name="event_closes_before_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(audience="promotion") | models.Q(promotion__isnull=False),
                name="event_promotion_audience_has_one",
            ),
            models.CheckConstraint(condition=stage_within_named(), name="event_stage_within_named"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.wall_start})"

    @property
    def this(self) -> str:
        """What a sentence calls it, in the reader's language: "this training day"."""
        return str(THIS[self.kind])

    @property
    def languages(self) -> list[str]:
        """The codes of all languages that are spoken there; the first is that of its title."""
        return [self.language, *self.also_in.split()]

    @cached_property
    def further_branches(self) -> tuple[int, ...]:
        """The keys of the branches it is open to beside its own; a query unless they were read `with_further`."""
        if "open_branch_keys" in vars(self):
            return read_keys(vars(self)["open_branch_keys"])
        return tuple(self.open_branches.order_by("branch").values_list("branch", flat=True)) if self.pk else ()

    @cached_property
    def further_promotions(self) -> tuple[int, ...]:
        """The keys of the promotions it is for beside its own; a query unless they were read `with_further`."""
        if "open_promotion_keys" in vars(self):
            return read_keys(vars(self)["open_promotion_keys"])
        return tuple(self.open_promotions.order_by("promotion").values_list("promotion", flat=True)) if self.pk else ()

    @property
    def clock(self) -> str:
        """Whose clocks its hours are read from, where they are not those of its branch."""
        return name_clock(self.zone) if self.branch_id and self.zone != self.branch.zone else ""

    @property
    def version(self) -> str:
        """What a form carries to say which state it was filled from; every change gives another."""
        return self.modified_at.isoformat()

    @property
    def start(self) -> datetime:
        """The start as clocks on the wall show it, aware of its zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def end(self) -> datetime:
        """The end as clocks on the wall show it, aware of its zone."""
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    @property
    def closing(self) -> datetime | None:
        """The deadline as clocks on the wall show it, aware of its zone."""
        return self.closes_at and self.closes_at.astimezone(ZoneInfo(self.zone))

    @property
    def where(self) -> str:
        """Its place and its address, as far as it has them."""
        return ", ".join(filter(None, (self.place, self.address)))

    @property
    def modes(self) -> list[str]:
        """The ways one can take part: one, or two when hybrid."""
        both = [Event.Mode.IN_PERSON.value, Event.Mode.ONLINE.value]
        return both if self.mode == Event.Mode.HYBRID else [self.mode]

    def seats(self, mode: str) -> int:
        """The seats of one way of taking part."""
        return self.seats_online if mode == Event.Mode.ONLINE else self.seats_in_person
