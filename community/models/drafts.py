"""What somebody is writing in a discussion and has not sent, so that it is there on their other devices too."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class DraftQuerySet(models.QuerySet["Draft"]):
    """Words about drafts."""

    def visible_to(self, person: Any) -> "DraftQuerySet":
        """One's own; nobody else reads any, whatever they look after."""
        return self.filter(person=person.pk)


class Draft(models.Model):
    """The text of one form; each time that it is written it is another row. It goes with the message that it becomes."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    discussion = models.ForeignKey("community.Discussion", on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    # The key of the form that wrote it.
    cid = models.CharField(max_length=36, editable=False)
    updated_at = models.DateTimeField(editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "discussion", "cid"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.discussion_id}"

    @property
    def version(self) -> str:
        """Which text it is, as a form names it; a key is never given twice."""
        return str(self.pk)


def joined(drafts: Iterable[Draft]) -> str:
    """What a form shows of them: each after the one before."""
    return "\n\n".join(one.body for one in drafts)
