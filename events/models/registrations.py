"""Registrations: one row per person and event, whatever happens to it."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.events import Event

WAYS = [(mode.value, mode.label) for mode in Event.Mode if mode != "hybrid"]


IN_LINE = models.Q(state__in=["waiting", "offered"]) | ~models.Q(wish="")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Words about registrations."""

    def coming(self) -> "RegistrationQuerySet":
        """Those who said that they come, and have a seat."""
        return self.filter(state=Registration.State.CONFIRMED)

    def holding(self) -> "RegistrationQuerySet":
        """Those that a seat is kept for: who comes, and who has been offered one."""
        return self.filter(state__in=[Registration.State.CONFIRMED, Registration.State.OFFERED])

    def concerned(self) -> "RegistrationQuerySet":
        """Whoever must hear of a change: all but those who stepped back."""
        return self.exclude(state=Registration.State.WITHDRAWN)

    def said(self, *words: str) -> "RegistrationQuerySet":
        """Those who have no seat and answered with one of these words, or were asked."""
        return self.filter(said__in=words)

    def by_name(self) -> "RegistrationQuerySet":
        """As on a list of people; the same order on screen and on paper."""
        return self.order_by("person__last_name", "person__first_name", "pk")

    def in_line_for(self, mode: str) -> "RegistrationQuerySet":
        """Those that a place in the line of one way of taking part may belong to, waiting or offered a seat."""
        return self.filter(models.Q(wish=mode) | models.Q(wish="", mode=mode))

    def first_come_first(self) -> "RegistrationQuerySet":
        """Those who wait, in the order in which their wish was written."""
        wishes = ~models.Q(wish="") & models.Q(offered_until=None)
        return self.filter(models.Q(state=Registration.State.WAITING) | wishes).order_by("queue_number", "pk")


class Registration(models.Model):
    """One person's seat at one event, or wish for one, in one way of taking part."""

    class State(models.TextChoices):
        """Where it stands."""

        CONFIRMED = "confirmed", _("registered")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("seat offered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Attendance(models.TextChoices):
        """What the team noted on the day; nothing yet where it is empty."""

        PRESENT = "present", _("came")
        ABSENT = "absent", _("did not come")

    class Said(models.TextChoices):
        """What somebody without a seat answered; it takes none and keeps none."""

        ASKED = "asked", _("invited")
        MAYBE = "maybe", _("perhaps")
        NO = "no", _("cannot come")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    mode = models.CharField(max_length=10, choices=WAYS)
    # The other way of taking part, for whoever has a seat and waits for one there, or is offered it.
    wish = models.CharField(max_length=10, blank=True, choices=WAYS)
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    # Beside "withdrawn" alone: a row that holds nothing, and for all that counts seats is not there.
    said = models.CharField(max_length=5, blank=True, choices=Said)
    attendance = models.CharField(max_length=8, choices=Attendance, blank=True)
    # Whom this person brings along: a number, no names.
    guests = models.PositiveSmallIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    # Given under the lock of the event, so its order is the order of the commits; kept while a seat is offered.
    queue_number = models.PositiveIntegerField(null=True, editable=False)
    offered_until = models.DateTimeField(null=True, editable=False)
    # When the seat was taken; kept where it is given back after the doors have opened, for the sheet that is printed then.
    seated_at = models.DateTimeField(null=True, editable=False)
    # A mail about this seat alone has told of it: by an invitation of its own it may stand in a calendar, and leaves it by one.
    told_alone = models.BooleanField(default=False, db_default=False, editable=False)
    created_at = models.DateTimeField(editable=False)
    modified_at = models.DateTimeField(editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "person"], name="registration_once"),
            models.UniqueConstraint(
                "event",
                models.Case(models.When(wish="", then="mode"), default="wish"),
                "queue_number",
                name="registration_once_in_line",
            ),
            models.CheckConstraint(
                condition=models.Q(said="") | models.Q(state="withdrawn"), name="registration_said_without_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(wish="") | (models.Q(state="confirmed") & ~models.Q(wish=models.F("mode"))),
                name="registration_wish_beside_a_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(IN_LINE, queue_number__isnull=False) | models.Q(~IN_LINE, queue_number__isnull=True),
                name="registration_in_line_has_number",
            ),
            models.CheckConstraint(
                condition=models.Q(state="offered", offered_until__isnull=False)
                | (~models.Q(state="offered") & models.Q(offered_until__isnull=True))
                | ~models.Q(wish=""),
                name="registration_offer_has_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["offered_until"],
                condition=models.Q(offered_until__isnull=False),
                name="registration_offer_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.event_id} ({self.state})"

    @property
    def party(self) -> int:
        """How many seats it takes: one, and one for each guest."""
        return 1 + self.guests

    @property
    def awaits(self) -> str:
        """The way of taking part that one waits for, or is offered a seat in."""
        return self.wish or self.mode

    @property
    def seats_of_guests(self) -> range:
        """One number per guest, for a line each."""
        return range(1, self.party)

    @property
    def offer_end(self) -> datetime | None:
        """Until when the offered seat is kept, as clocks on the wall of the event show it."""
        return self.offered_until and self.offered_until.astimezone(ZoneInfo(self.event.zone))

    def is_kept(self, now: datetime) -> bool:
        """Whether a seat is offered, and may still be taken."""
        return self.offered_until is not None and self.offered_until > now
