"""Of a branch or a promotion, an event may be meant for those alone who have come so far in their journey."""

from django.db import migrations, models

STAGES = [("trained", "mentors who have been trained"), ("duo", "mentors in a duo")]


class Migration(migrations.Migration):
    """Empty for every event that is there, which asks for nothing: each is shown to whom it was."""

    dependencies = [("events", "0013_moved_at")]
    operations = [
        migrations.AddField(
            model_name="event",
            name="stage",
            field=models.CharField(blank=True, choices=STAGES, db_default="", default="", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage", ""),
                    models.Q(("audience__in", ("branch", "promotion")), ("stage__in", ["trained", "duo"])),
                    _connector="OR",
                ),
                name="event_stage_within_named",
            ),
        ),
    ]
