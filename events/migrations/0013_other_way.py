"""Whoever has a seat may wait for one in the other way of taking part."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The wish, and what a place in a line needs, for those with a seat and those without."""

    dependencies = [
        ("events", "0012_spoken_word"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="registration",
            name="registration_queue_once",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="registration_queued_has_number",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="registration_offered_has_end",
        ),
        migrations.RemoveIndex(
            model_name="registration",
            name="registration_offer_end",
        ),
        migrations.AddField(
            model_name="registration",
            name="wish",
            field=models.CharField(
                blank=True, choices=[("in_person", "in person"), ("online", "online")], max_length=10
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(("offered_until__isnull", False)),
                fields=["offered_until"],
                name="registration_offer_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                models.F("event"),
                models.Case(models.When(then="mode", wish=""), default="wish"),
                models.F("queue_number"),
                name="registration_once_in_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wish", ""),
                    models.Q(("state", "confirmed"), models.Q(("wish", models.F("mode")), _negated=True)),
                    _connector="OR",
                ),
                name="registration_wish_beside_a_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("state__in", ["waiting", "offered"]),
                            models.Q(("wish", ""), _negated=True),
                            _connector="OR",
                        ),
                        ("queue_number__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ["waiting", "offered"]),
                            models.Q(("wish", ""), _negated=True),
                            _connector="OR",
                            _negated=True,
                        ),
                        ("queue_number__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="registration_in_line_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offered_until__isnull", False), ("state", "offered")),
                    models.Q(models.Q(("state", "offered"), _negated=True), ("offered_until__isnull", True)),
                    models.Q(("wish", ""), _negated=True),
                    _connector="OR",
                ),
                name="registration_offer_has_end",
            ),
        ),
    ]
