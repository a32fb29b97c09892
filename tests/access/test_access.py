"""Walks the site's own map: an address that the matrix does not list is a failure."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLResolver

from hub.live.topics import may_read
from hub.models import Entry
from hub.parts import parts
from tests.access.matrix import CODES, GROUPS, PAGES, ROUTES, TOPICS, WHO

# Written by reads on purpose (architecture: sessions' expiry, and the tables of the test itself).
MAY_CHANGE = {"django_session", "hub_entry"}


def walk(resolver: Any, prefix: str = "") -> list[str]:
    """Every route below a resolver; a library's group counts once, by its prefix."""
    found = []
    for pattern in resolver.url_patterns:
        part = "fr/" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        route = prefix + part
        if route in GROUPS:
            found.append(route)
        elif isinstance(pattern, URLResolver):
            found += walk(pattern, route)
        else:
            found.append(route)
    return found


def rows() -> dict[str, int]:
    """How many rows each table holds, but for the lines that say who opened somebody's file."""
    counts = {"hub_entry": Entry.objects.exclude(verb__endswith=".read").count()}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in MAY_CHANGE:
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # our own names
                counts[table] = cursor.fetchone()[0]
    return counts


def test_every_address_is_in_the_matrix():
    assert sorted(set(walk(get_resolver()))) == sorted([*ROUTES, *GROUPS])


def test_every_live_topic_is_in_the_matrix():
    assert {topic.__name__ for topic in parts("live_topics")} == set(TOPICS)


def test_which_topics_each_person_reads(places, cast, clock):
    wrong = {
        (name, who): letter
        for name, (key, row) in TOPICS.items()
        for who, letter in list(zip(WHO, row, strict=True))[1:]
        if may_read(cast.people[who], key.format(**places)) is not (letter == "o")
    }

    assert wrong == {}


@pytest.mark.parametrize("who", WHO)
def test_what_each_person_is_answered_writes_nothing_by_the_strict_policy_and_without_a_cookie_before_sign_in(
    who, places, signed_in
):
    known = None if who == "anonymous" else signed_in(who)
    index, before = WHO.index(who), rows()

    wrong, lax, with_cookie = {}, [], set()
    for route, (path, row) in {**GROUPS, **ROUTES, **PAGES}.items():
        answer = (known or Client()).get(path.format(**places))
        if answer.status_code not in CODES[row[index]]:
            wrong[route] = (answer.status_code, row[index])
        if route not in GROUPS:
            lax += [] if is_strict(answer) else [route]
            with_cookie |= {route} if answer.cookies and not known and not route.startswith("fr/connexion") else set()

    assert wrong == {}
    assert lax == [], "of all outside the admin"
    assert with_cookie == set()
    assert rows() == before


def is_strict(answer) -> bool:
    """Whether nothing may run there that we do not send."""
    return "unsafe" not in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"
