"""Every room is looked after by the branch of its promotion, and every report is about the room of its own."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def say_where(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """As their promotions say."""
    promotions = apps.get_model("community", "Promotion").objects
    branch = promotions.filter(room=OuterRef("pk")).values("branch")
    apps.get_model("community", "Room").objects.filter(branch=None).update(branch=Subquery(branch))
    room = promotions.filter(pk=OuterRef("promotion")).values("room")
    apps.get_model("community", "Report").objects.filter(room=None).update(room=Subquery(room))


def say_whose(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back: reports name the promotion of their room."""
    promotion = apps.get_model("community", "Promotion").objects.filter(room=OuterRef("room")).values("pk")
    apps.get_model("community", "Report").objects.update(promotion=Subquery(promotion))


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("community", "0027_rooms_stand_in_a_branch")]
    operations = [migrations.RunPython(say_where, say_whose)]
