"""Draws a panel: its own template with its own context, and nothing of the page's."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def show_panel(context: template.Context, panel: Any) -> SafeString:
    """One panel (hub.panels.Panel)."""
    return render_to_string(panel.template, panel.context, request=context.get("request"))


@register.simple_tag
def show_mail_panel(panel: Any, form: str) -> SafeString:
    """One panel of a mail, in its "txt" or its "html" form."""
    return render_to_string(f"{panel.template}.{form}", panel.context, using="text" if form == "txt" else "django")
