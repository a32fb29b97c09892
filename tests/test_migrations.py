"""Migrations: named, complete, reversible, and ignorant of blocks."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cms.models import HomePage
from hub.db import write
from hub.journal import record
from hub.management.commands.migrate import check_past
from hub.models import Branch, Entry
from hub.past import gone

ROOT = Path(__file__).resolve().parent.parent
APPS = ("hub", "community", "events", "cms")
BODY = [
    {"type": "text", "value": "<p>«\xa0Été\xa0» 👍 &amp; co</p>", "id": "11111111-1111-4111-8111-111111111111"},
    {
        "type": "steps",
        "value": {"heading": "", "items": [{"title": "a", "text": "b"}, {"title": "c", "text": "d"}]},
        "id": "22222222-2222-4222-8222-222222222222",
    },
]


def written() -> list[Path]:
    return [path for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]


def raw(page: HomePage) -> str:
    """The column as the database holds it."""
    with connection.cursor() as cursor:
        kind = "body::text" if connection.vendor == "postgresql" else "body"
        cursor.execute(f"SELECT {kind} FROM cms_homepage WHERE page_ptr_id = %s", [page.pk])  # noqa: S608  # our own names
        return cursor.fetchone()[0]


def test_nothing_is_left_to_migrate(db):
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert "No changes" in out.getvalue()


def test_every_migration_has_a_name_of_its_own():
    assert [path.name for path in written() if re.fullmatch(r"\d{4}_(initial|auto_.*)\.py", path.name)] == []


def test_no_migration_names_a_block():
    text = {path.name: path.read_text(encoding="utf-8") for path in written()}

    assert [name for name, code in text.items() if re.search(r"blocks|StreamField|block_lookup", code)] == []


def test_a_historical_model_saves_a_body_byte_for_byte(cast):
    page = HomePage.objects.get(locale__language_code="fr")
    page.body = json.dumps(BODY)
    page.save()
    before = raw(page)

    state = MigrationLoader(connection).project_state([("cms", "0002_pages")])
    old = state.apps.get_model("cms", "HomePage").objects.get(pk=page.pk)
    old.save()

    assert isinstance(old.body, list)
    assert raw(page) == before
    assert HomePage.objects.get(pk=page.pk).body.get_prep_value() == BODY


def test_revisions_and_publication_keep_the_body(cast):
    page = HomePage.objects.get(locale__language_code="fr")
    page.body = json.dumps(BODY)
    revision = page.save_revision()

    assert revision.as_object().body.get_prep_value() == BODY
    revision.publish()

    assert HomePage.objects.get(pk=page.pk).body.get_prep_value() == BODY


def test_the_journal_cannot_be_rewritten(cast):
    entry = Entry.objects.order_by("pk").first()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(verb="forged")


def test_every_step_of_ours_can_be_taken_back():
    loader = MigrationLoader(connection)
    steps = [
        (f"{app}.{name}", operation)
        for (app, name), migration in loader.disk_migrations.items()
        if app in APPS
        for operation in migration.operations
    ]

    assert [name for name, operation in steps if not operation.reversible] == []


def forget(names: set[tuple[str, str]]) -> None:
    """As if the database had not been through these."""
    for app, name in names:
        MigrationRecorder(connection).record_unapplied(app, name)


def steps() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Those of ours that replace others, and those others."""
    written = [step for (app, _), step in MigrationLoader(connection).disk_migrations.items() if app in APPS]
    joined = [step for step in written if step.replaces]
    return {(step.app_label, step.name) for step in joined}, {one for step in joined for one in step.replaces}


def test_a_database_of_before_goes_on_as_it_is(db):
    ours, replaced = steps()
    forget(ours)
    out = StringIO()

    call_command("migrate", stdout=out)

    assert "No migrations to apply" in out.getvalue()
    assert ours | replaced <= set(MigrationRecorder(connection).applied_migrations())


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("kept", [slice(1), slice(-1)], ids=["at the first", "before the last"])
def test_a_database_that_stopped_half_way_is_told_so(db, app, kept):
    ours, _replaced = steps()
    names = [one for one in gone(MigrationLoader(connection).disk_migrations) if one[0] == app]
    forget(ours | (set(names) - set(names[kept])))
    before = set(MigrationRecorder(connection).applied_migrations())
    then = ".".join(names[len(names[kept])])

    with pytest.raises(CommandError, match=rf"older than {then}, .*remove .* start again"):
        call_command("migrate", verbosity=0)

    assert set(MigrationRecorder(connection).applied_migrations()) == before


RENAMED = {("events", "0004_chosen_calendars"): ("events", "0024_chosen_calendars")}


@pytest.mark.parametrize("name", [*RENAMED, *RENAMED.values()])
def test_a_step_that_has_another_name_now_is_done_under_either(db, name):
    forget({*RENAMED, *RENAMED.values()} - {name})
    out = StringIO()

    call_command("migrate", stdout=out)

    assert "No migrations to apply" in out.getvalue()
    assert {*RENAMED, *RENAMED.values()} <= set(MigrationRecorder(connection).applied_migrations())


def test_a_database_of_before_a_step_that_has_another_name_now_goes_on(db):
    old = {*gone(MigrationLoader(connection).disk_migrations)}
    ours, replaced = steps()
    later = {one for one in MigrationLoader(connection).disk_migrations if one[0] == "events"} - ours
    forget(ours | later | (replaced - old))

    check_past()

    left = MigrationExecutor(connection).migration_plan([max(later)])
    assert [step.name for step, _ in left] == sorted(name for _, name in {*RENAMED, *later})


@pytest.mark.parametrize("app", APPS)
def test_a_first_start_that_was_cut_short_goes_on(db, app):
    """After the first of an app: what is left to do is what comes after it."""
    first, *later = sorted(name for label, name in steps()[0] if label == app)
    written = MigrationLoader(connection).disk_migrations
    forget(
        {one for name in (first, *later) for one in ((app, name), *written[app, name].replaces)}
        - {*written[app, first].replaces}
    )

    check_past()

    left = MigrationExecutor(connection).migration_plan([(app, (first, *later)[-1])])
    assert [step.name for step, _ in left if step.app_label == app] == later


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_the_journal_s_lock_is_taken_off_and_put_back():
    call_command("migrate", "hub", "0002", verbosity=0)
    call_command("migrate", verbosity=0)
    branch = Branch.objects.create(slug="test", city={"fr": "Test"}, country="FR", zone="Europe/Paris")
    with write():
        record(None, "tested", branch)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(verb="forged")
