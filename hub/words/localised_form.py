"""How a text in several languages is typed: one field per language, each with its name above."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LANGUAGES = dict(settings.LANGUAGES)


class LocalisedWidget(forms.MultiWidget):
    """One small text area per language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        rows = {"rows": 2, **(attrs or {})}
        super().__init__({code: forms.Textarea({**rows, "lang": code}) for code in LANGUAGES})

    def decompress(self, value: Any) -> list[str]:
        """The texts in the order of the languages."""
        texts = value if isinstance(value, dict) else {}
        return [texts.get(code, "") for code in LANGUAGES]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, without the languages left empty."""
        texts = super().value_from_datadict(data, files, name)
        return {code: text.strip() for code, text in zip(LANGUAGES, texts, strict=True) if text and text.strip()}

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The fields one under the other, each in a label with the language's own name."""
        inner = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        fields = (
            (code, LANGUAGES[code], widget.render(one["name"], one["value"], one["attrs"], renderer))
            for code, one, widget in zip(LANGUAGES, inner, self.widgets, strict=True)
        )
        return format_html(
            '<div class="localised">{}</div>', format_html_join("", '<label lang="{}">{} {}</label>', fields)
        )


class LocalisedInput(forms.Field):
    """A Localised, as a plain object: the field of the model makes it one."""

    widget = LocalisedWidget

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "max_length"):
            kwargs.pop(unused, None)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> dict[str, str]:
        """The texts by language."""
        return dict(value or {})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any language reads otherwise."""
        return dict(initial or {}) != dict(data or {})
