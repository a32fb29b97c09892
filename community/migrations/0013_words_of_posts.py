"""A post keeps the words it is searched by."""

from django.db import migrations

from hub.search.field import WordsField


class Migration(migrations.Migration):
    """One column, empty until the next migration fills it."""

    dependencies = [("community", "0012_announcements")]

    operations = [migrations.AddField(model_name="post", name="words", field=WordsField())]
