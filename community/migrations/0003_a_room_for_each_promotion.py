"""Every promotion that has no room yet gets one, with its first discussion and its topic."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def open_rooms(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One room each, as old as its promotion."""
    promotion_model, room_model = apps.get_model("community", "Promotion"), apps.get_model("community", "Room")
    discussion_model, topic_model = apps.get_model("community", "Discussion"), apps.get_model("hub", "Topic")
    for promotion in promotion_model.objects.filter(room__isnull=True).order_by("pk"):
        room = room_model.objects.create(created_at=promotion.created_at)
        discussion_model.objects.create(room=room, title="", created_at=promotion.created_at)
        topic_model.objects.create(key=f"room:{room.pk}")
        promotion.room = room
        promotion.save(update_fields=["room"])


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("community", "0002_rooms"), ("hub", "0003_live_log")]
    operations = [migrations.RunPython(open_rooms, migrations.RunPython.noop)]
