"""People and their dated roles; everybody is a Person, also those who cannot sign in."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonQuerySet(models.QuerySet["Person"]):
    """Words about people."""

    def active(self) -> "PersonQuerySet":
        """Those who can sign in."""
        return self.filter(is_active=True)

    def with_role(self, *kinds: str, on: date) -> "PersonQuerySet":
        """Those who hold one of these roles on that day."""
        return self.filter(roles__in=Role.objects.current(on).filter(kind__in=kinds)).distinct()

    def locked(self, *, goes: bool = False) -> "PersonQuerySet":
        """Locked until the transaction ends, against whoever changes what is theirs; `goes` where the row may be deleted.

        Not against new rows that only name them: who writes them a notice may hold a topic that we wait for.
        """
        return self.select_for_update(no_key=not goes)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # built by a factory
    """Finds people as Django's authentication asks for them, and makes administrators."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The active person of that e-mail; raises Person.DoesNotExist."""
        return self.active().get(email__iexact=username)

    def create_superuser(self, email: str, password: str | None = None, **more: object) -> "Person":
        """An administrator of the whole site."""
        person = self.model(email=self.normalize_email(email), is_superuser=True, **more)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """A human being the association deals with, by an e-mail address."""

    email = models.EmailField(blank=True)
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(
        max_length=2, choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")], default="fr"
    )
    city = models.CharField(max_length=80, blank=True)
    former_trade = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), condition=models.Q(is_active=True), name="person_active_email_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=False) | ~models.Q(email=""), name="person_active_has_email"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name, for staff."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def peer_name(self) -> str:
        """First name and initial: how peers see one another."""
        initial = f" {self.last_name[0]}." if self.last_name else ""
        return f"{self.first_name}{initial}"

    @property
    def about(self) -> str:
        """What peers read beside the name: a town, a trade, both or nothing."""
        return ", ".join(one for one in (self.city, self.former_trade) if one)

    def get_full_name(self) -> str:
        """The name under which Django and Wagtail look for it."""
        return self.full_name

    def get_short_name(self) -> str:
        """The first name alone."""
        return self.first_name

    @property
    def is_staff(self) -> bool:
        """Django's word for who may see its admin; Wagtail asks permissions instead."""
        return self.is_superuser


class RoleQuerySet(models.QuerySet["Role"]):
    """Words about roles."""

    def current(self, on: date) -> "RoleQuerySet":
        """Begun and not ended on that day (the last day is exclusive)."""
        return self.filter(starts_on__lte=on).filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=on))

    def of(self, person: "Person") -> "RoleQuerySet":
        """Those of one person."""
        return self.filter(person=person)


class Role(models.Model):
    """What a person does for a branch, from one day to another; no branch means all of them."""

    class Kind(models.TextChoices):
        """The roles staff hold; people of a promotion are memberships."""

        REFERENT = "referent", _("référent")
        COORDINATOR = "coordinator", _("coordinator")
        TRAINER = "trainer", _("trainer")
        EDITOR = "editor", _("editor")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, null=True, blank=True, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # Whether the apps have been told that it runs; a tick tells them when its days begin and end.
    in_force = models.BooleanField(default=False, editable=False)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="role_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "branch", "kind"],
                condition=models.Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="role_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person_id}/{self.branch_id}"
