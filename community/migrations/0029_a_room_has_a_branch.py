"""From now on no room is without a branch, and reports are about rooms alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Constraints, and the column that is needed no more."""

    dependencies = [
        ("community", "0028_a_branch_for_each_room"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterField(
            model_name="room",
            name="branch",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="rooms", to="hub.branch"
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="community.room"
            ),
        ),
        migrations.RemoveConstraint(model_name="report", name="report_of_person_open_once"),
        migrations.RemoveField(model_name="report", name="promotion"),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handled_at__isnull", True), ("post__isnull", True)),
                fields=("reporter", "person", "room"),
                name="report_of_person_open_once",
            ),
        ),
    ]
