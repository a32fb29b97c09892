"""The language somebody reads: their mails and their own pages speak it."""

from datetime import datetime

from hub.db import write
from hub.journal import record
from hub.models import Person
from hub.reactions import react


def choose_language(*, actor: Person | None, person_id: int, language: str, now: datetime) -> None:
    """What leaves from now on is written in this language, what waits as well; the same again changes nothing."""
    with write():
        person = Person.objects.locked().get(pk=person_id)
        if person.language == language:
            return
        person.language = language
        person.save(update_fields=["language"])
        record(actor, "language.chosen", person, language=language)
        react("person.language_chosen", person=person, actor=actor, now=now)
