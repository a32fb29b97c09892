"""Messages are found by what stands beside their text, too: fills that in for what was written before."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hub.search.fold import fold

BATCH = 500


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """By batches of their own; it can be run again."""
    posts, polls, uploads = (apps.get_model("community", name).objects for name in ("Post", "Poll", "Upload"))
    rows, last = posts.filter(more=True, deleted_at__isnull=True, hidden_for=""), 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for post in batch:
            beside = list(polls.filter(post=post).values_list("title", flat=True))
            for upload in uploads.filter(post=post, ready_at__isnull=False, dropped_at__isnull=True).order_by("place"):
                beside += [upload.alt] if upload.kind == "photo" else [upload.alt, upload.name]
            if any(beside):
                posts.filter(pk=post.pk, body=post.body).update(words=fold(" ".join([post.body, *beside])))
        last = batch[-1].pk


class Migration(migrations.Migration):
    """Data alone."""

    atomic = False
    dependencies = [("community", "0024_archived_photos")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
