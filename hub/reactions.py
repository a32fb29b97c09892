"""The only upward flow: what an app above does, in the same transaction, when something has happened."""

from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from hub.db import require_write


def react(happened: str, **facts: Any) -> None:
    """Calls every reaction the apps declare to `happened`, in INSTALLED_APPS order."""
    require_write()
    for config in apps.get_app_configs():
        path = getattr(config, "reactions", {}).get(happened)
        if path:
            import_string(path)(**facts)
