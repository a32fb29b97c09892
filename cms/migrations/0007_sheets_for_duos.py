"""A sheet of the library may be meant for mentors in a duo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more word among the audiences."""

    dependencies = [("cms", "0006_letters_and_needs")]
    operations = [
        migrations.AlterField(
            model_name="resourcepage",
            name="audience",
            field=models.CharField(
                choices=[
                    ("public", "everybody"),
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
