"""A short text kept in several languages, read in the reader's own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.words.localised_form import LocalisedInput


class Localised(dict[str, str]):
    """{"fr": "Bruxelles", "nl": "Brussel"}; `str()` gives the active language's, French failing that."""

    def __str__(self) -> str:
        return self.get(self.language, "")

    @property
    def language(self) -> str:
        """The language `str()` answers in."""
        wanted = ((get_language() or "fr")[:2], "fr", *self)
        return next((code for code in wanted if self.get(code)), "fr")


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

    def formfield(self, **kwargs: Any) -> Any:
        """One field per language."""
        return super().formfield(**{"form_class": LocalisedInput, **kwargs})

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses anything but an object of texts."""
        super().validate(value, model_instance)  # type: ignore[arg-type]  # stubs want an instance
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Write one text per language."), code="localised")
