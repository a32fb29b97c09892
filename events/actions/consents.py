"""What somebody allows others to see of them, said and taken back at any time."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from events.models import Consent
from events.models.consents import VERSIONS, answers_of
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Person


class ConsentRefusal(Refusal):
    """This is not asked."""


def answer_consent(*, actor: Person | None, person: Person, purpose: str, given: bool, now: datetime) -> None:
    """Yes or no of `person`, without an actor by a mailed link; the same again changes nothing. Raises ConsentRefusal."""
    if purpose not in Consent.Purpose:
        raise ConsentRefusal("purpose", _("This request is damaged."))
    with write():
        keep_answer(actor=actor, person=person, purpose=purpose, given=given, now=now)


def keep_answers(*, actor: Person, answers: Mapping[str, bool] | None, now: datetime) -> None:
    """A step: one's own {purpose: yes or no}, as a form asks them beside something else; nothing for none."""
    for purpose, given in (answers or {}).items():
        keep_answer(actor=actor, person=actor, purpose=purpose, given=given, now=now)


def keep_answer(*, actor: Person | None, person: Person, purpose: str, given: bool, now: datetime) -> None:
    """A step: the answer, kept beside those before it."""
    require_write()
    Person.objects.locked().get(pk=person.pk)
    before = answers_of([person.pk], purpose).get(person.pk)
    if before is None or before.given != given:
        facts = {"person": person, "purpose": purpose, "given": given, "version": VERSIONS[purpose], "at": now}
        consent = Consent.objects.create(**facts)
        record(actor, "consent.given" if given else "consent.refused", consent, purpose=purpose)


def hand_over_answers(*, guest: Person, into: Person) -> None:
    """A step: two rows are one person, whose answers count in the order in which they were given."""
    require_write()
    Consent.objects.filter(person=guest).update(person=into)
