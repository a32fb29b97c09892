"""How often each public page asks the database: `python -m tests.site.queries`, beside the demo, with its settings.

One page more is made, of every block twice, and taken back: editors may build it, the demo has no reason to.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import django

from tests.faults.children import ROOT, python
from tests.faults.report import Line
from tests.site.answers import mapped
from tests.site.place import Site

MOST = 12


def check_queries(site: Site) -> Iterator[Line]:
    """Every page of the map, asked a second time: what never changes is known by then."""
    paths = sorted(mapped(site))[:: 6 if site.short else 1]
    said = subprocess.run(
        python("-m", "tests.site.queries"),
        cwd=ROOT, env=site.env, input=json.dumps(paths), capture_output=True, text=True, check=True,
    )  # fmt: skip
    counts: dict[str, int] = json.loads(said.stdout)
    worst = max(counts, key=lambda path: counts[path])
    figure = f"{counts[worst]} at most ({worst}), {len(counts)} pages"
    yield Line("every public page", "asks the database", figure, f"≤ {MOST} times", counts[worst] <= MOST)


def whole_page() -> str:
    """The address of a new page of every block, twice."""
    from cms.models import HomePage, StandardPage  # noqa: PLC0415  # once the settings are read
    from tests.browser.test_blocks import every_block  # noqa: PLC0415  # the same

    home = HomePage.objects.get(locale__language_code="fr")
    page = StandardPage(title="Tous les blocs", slug="tous-les-blocs", locale=home.locale)
    page.body = [*every_block(), *every_block()]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page.url_path


def count() -> dict[str, int]:
    """{path: queries} of the paths that come in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415  # once the settings are read
    from django.db import connection, transaction  # noqa: PLC0415  # the same
    from django.test import Client  # noqa: PLC0415  # the same
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  # the same

    host = settings.HUB_URL.partition("://")[2]

    def asked(path: str) -> int:
        Client().get(path, headers={"host": host})
        with CaptureQueriesContext(connection) as queries:
            answer = Client().get(path, headers={"host": host})
        if answer.status_code != 200:
            raise RuntimeError(path)
        return len(queries)

    found = {path: asked(path) for path in json.load(sys.stdin)}
    with transaction.atomic():
        path = whole_page()
        found[path] = asked(path)
        transaction.set_rollback(True)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(count()))
