"""Addresses that are keys stay out of the log, also when what they ask for is not there or fails."""

import io
import logging
import re

import pytest
from django.db import DataError, connection
from django.test import Client

from hub.logs import WithoutKeys
from tests.access.matrix import ROUTES

SECRET = "K3y-0f-somebody"
ADDRESSES = sorted(
    re.sub(r"<[^>]*>", SECRET, f"/{route}") for route in ROUTES if re.search("<str:(token|secret)>", route)
)


@pytest.fixture
def log():
    """What the one handler of ours writes."""
    handler = next(one for one in logging.getLogger().handlers if isinstance(one.formatter, WithoutKeys))
    text = io.StringIO()
    before = handler.setStream(text)
    yield text
    handler.setStream(before)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_that_is_a_key_is_not_written_down(cast, log, path):
    def fail(execute, sql, params, many, context):
        raise DataError(path)

    browser, kept = Client(raise_request_exception=False), path[: path.index(SECRET)]

    browser.get(path)
    with connection.execute_wrapper(fail):
        statuses = {browser.get(path).status_code, browser.get("/fr/agenda/").status_code}

    assert 500 in statuses
    assert f"DataError: {kept}..." in log.getvalue()
    assert SECRET not in log.getvalue()


def test_other_addresses_are_written_down(cast, log):
    Client().get("/fr/no/such/page/")

    assert log.getvalue() == "Not Found: /fr/no/such/page/\n"
