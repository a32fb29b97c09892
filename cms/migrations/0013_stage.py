"""Of a branch or a promotion, a sheet may be meant for those alone who have come so far in their journey."""

from django.db import migrations, models

STAGES = [("trained", "mentors who have been trained"), ("duo", "mentors in a duo")]


class Migration(migrations.Migration):
    """Empty for every sheet that is there, and in its drafts: each is shown to whom it was."""

    dependencies = [("cms", "0012_when_they_were_called")]
    operations = [
        migrations.AddField(
            model_name="resourcepage",
            name="stage",
            field=models.CharField(
                blank=True,
                choices=STAGES,
                db_default="",
                default="",
                help_text="Where it is for a branch or a promotion: for these of its mentors alone.",
                max_length=10,
                verbose_name="how far they have come",
            ),
        ),
        migrations.AddConstraint(
            model_name="resourcepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage", ""),
                    models.Q(("audience__in", ("branch", "promotion")), ("stage__in", ["trained", "duo"])),
                    _connector="OR",
                ),
                name="sheet_stage_within_named",
            ),
        ),
    ]
