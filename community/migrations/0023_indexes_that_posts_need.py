"""Indexes of posts and memberships: those that are asked for, and no second one beside a constraint."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Other indexes, the same answers."""

    dependencies = [
        ("community", "0022_moved_messages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="promotion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="community.promotion",
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="discussion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="posts",
                to="community.discussion",
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="quote",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="quoted_in",
                to="community.post",
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="room",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="community.room"
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="written_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["person", "promotion"], name="membership_of_person"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["promotion", "role"], name="membership_by_role"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=models.Q(("quote__isnull", False)), fields=["quote"], name="post_quote"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("written_by__isnull", False)), fields=["written_by"], name="post_written_by"
            ),
        ),
    ]
