"""Promotions (mentors trained together) and who belongs to them, from when to when."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.models import Role
from hub.policies import branches_of_team, team_branches
from hub.prepared import Blank

# Who of a branch's staff keeps order in its promotions.
ORDER_ROLES = (Role.Kind.REFERENT, Role.Kind.COORDINATOR)


class PromotionQuerySet(models.QuerySet["Promotion"]):
    """Words about promotions."""

    def visible_to(self, person: Any, now: datetime) -> "PromotionQuerySet":
        """Those one belongs to, and for staff those of their branches."""
        mine = Membership.objects.current(now).filter(person=person.pk).values("promotion")
        return self.filter(
            models.Q(pk__in=mine) | models.Q(branch__in=branches_of_team(person, on=timezone.localdate(now)))
        )

    def moderated_by(self, person: Any, now: datetime) -> "PromotionQuerySet":
        """Those whose room one keeps in order: their référents, and référents and coordinators of their branch."""
        mine = Membership.objects.current(now).filter(person=person.pk, role=Membership.Role.REFERENT)
        team = team_branches(person, on=timezone.localdate(now), kinds=ORDER_ROLES)
        return self.filter(models.Q(pk__in=mine.values("promotion")) | models.Q(branch__in=team))


class Promotion(models.Model):
    """A group of mentors trained together by a branch; its days are training events."""

    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="promotions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, default="fr")
    # When its last training day ends, as the workshops keep it; nothing where no day is planned.
    trained_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    room = models.OneToOneField("community.Room", on_delete=models.PROTECT, related_name="promotion", editable=False)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["branch", "number"], name="promotion_number_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """ "Lille 14"."""
        return f"{self.branch.city} {self.number}"

    @property
    def title(self) -> str:
        """ "Promotion Lille 14"."""
        return _("Promotion %(name)s") % {"name": self.name}


def begun_and_not_ended(now: "datetime | Blank", path: str = "") -> models.Q:
    """Of memberships, or of what leads to them by this path; the end is exclusive."""
    until = models.Q(**{f"{path}ends_at__isnull": True}) | models.Q(**{f"{path}ends_at__gt": now})
    return models.Q(**{f"{path}starts_at__lte": now}) & until


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Words about belonging."""

    def current(self, now: "datetime | Blank") -> "MembershipQuerySet":
        """Begun and not ended (the end is exclusive)."""
        return self.filter(begun_and_not_ended(now))

    def without_address(self, now: datetime) -> "MembershipQuerySet":
        """Those of people who have no e-mail and cannot sign in: the team writes for them."""
        return self.current(now).filter(person__email="", person__is_active=False)

    def own_of(self, person: Any, now: datetime) -> "MembershipQuerySet":
        """Those that somebody had of their own accord, also where they are over."""
        return self.filter(person=person, role__in=OWN_ROLES, starts_at__lte=now)

    def mentors(self) -> "MembershipQuerySet":
        """The mentors among them."""
        return self.filter(role=Membership.Role.MENTOR)


class Membership(models.Model):
    """One person's role in one promotion, kept as history when it ends."""

    class Role(models.TextChoices):
        """What one is in a promotion."""

        MENTOR = "mentor", gettext_lazy("mentor")
        REFERENT = "referent", gettext_lazy("référent")
        TRAINER = "trainer", gettext_lazy("trainer")
        GODPARENT = "godparent", gettext_lazy("godparent")

    promotion = models.ForeignKey(Promotion, on_delete=models.PROTECT, related_name="memberships", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    role = models.CharField(max_length=10, choices=Role)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    # Whether the room's log has been told that it runs; a tick tells it when its time comes.
    in_force = models.BooleanField(default=False, editable=False)
    # The invitation by which they put themselves on the roster; nothing where the team did.
    invitation = models.ForeignKey(
        "community.Invitation", on_delete=models.SET_NULL, null=True, editable=False, related_name="memberships"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        # Asked at every post: whether somebody belongs there, and who looks after it.
        indexes: ClassVar = [
            models.Index(fields=["person", "promotion"], name="membership_of_person"),
            models.Index(fields=["promotion", "role"], name="membership_by_role"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["promotion", "person", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} in {self.promotion_id}"


# Who comes and goes as they like; the others are there by their work.
OWN_ROLES = (Membership.Role.MENTOR, Membership.Role.GODPARENT)
