"""A short text kept in several languages, read in the reader's own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Localised(dict[str, str]):
    """{"fr": "Bruxelles", "nl": "Brussel"}; `str()` gives the active language's, French failing that."""

    def __str__(self) -> str:
        return self.get((get_language() or "fr")[:2]) or self.get("fr") or next(iter(self.values()), "")


class LocalisedField(models.JSONField):
    """Stores a Localised; the value is a plain JSON object to the database and to migrations."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Localised:
        """Wraps what the database holds."""
        return Localised(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Any:
        """Wraps what a form or a fixture gave."""
        return Localised(value) if isinstance(value, dict) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses anything but an object of texts."""
        super().validate(value, model_instance)  # type: ignore[arg-type]  # stubs want an instance
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Write one text per language."), code="localised")
