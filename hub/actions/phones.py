"""The number at which somebody is called."""

from hub.db import require_write
from hub.journal import record
from hub.models import Person


def keep_phone(*, actor: Person | None, person: Person, phone: str) -> None:
    """A step: they are called at this number from now on; the journal says that it changed, never to what."""
    require_write()
    row = Person.objects.locked().get(pk=person.pk)
    if row.phone != phone:
        row.phone = phone
        row.save(update_fields=["phone"])
        record(actor, "phone.kept", person)
    person.phone = phone
