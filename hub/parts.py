"""Apps meet by name: what each AppConfig lists under a kind, imported in INSTALLED_APPS order."""

from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string


def parts(kind: str) -> list[Any]:
    """The objects whose dotted paths the apps list in their attribute `kind`."""
    return [import_string(path) for config in apps.get_app_configs() for path in getattr(config, kind, ())]
