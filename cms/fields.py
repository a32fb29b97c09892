"""A StreamField whose block tree stays out of migrations."""

from typing import Any

from django.db import models
from wagtail.fields import StreamField


class BodyField(StreamField):
    """Migrations see a JSONField: adding or renaming a block changes no migration.

    A historical model therefore reads the stored JSON itself, and saves it back as it was.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Answers a JSONField with no block definitions."""
        name, _path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, "django.db.models.JSONField", [], kwargs

    def clone(self) -> models.Field:
        """What the migration framework keeps of this field: the JSONField it deconstructs to."""
        _name, _path, args, kwargs = self.deconstruct()
        return models.JSONField(*args, **kwargs)
