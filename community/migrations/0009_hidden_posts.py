"""Messages that the team hides, and what is kept of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0008_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hiding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("private", "it says too much about somebody"),
                            ("hurtful", "it may hurt somebody"),
                            ("advert", "it is advertising"),
                            ("wrong", "what it says is not right"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("hidden_at", models.DateTimeField(editable=False)),
            ],
        ),
        migrations.AddField(
            model_name="post",
            name="hidden_for",
            field=models.CharField(
                blank=True,
                choices=[
                    ("private", "it says too much about somebody"),
                    ("hurtful", "it may hurt somebody"),
                    ("advert", "it is advertising"),
                    ("wrong", "what it says is not right"),
                    ("other", "another reason"),
                ],
                default="",
                editable=False,
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("hidden_for", ""), models.Q(("body", ""), ("html", "")), _connector="OR"),
                name="post_hidden_is_empty",
            ),
        ),
        migrations.AddField(
            model_name="hiding",
            name="hidden_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="hiding",
            name="post",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="hiding", to="community.post"
            ),
        ),
        migrations.AddConstraint(
            model_name="hiding",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="hiding_has_a_reason"
            ),
        ),
    ]
