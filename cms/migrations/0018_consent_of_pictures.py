"""The day until which people agreed to be shown says what it does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0017_where_applications_come_from"),
    ]

    operations = [
        migrations.AlterField(
            model_name="siteimage",
            name="consent_until",
            field=models.DateField(
                blank=True,
                help_text="From the next day on no page shows it any more, until another day stands here.",
                null=True,
                verbose_name="consent of the people shown ends on",
            ),
        ),
    ]
