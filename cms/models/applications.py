"""Applications: a dated, logged path from a first name on a form to a confirmed training."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    State.RECEIVED: frozenset({State.SESSION_CHOSEN, State.WITHDRAWN, State.REDIRECTED}),
    State.SESSION_CHOSEN: frozenset(
        {State.PRESENT, State.ABSENT, State.RECEIVED, State.SESSION_CHOSEN, State.WITHDRAWN}
    ),
    # Who came can be noted wrongly: the team mends it as long as nothing has followed.
    State.PRESENT: frozenset(
        {State.INTERVIEW_PROPOSED, State.REDIRECTED, State.WITHDRAWN, State.ABSENT, State.SESSION_CHOSEN}
    ),
    State.ABSENT: frozenset({State.SESSION_CHOSEN, State.PRESENT, State.REDIRECTED, State.WITHDRAWN}),
    State.INTERVIEW_PROPOSED: frozenset({State.INTERVIEW_DONE, State.REDIRECTED, State.WITHDRAWN}),
    State.INTERVIEW_DONE: frozenset({State.ACCEPTED, State.REDIRECTED, State.WAITING_LIST, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.TRAINING_CONFIRMED, State.WITHDRAWN}),
    State.WAITING_LIST: frozenset({State.SESSION_CHOSEN, State.ACCEPTED, State.REDIRECTED, State.WITHDRAWN}),
    State.TRAINING_CONFIRMED: frozenset({State.WITHDRAWN}),
    State.REDIRECTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
STATES_WITH_A_SESSION_TO_CHOOSE = frozenset({State.RECEIVED, State.SESSION_CHOSEN, State.ABSENT})
ENDED = frozenset({State.REDIRECTED, State.WITHDRAWN})


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

    def oldest_first(self) -> "ApplicationQuerySet":
        """By who has been in their state longest."""
        return self.order_by("since", "pk")


class Application(models.Model):
    """One person's wish to become a mentor, made to one call."""

    call = models.ForeignKey("cms.Call", on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    registration = models.OneToOneField(
        "events.Registration", on_delete=models.SET_NULL, null=True, related_name="application"
    )
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    since = models.DateTimeField()
    email_key = models.CharField(max_length=254)
    over_fifty = models.BooleanField()
    flagged = models.BooleanField(default=False)
    created_at = models.DateTimeField(editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "email_key"], condition=~models.Q(state="withdrawn"), name="application_once_per_call"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to call {self.call_id} ({self.state})"


class Transition(models.Model):
    """One move of an application: from, to, who, when, why."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="transitions")
    before = models.CharField(max_length=20, choices=State, blank=True)
    after = models.CharField(max_length=20, choices=State)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=300)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["application", "at"], name="transition_of")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.before} → {self.after}"
