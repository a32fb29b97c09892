"""The sheet one signs: from when the doors open its numbers stay the same, whoever walks in later."""

from events.models import Event, Registration
from events.models.roll import roll, roster
from events.policies import DOORS


def in_sheet_order(event: Event) -> list[Registration]:
    """Who is expected, by name; then whoever came to it after the doors had opened, as they came.

    So the number beside a signature is still that person's when it is typed in, hours later.
    """
    opens, known = event.starts_at - DOORS, roster(event)
    rows = roll(event)
    late = [row for row in rows if row.created_at and row.created_at >= opens and row.person_id not in known]
    return [row for row in rows if row not in late] + sorted(late, key=lambda row: row.pk)
