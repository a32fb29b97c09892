"""Reports of messages and people, and who has written a post for somebody else."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0018_uploads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="post",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("referent", "Referent"), ("coordinator", "Coordinator"), ("admin", "Admin")],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("hurtful", "it hurts somebody"),
                            ("private", "it says too much about somebody, a young person for instance"),
                            ("advert", "it is advertising, or a swindle"),
                            ("danger", "I am worried about somebody"),
                            ("other", "something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(editable=False)),
                ("handled_at", models.DateTimeField(editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("talked", "we talked with those concerned"),
                            ("hidden", "the message was hidden"),
                            ("removed", "the person was taken off the roster"),
                            ("nothing", "there was nothing to do"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="community.post",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="community.promotion"
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("handled_at__isnull", True), ("post__isnull", False)),
                        fields=("reporter", "post"),
                        name="report_of_post_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("handled_at__isnull", True), ("post__isnull", True)),
                        fields=("reporter", "person", "promotion"),
                        name="report_of_person_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at__isnull", True), ("outcome", "")),
                            models.Q(("handled_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="report_handled_says_how",
                    ),
                ],
            },
        ),
    ]
