"""The ground every test stands on: its own data folder, a migrated database copied per worker, strictness."""

import hashlib
import importlib
import os
import pkgutil
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ["HUB_DATA_DIR"])

pytest_plugins = [
    f"tests.fixtures.{name}" for name in ("strict", "swift", "static", "people", "server", "live", "mail", "browser")
]
hypothesis_settings.register_profile("house", deadline=None, max_examples=60)
hypothesis_settings.load_profile("house")


def pytest_configure() -> None:
    """What differs from the demo: mail stays in memory, a password is hashed in no time, and no commit waits for a disk
    that is thrown away afterwards (what others see of it, and when, is the same).
    """
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if connection.vendor == "postgresql":
        connection.settings_dict["OPTIONS"]["options"] = "-c synchronous_commit=off"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright leaves a running loop behind."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_collection_finish() -> None:
    """Imports all of our modules: Hypothesis draws from the constants of what is loaded, and a server's thread
    that loads one more in the middle of a property makes it call the property flaky.
    """
    for app in ("hub", "community", "events", "workshops", "cms"):
        for module in pkgutil.walk_packages([str(ROOT / app)], f"{app}."):
            if not {"migrations", "__main__", "asgi"} & set(module.name.split(".")):
                importlib.import_module(module.name)


def pytest_unconfigure() -> None:
    """Leaves no folder behind."""
    shutil.rmtree(DATA, ignore_errors=True)


def migrations_key() -> str:
    """Changes whenever a migration is added or changed, here or in a library."""
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415  # needs Django set up

    loader = MigrationLoader(None, ignore_no_migrations=True)
    names = sorted(f"{app}.{name}" for app, name in loader.disk_migrations)
    ours = sorted(path for path in ROOT.glob("*/migrations/*.py"))
    text = "".join(names) + "".join(path.read_text(encoding="utf-8") for path in ours)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def template_database() -> Path:
    """A migrated SQLite file, made once per state of the migrations and kept."""
    folder = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "lebanc-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{migrations_key()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """SQLite: a copy of the migrated template. Postgres: a test database, migrated once per worker."""
    from django.test import TransactionTestCase  # noqa: PLC0415  # needs Django set up
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415  # the same

    from tests.stage import note_what_stands, sweep  # noqa: PLC0415  # the same

    TransactionTestCase._fixture_teardown = sweep
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            config = setup_databases(verbosity=0, interactive=False, serialized_aliases=[], aliases=["default"])
            note_what_stands()
            yield
            connection.close_pool()
            teardown_databases(config, verbosity=0)
            return
        template = template_database()
        path = DATA / f"{worker}.sqlite3"
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(path)
        if template.exists():
            shutil.copyfile(template, path)
        else:
            migrate_into(path, template)
        note_what_stands()
        # Django asks the database once in a process; a test that counts queries is not to pay for it.
        assert connection.features.supports_json_field
        yield
        connection.close()


def migrate_into(path: Path, template: Path) -> None:
    """Migrates a new file and keeps a copy as the template."""
    from django.core.management import call_command  # noqa: PLC0415  # needs Django set up

    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    with sqlite3.connect(path) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    draft = template.with_suffix(f".{os.getpid()}")
    shutil.copyfile(path, draft)
    draft.replace(template)


@pytest.fixture(autouse=True)
def no_language_left() -> Iterator[None]:
    """A request in English leaves its thread in English; the next test begins in the site's own language."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches beyond this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            message = f"A test wanted to reach {address}."
            raise AssertionError(message)
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
