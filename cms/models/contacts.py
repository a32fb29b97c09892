"""What the team notes beside an application: tries to reach somebody by phone, and private words."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Contact(models.Model):
    """Somebody of the team phoned: what came of it, and when they call again."""

    class Outcome(models.TextChoices):
        """What came of the call."""

        REACHED = "reached", _("reached")
        MESSAGE = "message", _("message left")
        LATER = "later", _("to be called again")

    application = models.ForeignKey("cms.Application", on_delete=models.CASCADE, related_name="contacts")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    call_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["application", "at"], name="contact_of")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"


class Note(models.Model):
    """Private words of the team about an application: in no mail, export or search, and gone after some months."""

    application = models.ForeignKey("cms.Application", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(max_length=4000)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["application", "at"], name="note_of"),
            models.Index(fields=["at"], name="note_age"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.application_id}"
