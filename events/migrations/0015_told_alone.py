"""Whether a mail about a seat alone has told of it, which was guessed from its stamps until now."""

from collections import Counter
from typing import Any

from django.db import migrations, models


def guess(apps: Any, schema_editor: Any) -> None:
    """As it was guessed: not taken together with others of its series, or changed since. Elsewhere each seat has its own mail.

    Where that is wrong, a date leaves a calendar by a cancellation of its own that a file would have done as well.
    """
    seats = apps.get_model("events", "Registration").objects.using(schema_editor.connection.alias)
    rows = list(seats.filter(state="confirmed").select_related("event").order_by("pk"))
    together = Counter((row.person_id, row.event.series, row.seated_at) for row in rows if row.event.series)

    def alone(row: Any) -> bool:
        taken = row.seated_at or row.created_at
        since = row.modified_at > taken or (row.event.sequence > 0 and row.event.modified_at > taken)
        return since or together[row.person_id, row.event.series, row.seated_at] < 2  # noqa: PLR2004  # together: two

    keys = [row.pk for row in rows if alone(row)]
    for start in range(0, len(keys), 500):
        seats.filter(pk__in=keys[start : start + 500]).update(told_alone=True)


class Migration(migrations.Migration):
    """A column, and what is known of the seats that are there."""

    dependencies = [("events", "0014_stage")]
    operations = [
        migrations.AddField(
            model_name="registration",
            name="told_alone",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunPython(guess, migrations.RunPython.noop, elidable=True),
    ]
