"""Words typed into pages and their revisions become testimonies of their own, so that they are withdrawn once."""

import json
from typing import Any

from django.db import migrations

PAGES = ("homepage", "standardpage", "callindexpage", "callpage", "resourceindexpage", "resourcepage")


class Moved:
    """Testimonies made so far, by who said it and when they agreed; each language adds its words."""

    def __init__(self, model: Any, alias: str) -> None:
        self.model, self.alias = model, alias
        self.made: dict[tuple[str, str, int], Any] = {}

    def key_of(self, typed: dict[str, Any], language: str) -> int:
        """The testimony of these words; another one where the same person said something else."""
        turn = 0
        while True:
            place = (typed["name"], typed["consent_on"], turn)
            row = self.made.setdefault(place, self.model(name=typed["name"], consent_on=typed["consent_on"]))
            if row.quote.get(language, typed["quote"]) == typed["quote"]:
                break
            turn += 1
        row.age = typed.get("age") or row.age
        row.quote = {**row.quote, language: typed["quote"]}
        row.detail = {**row.detail, language: typed.get("detail", "")} if typed.get("detail") else row.detail
        row.save(using=self.alias)
        key: int = row.pk
        return key

    def in_body(self, body: Any, language: str) -> Any:
        """The body with references; the very object where it holds no typed words."""
        if isinstance(body, list):
            fresh = [self.in_body(one, language) for one in body]
            return body if all(new is old for new, old in zip(fresh, body, strict=True)) else fresh
        if not isinstance(body, dict):
            return body
        value = body.get("value")
        if body.get("type") == "testimony" and isinstance(value, dict) and "quote" in value:
            return {**body, "value": {"testimony": self.key_of(value, language)}}
        fresh = {key: self.in_body(one, language) for key, one in body.items()}
        return body if all(fresh[key] is body[key] for key in body) else fresh


def move(apps: Any, schema_editor: Any) -> None:
    """Pages first, then what their revisions keep."""
    alias = schema_editor.connection.alias
    testimony = apps.get_model("cms", "Testimony")
    moved = Moved(testimony, alias)
    languages = {}
    for name in PAGES:
        for page in apps.get_model("cms", name).objects.using(alias).select_related("locale").order_by("pk"):
            languages[str(page.pk)] = page.locale.language_code
            body = moved.in_body(page.body, page.locale.language_code)
            if body is not page.body:
                page.body = body
                page.save(update_fields=["body"])
    for revision in apps.get_model("wagtailcore", "Revision").objects.using(alias).order_by("pk").iterator():
        stored = revision.content.get("body")
        if not isinstance(stored, str) or '"testimony"' not in stored:
            continue
        body = json.loads(stored)
        fresh = moved.in_body(body, languages.get(str(revision.object_id), "fr"))
        if fresh is not body:
            revision.content = {**revision.content, "body": json.dumps(fresh)}
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("cms", "0004_testimonies"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
