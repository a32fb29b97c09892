"""A poll can ask for words in place of dates; what it offers is one of the two."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0034_absences_outlive_who_stands_in"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="polloption",
            name="poll_option_once",
        ),
        migrations.AddField(
            model_name="polloption",
            name="stance",
            field=models.CharField(
                blank=True,
                choices=[("agree", "I agree"), ("disagree", "I do not agree"), ("none", "No opinion")],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="polloption",
            name="text",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AlterField(
            model_name="polloption",
            name="starts_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="polloption",
            name="wall_start",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddConstraint(
            model_name="polloption",
            constraint=models.UniqueConstraint(
                fields=("poll", "wall_start", "text", "stance"), name="poll_option_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="polloption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stance", ""),
                        ("starts_at__isnull", False),
                        ("text", ""),
                        models.Q(("wall_start", ""), _negated=True),
                    ),
                    models.Q(
                        ("stance", ""),
                        ("starts_at__isnull", True),
                        ("wall_start", ""),
                        models.Q(("text", ""), _negated=True),
                    ),
                    models.Q(
                        ("starts_at__isnull", True),
                        ("text", ""),
                        ("wall_start", ""),
                        models.Q(("stance", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="poll_option_is_one_thing",
            ),
        ),
    ]
