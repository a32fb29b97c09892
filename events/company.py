"""Who else comes: the first names of those who agreed, and a number for the others; for who comes themselves."""

from dataclasses import dataclass
from typing import Any

from events.models import Consent, Event, Registration
from events.models.consents import answers_of


@dataclass(frozen=True)
class Company:
    """The others at an event, and whether they see the first name of the one who asks."""

    names: list[str]
    others: int
    shown: bool


def company_of(event: Event, registration: Registration | None) -> Company | None:
    """For the holder of this seat; None for anybody without one, and where nobody comes. Two queries.

    On a training day they meet their promotion, whose page names everybody.
    """
    taking_part = registration is not None and registration.state == Registration.State.CONFIRMED
    if registration is None or not taking_part or event.kind == Event.Kind.TRAINING:
        return None
    if event.status == Event.Status.CANCELLED:
        return None
    rows = Registration.objects.coming().filter(event=event).select_related("person")
    agreed = answers_of(rows.values_list("person", flat=True), Consent.Purpose.NAME)
    rows = rows.order_by("person__first_name", "pk")
    others = [row for row in rows if row.person_id != registration.person_id]
    named = [row for row in others if row.person_id in agreed and agreed[row.person_id].given]
    number = len(others) - len(named) + sum(row.guests for row in others)
    mine = agreed.get(registration.person_id)
    return Company([row.person.first_name for row in named], number, mine is not None and mine.given)


def question(person: int, purpose: str) -> dict[str, Any]:
    """One question in its words, and what this person answered to it last. One query."""
    answer = answers_of([person], purpose).get(person)
    return {"purpose": purpose, "words": Consent.Purpose(purpose).label, "answer": answer}


def answer_of(person: Any, purpose: str) -> bool | None:
    """What this person answered last; None where they never did. One query, none for a visitor."""
    answer = answers_of([person.pk], purpose).get(person.pk) if person.is_authenticated else None
    return answer.given if answer else None
