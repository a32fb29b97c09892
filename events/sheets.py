"""The sheet one signs: from when the doors open its numbers stay the same, whoever walks in or gives a seat back later."""

from typing import Any

from events.models import Event, Registration
from events.models.roll import in_name_order, roll, roster
from events.policies import DOORS

State = Registration.State


def in_sheet_order(event: Event) -> list[Registration]:
    """Who is expected, by name; then whoever took their seat after the doors had opened, as they came.

    So the number beside a signature is still that person's when it is typed in, hours later. Whoever has given their seat
    back since keeps their line, with `gone`.
    """
    opens, known = event.starts_at - DOORS, roster(event)
    rows: list[Any] = list(roll(event))
    left = Registration.objects.filter(
        event=event, state=State.WITHDRAWN, seated_at__isnull=False, modified_at__gte=opens
    )
    rows += left.exclude(person__in=list(known)).select_related("person")
    for row in rows:
        row.event, row.gone = event, row.state == State.WITHDRAWN and row.person_id not in known
    late = [row for row in rows if row.seated_at and row.seated_at >= opens and row.person_id not in known]
    return in_name_order(row for row in rows if row not in late) + sorted(late, key=lambda row: (row.seated_at, row.pk))
