"""Calendar links: one secret per device, kept as a digest, that opens its person's own calendar."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.tastes import Taste


def digest_of(secret: str) -> str:
    """What is kept of a secret: 64 hex digits. A secret is long and random, so it needs no salt."""
    return sha256(secret.encode()).hexdigest()


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    """Words about calendar links."""

    def working(self) -> "CalendarLinkQuerySet":
        """Not revoked, and their person may still sign in."""
        return self.filter(revoked_at__isnull=True, person__is_active=True)

    def opened_by(self, secret: str) -> "CalendarLinkQuerySet":
        """The one that this secret opens."""
        return self.working().filter(digest=digest_of(secret))

    def used_since(self, day: date) -> "CalendarLinkQuerySet":
        """A calendar asked through it on that day or later."""
        return self.filter(used_on__gte=day)

    def newest_first(self) -> "CalendarLinkQuerySet":
        """The order of every list of them."""
        return self.order_by("-created_at", "-pk")


class CalendarLink(models.Model):
    """A device's way to its person's calendar, until it is revoked."""

    class Alarm(models.IntegerChoices):
        """How many minutes before a date the device reminds of it."""

        NEVER = 0, _("No reminder")
        HALF_HOUR = 30, _("30 minutes before")
        HOUR = 60, _("1 hour before")
        TWO_HOURS = 120, _("2 hours before")
        DAY = 1440, _("the day before, at the same hour")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    used_on = models.DateField(null=True, blank=True, editable=False)
    revoked_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True, blank=True, editable=False
    )
    alarm = models.PositiveSmallIntegerField(choices=Alarm, default=Alarm.NEVER)
    # How it differs from what would be in it by itself, as `Taste.facts` says it.
    choice = models.JSONField(default=dict)
    # When one of these two, or the language of it all, was last changed.
    chosen_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True, editable=False
    )

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "revoked_at"], name="link_person_revoked")]

    def __str__(self) -> str:
        return f"{self.name} of {self.person_id}"

    @property
    def taste(self) -> Taste:
        """What its owner added to it and left out."""
        return Taste.read(self.choice)


class MailedEntries(models.Model):
    """What this person wants of our mails about dates: entries for their calendar, invitations.

    Without a row, entries as it suits the feed, and invitations.
    """

    class Choice(models.TextChoices):
        """When."""

        SUITING = "suiting", _("Only while none of my devices is subscribed")
        ALWAYS = "always", _("Always")
        NEVER = "never", _("Never")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailed_entries")
    choice = models.CharField(max_length=8, choices=Choice, default=Choice.SUITING)
    invited = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.choice} for {self.person_id}"


# A device that has not asked for as long is taken to be subscribed no more.
SUBSCRIBED = timedelta(days=14)


def choice_of(person: Any) -> str:
    """What this person has chosen."""
    row = MailedEntries.objects.filter(person=person.pk).first()
    return row.choice if row else MailedEntries.Choice.SUITING.value


def is_invited(person: Any) -> bool:
    """Whether this person wants to be invited to dates by mail."""
    return not MailedEntries.objects.filter(person=person.pk, invited=False).exists()


def entry_for(person: Any, today: date) -> str:
    """How a seat gets into this person's calendar: by a "file" with the mail, by their "feed", or "" not at all.

    Not by both, unless they want it: one date twice in one calendar serves nobody.
    """
    choice = choice_of(person)
    if choice != MailedEntries.Choice.SUITING:
        return "file" if choice == MailedEntries.Choice.ALWAYS else ""
    links = CalendarLink.objects.working().filter(person=person.pk)
    return "feed" if links.used_since(today - SUBSCRIBED).exists() else "file"
