"""Postgres' index of the words by which events are found."""

from django.db import migrations

from hub.search.field import index_words


class Migration(migrations.Migration):
    """One index, without stopping those who write."""

    atomic = False
    dependencies = [("events", "0022_words_of_events")]
    operations = [index_words("events_event")]
