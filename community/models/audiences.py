"""The audience rule: who sees what is meant for some, and what they look for. One object decides page, list, feed, mail, library.

Who one is opens (`shown`); what one chose only directs (`sought`): docs/decisions/31-themes-direct.md. Its parts narrow each
other: docs/decisions/52-an-audience-has-parts.md.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.journeys import Stage
from community.models.promotions import Membership, MembershipQuerySet
from community.models.themes import Interest, InterestQuerySet
from hub.models import Branch, Role
from hub.models.branches import BranchQuerySet
from hub.policies import TEAM_ROLES, branches_of_roles, team_branches


class Audience(models.TextChoices):
    """Who something is meant for."""

    PUBLIC = "public", _("everybody")
    # Of the library alone: a date for applicants is an information session, which is for everybody.
    APPLICANTS = "applicants", _("those who apply")
    MENTORS = "mentors", _("all mentors")
    TRAINED = "trained", _("mentors who have been trained")
    DUO = "duo", _("mentors in a duo")
    BRANCH = "branch", _("a branch")
    PROMOTION = "promotion", _("a promotion")


# Whoever of a branch or of a promotion it is for, and nobody else there: those who have come so far. Empty: all of them.
STAGES = [(one.value, one.label) for one in (Audience.TRAINED, Audience.DUO)]
# The audiences that name whom they are for; a stage narrows these alone, the others say it themselves.
NAMING = (Audience.BRANCH, Audience.PROMOTION)


def stage_within_named() -> models.Q:
    """Of rows with `audience` and `stage`: a stage only where it narrows, so that no row says two things."""
    return models.Q(stage="") | models.Q(audience__in=NAMING, stage__in=[value for value, _label in STAGES])


def one_audience(audience: str, stage: str) -> tuple[str, str] | None:
    """(audience, stage) as a row holds what was chosen in the two lists; None where they contradict each other."""
    if not stage or audience in NAMING:
        return audience, stage
    return (stage, "") if audience in (Audience.MENTORS, stage) else None


@dataclass(frozen=True, eq=False)
class Further:
    """The branches and promotions that what is shown names beside its own, as rows of each: their `branch`, their `promotion`."""

    branches: models.QuerySet[Any, Any]
    promotions: models.QuerySet[Any, Any]


@dataclass(frozen=True, eq=False)
class Reach:
    """What one person reaches at one moment, as conditions: the query of what is shown reads them itself."""

    memberships: MembershipQuerySet = field(default_factory=Membership.objects.none)
    trained: MembershipQuerySet = field(default_factory=Membership.objects.none)
    in_duo: MembershipQuerySet = field(default_factory=Membership.objects.none)
    # Where one applies, by a signed link and without an account.
    applying: BranchQuerySet = field(default_factory=Branch.objects.none)
    team: BranchQuerySet = field(default_factory=Branch.objects.none)
    interests: InterestQuerySet = field(default_factory=Interest.objects.none)
    # The same for a query within the query, where that is not the same.
    nested: "Reach | None" = None

    @property
    def within(self) -> "Reach":
        """The reach as a query within the query reads it."""
        return self.nested or self

    @property
    def as_member(self) -> "Reach":
        """The same without what only the team is shown."""
        alone = replace(self, team=Branch.objects.none())
        return replace(alone, nested=self.nested.as_member) if self.nested else alone

    @property
    def promotions(self) -> models.QuerySet[Membership, Any]:
        """The keys of the promotions one belongs to."""
        return self.memberships.values("promotion")

    @property
    def branches(self) -> models.QuerySet[Membership, Any]:
        """The keys of the branches of one's promotions."""
        return self.memberships.values("promotion__branch")

    def shown(self, further: Further | None = None) -> models.Q:
        """The rule, for any model with `audience`, `stage`, `branch` and `promotion`; a draft is its own matter.

        Within a part any of its values will do, across the parts all must fit, and an empty part asks for nothing. The team
        of a branch sees what is held there or open to it, whatever its parts say. `further`: whom a row names beside these.
        """
        public = models.Q(audience=Audience.PUBLIC)
        if self.memberships.query.is_empty():
            # A visitor's, which every shared calendar asks with: the rest would only take time to leave out.
            return public | self.for_applicants(further)
        staff = models.Exists(self.team)
        named = models.Q(audience=Audience.BRANCH, branch__in=self.branches)
        named |= models.Q(audience=Audience.PROMOTION, promotion__in=self.promotions)
        if further:
            named |= self.named_by(further)
        shown = (
            public
            | models.Q(branch__in=self.team)
            | models.Q(models.Exists(self.memberships) | staff, audience__in=[Audience.MENTORS, Audience.APPLICANTS])
            | models.Q(models.Exists(self.trained) | staff, audience=Audience.TRAINED)
            | models.Q(models.Exists(self.in_duo) | staff, audience=Audience.DUO)
            | (named & self.far_enough())
        )
        if not further:
            return shown
        return shown | models.Q(models.Exists(further.branches.filter(branch__in=self.within.team)))

    def named_by(self, further: Further) -> models.Q:
        """What names one of one's branches or promotions beside its own."""
        mine = models.Exists(further.branches.filter(branch__in=self.within.branches))
        ours = models.Exists(further.promotions.filter(promotion__in=self.within.promotions))
        return models.Q(mine, audience=Audience.BRANCH) | models.Q(ours, audience=Audience.PROMOTION)

    def far_enough(self) -> models.Q:
        """Where one has come as far as it asks of those it names: the journey is the person's, whatever promotion it began in."""
        return (
            models.Q(stage="")
            | models.Q(models.Exists(self.trained), stage=Audience.TRAINED)
            | models.Q(models.Exists(self.in_duo), stage=Audience.DUO)
        )

    def for_applicants(self, further: Further | None = None) -> models.Q:
        """What is meant for applicants of every branch, or of the one where they apply."""
        if self.applying.query.is_empty():
            return models.Q()
        here = models.Q(branch=None) | models.Q(branch__in=self.applying)
        if further:
            here |= models.Q(models.Exists(further.branches.filter(branch__in=self.applying)))
        return here & models.Q(audience=Audience.APPLICANTS)

    def sought(self, also: models.Q | None = None) -> models.Q:
        """What one looks for, for any model with `theme` and `language`: nothing where one has ticked nothing.

        It opens nothing by itself: it stands beside `shown`. `also` is where a language one ticked is spoken beside its own.
        """
        themes = self.interests.of_kind(Interest.Kind.THEME)
        languages = self.interests.of_kind(Interest.Kind.LANGUAGE)
        spoken = models.Q(language__in=languages.values("value"))
        return (
            models.Q(models.Exists(self.interests))
            & (~models.Q(models.Exists(themes)) | models.Q(theme__in=themes.values("value")))
            & (~models.Q(models.Exists(languages)) | (spoken | also if also else spoken))
        )


def reach_of(person: Any, now: datetime) -> Reach:
    """The reach of a person; a visitor's is empty. No query of its own."""
    if not person.is_authenticated:
        return Reach()
    memberships = Membership.objects.current(now).filter(person=person.pk)
    return Reach(
        memberships=memberships,
        trained=memberships.filter(promotion__trained_at__lte=now),
        in_duo=memberships.filter(person__journey__stage=Stage.DUO),
        team=team_branches(person, on=timezone.localdate(now)),
        interests=Interest.objects.kept().filter(person=person.pk),
    )


def reach_of_each(name: str, now: datetime) -> Reach:
    """The reach of whoever each row of another query names in its field `name`, for that query to read.

    Interests and administrators apart: the ones open nothing, the others are seen at once.
    """
    row = models.OuterRef(name)
    return replace(reach_at(row, now), nested=reach_at(models.OuterRef(row), now))


def reach_at(person: models.OuterRef, now: datetime) -> Reach:
    """The reach of whom a reference to an outer query names."""
    memberships = Membership.objects.current(now).filter(person=person)
    roles = Role.objects.current(timezone.localdate(now)).filter(kind__in=TEAM_ROLES)
    return Reach(
        memberships=memberships,
        trained=memberships.filter(promotion__trained_at__lte=now),
        in_duo=memberships.filter(person__journey__stage=Stage.DUO),
        team=branches_of_roles(roles.filter(person=models.OuterRef(person))),
    )
