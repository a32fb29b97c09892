"""A sheet of the library may be meant for those who apply, from a step on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more word among the audiences, and the step."""

    dependencies = [("cms", "0007_sheets_for_duos")]
    operations = [
        migrations.AddField(
            model_name="resourcepage",
            name="from_step",
            field=models.CharField(
                blank=True,
                choices=[
                    ("session", "the information session"),
                    ("interview", "the interview"),
                    ("training", "the training"),
                ],
                db_default="",
                default="",
                help_text="For those who apply: nothing chosen shows it from the beginning.",
                max_length=10,
                verbose_name="from which step on",
            ),
        ),
        migrations.AlterField(
            model_name="resourcepage",
            name="audience",
            field=models.CharField(
                choices=[
                    ("public", "everybody"),
                    ("applicants", "those who apply"),
                    ("mentors", "all mentors"),
                    ("trained", "mentors who have been trained"),
                    ("duo", "mentors in a duo"),
                    ("branch", "a branch"),
                    ("promotion", "a promotion"),
                ],
                default="mentors",
                max_length=10,
                verbose_name="for whom",
            ),
        ),
    ]
