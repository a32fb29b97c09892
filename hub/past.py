"""What a database has been through, and whether our migrations can go on from there."""

from itertools import groupby
from operator import itemgetter

from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

Step = tuple[str, str]


def written() -> dict[Step, Migration]:
    """The migrations on disk; no query."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    steps: dict[Step, Migration] = loader.disk_migrations
    return steps


def gone(steps: dict[Step, Migration]) -> list[Step]:
    """The old steps that were joined, in order.

    The last that joins any of an app names the first of its old ones; what comes after it bears another name than it
    had, and goes on from any database.
    """
    old = sorted((one, step.name) for step in steps.values() for one in step.replaces)
    last: dict[str, str] = {}
    for (app, _name), ours in old:
        last.setdefault(app, ours)
    return [one for one, ours in old if one not in steps and ours <= last[one[0]]]


def first_missing(done: set[Step]) -> str:
    """The first of the old steps that such a database lacks, where it has been through the first and not all; or nothing.

    Django would look for the others, and where nothing asks for them leave the whole app out without a word.
    """
    for _app, group in groupby(gone(written()), itemgetter(0)):
        steps = list(group)
        missing = [one for one in steps if one not in done]
        if missing and steps[0] in done:
            return ".".join(missing[0])
    return ""


def other_names(done: set[Step]) -> set[Step]:
    """The former names of what such a database has been through under its present name alone: Django asks for both."""
    return {one for key, step in written().items() if key in done for one in step.replaces} - done
