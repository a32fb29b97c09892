"""Writes the journal: called by actions, inside their transaction."""

from django.db import models

from hub.db import require_write
from hub.models import Entry, Person


def record(actor: Person | None, verb: str, target: models.Model, **codes: str | int | None) -> None:
    """Appends one line; `codes` hold ids and codes, never a person's words."""
    require_write()
    known = actor if actor is not None and actor.pk else None
    Entry.objects.create(actor=known, verb=verb, target_type=target._meta.label_lower, target_id=target.pk, codes=codes)
