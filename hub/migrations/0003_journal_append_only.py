"""The journal's lines can be added and, when their time is over, deleted; never changed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    (
        "CREATE TRIGGER hub_entry_fixed BEFORE UPDATE ON hub_entry "
        "WHEN NEW.verb IS NOT OLD.verb OR NEW.at IS NOT OLD.at OR NEW.codes IS NOT OLD.codes "
        "OR NEW.target_id IS NOT OLD.target_id OR NEW.target_type IS NOT OLD.target_type "
        "OR (NEW.actor_id IS NOT OLD.actor_id AND NEW.actor_id IS NOT NULL) "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
]
POSTGRES = [
    (
        "CREATE FUNCTION hub_entry_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF (NEW.verb, NEW.at, NEW.codes, NEW.target_type) IS DISTINCT FROM (OLD.verb, OLD.at, OLD.codes, OLD.target_type) "
        "OR NEW.target_id IS DISTINCT FROM OLD.target_id "
        "OR (NEW.actor_id IS DISTINCT FROM OLD.actor_id AND NEW.actor_id IS NOT NULL) "
        "THEN RAISE EXCEPTION 'the journal is append-only'; END IF; RETURN NEW; END $$"
    ),
    "CREATE TRIGGER hub_entry_fixed BEFORE UPDATE ON hub_entry FOR EACH ROW EXECUTE FUNCTION hub_entry_fixed()",
]


def fix(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Adds the trigger of this database."""
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def loosen(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Takes it away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER hub_entry_fixed ON hub_entry")
        schema_editor.execute("DROP FUNCTION hub_entry_fixed()")
    else:
        schema_editor.execute("DROP TRIGGER hub_entry_fixed")


class Migration(migrations.Migration):
    """One trigger."""

    replaces = [
        ("hub", "0001_people_branches_notices"),
        ("hub", "0004_branch_place_on_the_map"),
        ("hub", "0005_fewer_indexes_on_the_log"),
    ]
    dependencies = [("hub", "0002_branches_notices_log")]
    operations = [migrations.RunPython(fix, loosen)]
