"""Checks made once at start: what is set must be reachable, or the start stops with its name."""

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection


def verify() -> None:
    """Opens the database once; raises ImproperlyConfigured naming DATABASE_URL."""
    try:
        connection.ensure_connection()
    except (OperationalError, ImproperlyConfigured) as error:
        reason = " ".join(str(error).split())
        message = f"DATABASE_URL: the database does not answer ({reason})."
        raise ImproperlyConfigured(message) from error
    finally:
        connection.close()
