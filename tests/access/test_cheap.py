"""What a visitor asks for costs little, whatever the address: at most twelve questions to the database (trust.md, S7)."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.matrix import PAGES, ROUTES

MOST = 12


def test_no_address_asks_the_database_more_often_than_twelve_times_for_a_visitor(places):
    counts = {}
    for route, (path, _row) in {**ROUTES, **PAGES}.items():
        Client().get(path.format(**places))
        with CaptureQueriesContext(connection) as queries:
            Client().get(path.format(**places))
        counts[route] = len(queries)

    assert {route: count for route, count in counts.items() if count > MOST} == {}
