"""Applications: a dated, logged path from a first name on a form to a confirmed training."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.models import Notice


class State(models.TextChoices):
    """The states of an application; what follows belongs to the journey in the community."""

    RECEIVED = "received", _("received")
    SESSION_CHOSEN = "session_chosen", _("session chosen")
    PRESENT = "present", _("came to the session")
    ABSENT = "absent", _("missed the session")
    INTERVIEW_PROPOSED = "interview_proposed", _("interview proposed")
    INTERVIEW_DONE = "interview_done", _("interview done")
    ACCEPTED = "accepted", _("accepted")
    REDIRECTED = "redirected", _("redirected")
    WAITING_LIST = "waiting_list", _("waiting list")
    TRAINING_CONFIRMED = "training_confirmed", _("training confirmed")
    WITHDRAWN = "withdrawn", _("withdrawn")


ALLOWED: dict[str, frozenset[str]] = {
    # Whoever finds no date is told by phone what the session tells, and comes to the interview all the same.
    State.RECEIVED: frozenset(
        {State.SESSION_CHOSEN, State.INTERVIEW_PROPOSED, State.WAITING_LIST, State.REDIRECTED, State.WITHDRAWN}
    ),
    State.SESSION_CHOSEN: frozenset(
        {State.PRESENT, State.ABSENT, State.RECEIVED, State.SESSION_CHOSEN, State.REDIRECTED, State.WITHDRAWN}
    ),
    # Who came can be noted wrongly: the team mends it as long as nothing has followed.
    State.PRESENT: frozenset(
        {State.INTERVIEW_PROPOSED, State.REDIRECTED, State.WITHDRAWN, State.ABSENT, State.SESSION_CHOSEN}
    ),
    State.ABSENT: frozenset(
        {State.SESSION_CHOSEN, State.PRESENT, State.INTERVIEW_PROPOSED, State.REDIRECTED, State.WITHDRAWN}
    ),
    # Whoever could not come is proposed another one: the time they have begins anew.
    State.INTERVIEW_PROPOSED: frozenset(
        {State.INTERVIEW_PROPOSED, State.INTERVIEW_DONE, State.REDIRECTED, State.WITHDRAWN}
    ),
    State.INTERVIEW_DONE: frozenset({State.ACCEPTED, State.REDIRECTED, State.WAITING_LIST, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.TRAINING_CONFIRMED, State.REDIRECTED, State.WITHDRAWN}),
    # A free place is offered: those who were interviewed are accepted, the others begin with a session.
    State.WAITING_LIST: frozenset(
        {
            State.ACCEPTED,
            State.RECEIVED,
            State.SESSION_CHOSEN,
            State.INTERVIEW_PROPOSED,
            State.REDIRECTED,
            State.WITHDRAWN,
        }
    ),
    State.TRAINING_CONFIRMED: frozenset({State.WITHDRAWN}),
    State.REDIRECTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
STATES_WITH_A_SESSION_TO_CHOOSE = frozenset({State.RECEIVED, State.SESSION_CHOSEN, State.ABSENT})
ENDED = frozenset({State.REDIRECTED, State.WITHDRAWN})
LEAVES_THE_WAY = ENDED | {State.WAITING_LIST}
HOLDS_A_PLACE = frozenset({State.ACCEPTED, State.TRAINING_CONFIRMED})


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Words about applications."""

    def alive(self) -> "ApplicationQuerySet":
        """Those not withdrawn: at most one per call and e-mail address."""
        return self.exclude(state=State.WITHDRAWN)

    def in_branches(self, keys: list[int]) -> "ApplicationQuerySet":
        """Those that staff of these branches look after."""
        return self.filter(call__branch__in=keys)

    def waiting(self) -> "ApplicationQuerySet":
        """Those for which somebody still has something to do."""
        return self.exclude(state__in=ENDED).exclude(state=State.TRAINING_CONFIRMED)

    def with_unread(self) -> "ApplicationQuerySet":
        """Adds how many messages of theirs wait for the team."""
        waiting = models.Q(messages__from_team=False, messages__seen_at=None)
        return self.annotate(unread=models.Count("messages", filter=waiting))

    def with_refused_mail(self) -> "ApplicationQuerySet":
        """Adds whether a mail to them was refused for good."""
        refused = Notice.objects.filter(person=models.OuterRef("person"), state=Notice.State.FAILED)
        return self.annotate(mail_refused=models.Exists(refused))

    def first_come_first(self) -> "ApplicationQuerySet":
        """Those on the waiting list, in the order in which they came onto it."""
        return self.filter(state=State.WAITING_LIST).order_by("queue_number")

    def oldest_first(self) -> "ApplicationQuerySet":
        """By who has been in their state longest."""
        return self.order_by("since", "pk")


class IllegalMoveError(ValueError):
    """An application cannot come from where it stands to there."""


class Application(models.Model):
    """One person's wish to become a mentor, made to one call."""

    call = models.ForeignKey("cms.Call", on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    registration = models.OneToOneField(
        "events.Registration", on_delete=models.SET_NULL, null=True, related_name="application"
    )
    # One interview for one application: nobody else can have chosen the same.
    interview = models.OneToOneField(
        "cms.Interview", on_delete=models.SET_NULL, null=True, editable=False, related_name="application"
    )
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    since = models.DateTimeField()
    email_key = models.CharField(max_length=254)
    over_fifty = models.BooleanField()
    # One of its call's sources, as the address of the form carried it; "" where none is known.
    source = models.CharField(max_length=30, blank=True, default="", db_default="", editable=False)
    flagged = models.BooleanField(default=False)
    # Given under the lock of the call, so its order is the order of the commits; an undo finds it again.
    queue_number = models.PositiveIntegerField(null=True, editable=False)
    # Until when a free place is offered to who waits; once they take it, it is kept for them on their way.
    offered_until = models.DateTimeField(null=True, editable=False)
    place_kept = models.BooleanField(default=False, editable=False)
    # The day for which the team has put off a call, and when it did, at a call; any move ends it.
    call_on = models.DateField(null=True)
    called_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects = ApplicationQuerySet.as_manager()
    # The state it was read in; of what is new, none.
    stood = ""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "email_key"], condition=~models.Q(state="withdrawn"), name="application_once_per_call"
            ),
            models.UniqueConstraint(fields=["call", "queue_number"], name="application_queue_once"),
            models.CheckConstraint(
                condition=~models.Q(state="waiting_list") | models.Q(queue_number__isnull=False),
                name="application_queued_has_number",
            ),
            models.CheckConstraint(
                condition=models.Q(offered_until__isnull=True) | models.Q(state="waiting_list"),
                name="application_offered_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to call {self.call_id} ({self.state})"

    def save(self, *args: Any, back: bool = False, **options: Any) -> None:
        """Keeps it, unless its state has moved as none may; `back` where a move is taken back. Raises IllegalMoveError."""
        moved = self.stood and self.state != self.stood
        if moved and not back and self.state not in ALLOWED[self.stood]:
            message = f"{self.stood} → {self.state}"
            raise IllegalMoveError(message)
        super().save(*args, **options)
        self.stood = self.state

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """As it was read, and where it stood then."""
        one = super().from_db(db, field_names, values, **more)
        one.stood = one.__dict__.get("state", "")
        return one

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        """As it stands now, which others may have moved."""
        super().refresh_from_db(*args, **options)
        self.stood = self.state

    @property
    def has_place(self) -> bool:
        """Whether a place of the call is taken by them, or kept for them."""
        return self.state in HOLDS_A_PLACE or self.place_kept or self.offered_until is not None

    @property
    def awaits_seat(self) -> bool:
        """Whether they stand on the waiting list of a session, or are offered a seat of it; carries its registration."""
        held = self.registration
        return (
            self.state == State.RECEIVED and held is not None and held.state in {held.State.WAITING, held.State.OFFERED}
        )

    @property
    def offer_end(self) -> datetime | None:
        """Until when the offered place is kept, as clocks on the wall of the branch show it."""
        return self.offered_until and self.offered_until.astimezone(ZoneInfo(self.call.branch.zone))

    def may_become(self, state: str) -> bool:
        """Whether the next move may lead there."""
        return state in ALLOWED[self.state]


class TransitionQuerySet(models.QuerySet["Transition"]):
    """Words about moves."""

    def effective(self, *facts: str) -> "models.QuerySet[Transition, tuple[Any, ...]]":
        """(…facts, before, after) of the moves that were not taken back, application by application, the oldest first."""
        kept = self.filter(undoes=None, undone_by=None).order_by("application__call", "application", "pk")
        return kept.values_list(*facts, "before", "after")


class Transition(models.Model):
    """One move of an application: from, to, who, when, why; and what an undo needs to put things back."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="transitions")
    before = models.CharField(max_length=20, choices=State, blank=True)
    after = models.CharField(max_length=20, choices=State)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=300)
    # What the mail about a decision says in the team's own words.
    words = models.TextField(max_length=2000, blank=True)
    was_since = models.DateTimeField(null=True)
    was_registration = models.ForeignKey("events.Registration", on_delete=models.SET_NULL, null=True, related_name="+")
    was_interview = models.ForeignKey("cms.Interview", on_delete=models.SET_NULL, null=True, related_name="+")
    # Until when a place was offered to them; and whether one was kept for them on their way.
    was_offered_until = models.DateTimeField(null=True)
    was_place_kept = models.BooleanField(default=False, db_default=False)
    undoes = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="undone_by")

    objects = TransitionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(why=""), name="transition_says_why"),
        ]
        indexes: ClassVar = [models.Index(fields=["application", "at"], name="transition_of")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.before} → {self.after}"
