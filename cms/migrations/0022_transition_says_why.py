"""Every move of an application says why."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0021_words_of_sheets"),
        ("events", "0023_index_of_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="transition_says_why"
            ),
        ),
    ]
