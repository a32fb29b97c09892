"""Checks made once at start: what is set must be reachable, or the start stops with its name."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connection

OLDEST_POSTGRES = 15_00_00


def verify() -> None:
    """Opens the database once, outside the pool, whose own error hides the reason; names DATABASE_URL if it cannot."""
    probe: Any = connection.copy()
    probe.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with probe.cursor() as cursor:
            cursor.execute("SELECT 1 FROM (SELECT 1) AS one")
        version = probe.pg_version if probe.vendor == "postgresql" else OLDEST_POSTGRES
    except (DatabaseError, InterfaceError, ImproperlyConfigured) as error:
        reason = " ".join(str(error).split())
        message = f"DATABASE_URL: the database does not answer ({reason})."
        raise ImproperlyConfigured(message) from error
    finally:
        probe.close()
    if version < OLDEST_POSTGRES:
        message = f"DATABASE_URL: Postgres 15 or newer is needed, not {version // 10000}."
        raise ImproperlyConfigured(message)
