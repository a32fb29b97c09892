"""The migration that takes testimonies out of pages: each person once, in pages and in what revisions keep."""

import importlib
import json
from types import SimpleNamespace

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cms import models

MOVE = importlib.import_module("cms.migrations.0005_testimonies_by_reference").move


def typed(words):
    said = {"quote": words, "name": "Hélène", "age": 64, "detail": "mentor", "consent_on": "2026-03-14"}
    return [{"type": "columns", "value": {"left": [{"type": "testimony", "value": said}], "right": []}}]


def test_words_typed_into_pages_become_one_testimony_in_each_language(cast):
    state = MigrationLoader(connection).project_state([("cms", "0005_testimonies_by_reference")]).apps
    for code, words in (("fr", "Il fallait écouter."), ("en", "I had to listen.")):
        page = models.HomePage.objects.get(locale__language_code=code)
        page.save_revision()
        state.get_model("cms", "HomePage").objects.filter(pk=page.pk).update(body=typed(words))
        revision = page.get_latest_revision()
        revision.content["body"] = json.dumps(typed(words))
        revision.save()

    MOVE(state, SimpleNamespace(connection=connection))

    (said,) = models.Testimony.objects.all()
    assert said.quote == {"fr": "Il fallait écouter.", "en": "I had to listen."}
    for page in models.HomePage.objects.exclude(locale__language_code="nl"):
        assert page.body[0].value["left"][0].value["testimony"] == said
        assert page.get_latest_revision_as_object().body[0].value["left"][0].value["testimony"] == said
