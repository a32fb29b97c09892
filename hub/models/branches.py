"""Branches (antennes): the places the association lives in."""

from math import asin, cos, radians, sin, sqrt
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.words.localised import LocalisedField
from hub.zones import follows_its_rule

EARTH_KM = 6371


def validate_zone(value: str) -> None:
    """Refuses what the tz database does not know, and clocks whose hours no calendar could show for years to come."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(_("This time zone is unknown."), code="zone") from error
    if not follows_its_rule(value):
        message = _("The clocks of this place follow no yearly rule that calendars know. Please choose another city.")
        raise ValidationError(message, code="zone")


class BranchQuerySet(models.QuerySet["Branch"]):
    """Words about branches."""

    def in_order(self) -> "BranchQuerySet":
        """By country, then by age: the order every list of branches uses."""
        return self.order_by("country", "pk")


class Branch(models.Model):
    """A branch: its city, zone, languages and the ways to reach it."""

    class Country(models.TextChoices):
        """The countries the association is registered in."""

        FRANCE = "FR", _("France")
        BELGIUM = "BE", _("Belgium")
        NETHERLANDS = "NL", _("Netherlands")

    slug = models.SlugField(unique=True)
    city = LocalisedField()
    country = models.CharField(max_length=2, choices=Country)
    zone = models.CharField(max_length=40, validators=[validate_zone])
    languages = models.JSONField(default=list)
    address = models.CharField(max_length=200)
    access = LocalisedField(blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=20)
    hours = LocalisedField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    objects = BranchQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(zone=""), name="branch_has_zone"),
        ]

    def __str__(self) -> str:
        return str(self.city)

    def kilometres_to(self, other: "Branch") -> float | None:
        """As the crow flies (the haversine formula); None where a branch does not say where it lies."""
        degrees = [self.latitude, self.longitude, other.latitude, other.longitude]
        known = [radians(one) for one in degrees if one is not None]
        if len(known) < len(degrees):
            return None
        lat, lon, lat2, lon2 = known
        half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
        return 2 * EARTH_KM * asin(sqrt(half))
