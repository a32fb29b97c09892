"""Draws form fields so that hints and errors are read together with them."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def described(field: BoundField) -> SafeString:
    """The field's widget, tied to its hint and its error."""
    attributes: dict[str, str | bool] = {}
    ids = [f"{field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}-error")
        attributes["aria-invalid"] = "true"
    if ids:
        attributes["aria-describedby"] = " ".join(ids)
    return field.as_widget(attrs=attributes)
