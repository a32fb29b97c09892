"""Pages that only repeated another language's words go: their addresses show the French page, which says so."""

from typing import Any

from django.db import migrations
from django.db.models import F
from wagtail.models import Page

STEP = Page.steplen


def remove_aliases(apps: Any, schema_editor: Any) -> None:
    """Deepest first; one below which somebody has written pages is hidden until they are moved."""
    db = schema_editor.connection.alias
    pages = apps.get_model("wagtailcore", "Page").objects.using(db)
    kinds = (
        apps.get_model("contenttypes", "ContentType").objects.using(db).filter(app_label="wagtailcore", model="page")
    )
    ghosts = pages.exclude(alias_of=None).exclude(alias_of__locale=F("locale"))
    for pk, path in list(ghosts.order_by("-depth", "pk").values_list("pk", "path")):
        if pages.filter(path__startswith=path).exclude(pk=pk).exists():
            pages.filter(pk=pk).update(live=False, alias_of=None)
            continue
        for name in ("Revision", "ReferenceIndex"):
            rows = apps.get_model("wagtailcore", name).objects.using(db)
            rows.filter(base_content_type__in=kinds, object_id=str(pk)).delete()
        pages.filter(pk=pk).delete()
        pages.filter(path=path[:-STEP]).update(numchild=F("numchild") - 1)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0019_who_waits_for_a_mentor"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(remove_aliases, migrations.RunPython.noop)]
