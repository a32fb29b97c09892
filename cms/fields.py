"""A StreamField whose block tree stays out of migrations, and what an editor's dates may be."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

YEARS = range(2000, 2101)


def check_years(dates: Mapping[str, datetime | None]) -> None:
    """Raises ValidationError, by field, for a year far from ours: not every zone can say it."""
    far = [name for name, at in dates.items() if at is not None and at.year not in YEARS]
    if far:
        raise ValidationError(dict.fromkeys(far, _("Write a year between 2000 and 2100.")))


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
