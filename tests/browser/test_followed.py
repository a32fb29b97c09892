"""A program that opens mailed links in a real browser, and lets their scripts run, changes nothing."""

import pytest

from cms.links import status_path
from cms.models import Application
from events.models import Registration
from events.notices import seat_link, square_link
from tests.browser.seats import State, seat_that_is
from tests.events.test_scanners import stored

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_mailed_link_that_a_browser_opens_changes_nothing(visit, demo):
    with seat_that_is(State.OFFERED):
        seats = {row.state: row for row in Registration.objects.filter(event__status="published").order_by("pk")}
        applications = {one.state: one for one in Application.objects.select_related("registration").order_by("pk")}
        paths = [
            link(row).removeprefix(demo["base_url"]) for row in seats.values() for link in (seat_link, square_link)
        ]
        pages = ("status", "session", "interview", "place", "withdraw", "messages")
        paths += [status_path(one, page) for one in applications.values() for page in pages]
        before = stored()

        page = visit(paths[0])
        for path in paths:
            assert page.goto(path, wait_until="networkidle").status == 200

        assert {"confirmed", "waiting", "offered"} <= set(seats)
        assert len(paths) > 20
        assert stored() == before
