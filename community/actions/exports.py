"""Copies of a room: asked for, made in the background, told, and thrown away after two days."""

import secrets
from datetime import datetime, timedelta
from tempfile import TemporaryFile

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from community.export.pack import pack
from community.models import Export, Promotion
from hub import outbox
from hub.actions.notify import notify
from hub.db import write
from hub.errors import Refusal
from hub.models import Person

# Whoever waits on the page has it by then, and needs no mail.
PATIENCE = timedelta(minutes=5)
FOLDER = "exports"


class ExportRefusal(Refusal):
    """This room is not this person's to take along."""


def ask_for_export(*, actor: Person, promotion_id: int, now: datetime) -> Export:
    """Begins a copy of what one may read; while one is being made, the same again. Raises ExportRefusal."""
    with write():
        Person.objects.locked().get(pk=actor.pk)
        promotion = Promotion.objects.visible_to(actor, now).filter(pk=promotion_id).first()
        if promotion is None:
            raise ExportRefusal("not_found", _("This page does not exist, or is not open to you."))
        waiting = Export.objects.of(actor, promotion.room_id).filter(ready_at__isnull=True).first()
        if waiting is not None:
            return waiting
        export = Export.objects.create(room_id=promotion.room_id, person=actor, asked_at=now)
        make_export.enqueue(export.pk)
        transaction.on_commit(outbox.wake, robust=True)
    return export


@task()
def make_export(export_id: int) -> None:
    """In the background: packs, stores, and says so; one that is there already, or no longer wanted, is left alone."""
    now = timezone.now()
    export = Export.objects.filter(pk=export_id, ready_at__isnull=True).select_related("person").first()
    if export is None:
        return
    seen = Promotion.objects.visible_to(export.person, now).select_related("branch")
    promotion = seen.filter(room=export.room_id).first()
    if promotion is None or not export.person.is_active:
        export.delete()
        return
    with TemporaryFile() as file, override(export.person.language):
        pack(file, promotion, export.person, now)
        size = file.tell()
        file.seek(0)
        name = default_storage.save(f"{FOLDER}/{secrets.token_urlsafe(32)}.zip", File(file))
    finish_export(export=export, name=name, size=size, now=timezone.now())


def finish_export(*, export: Export, name: str, size: int, now: datetime) -> None:
    """The copy is ready: it takes the place of older ones, and is told after a while to whoever has not fetched it."""
    with write():
        Person.objects.locked().get(pk=export.person_id)
        old = Export.objects.of(export.person, export.room_id).filter(ready_at__isnull=False)
        gone = [one.file for one in old]
        old.delete()
        export.file, export.size, export.ready_at = name, size, now
        export.save(update_fields=["file", "size", "ready_at"])
        key = f"export.ready:{export.pk}"
        notify(person=export.person, kind="export.ready", target_id=export.pk, key=key, due_at=now + PATIENCE, now=now)
    for path in gone:
        default_storage.delete(path)


def note_fetched(*, actor: Person, export_id: int, now: datetime) -> None:
    """It has been fetched: no mail is needed any more."""
    with write():
        Export.objects.filter(pk=export_id, person=actor, fetched_at__isnull=True).update(fetched_at=now)


def forget_exports(*, now: datetime) -> int:
    """Throws away what is two days old, row and file; answers how many. Harmless when repeated."""
    spent = list(Export.objects.spent(now).order_by("pk"))
    for export in spent:
        if export.file:
            default_storage.delete(export.file)
        with write():
            export.delete()
    return len(spent)
