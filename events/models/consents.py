"""What people allow others to see of them where they take part: each answer with its day, the last one counts."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """One answer to one question, never changed; `version` is that of the question as it was asked."""

    class Purpose(models.TextChoices):
        """What one is asked."""

        NAME = "name", _("The other participants may see my first name.")
        PHOTO = "photo", _("I may be seen on photos of the events where I take part.")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=5, choices=Purpose)
    given = models.BooleanField()
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "purpose", "-id"], name="consent_last")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}: {self.given}"


# A question that is asked otherwise than before has a higher number, and everybody is asked anew.
VERSIONS = {Consent.Purpose.NAME.value: 1, Consent.Purpose.PHOTO.value: 1}


def answers_of(people: Iterable[int], purpose: str) -> dict[int, Consent]:
    """{person key: their last answer to the question as it is asked now}; who never answered is not in it. One query."""
    rows = Consent.objects.filter(person__in=people, purpose=purpose, version=VERSIONS[purpose]).order_by("pk")
    return {row.person_id: row for row in rows}
