"""Quiet hours, by the clocks of where one lives."""

from datetime import UTC, datetime

import pytest

from hub.quiet import when_awake


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        ("2026-11-24T09:00", "Europe/Paris", "2026-11-24T09:00"),
        ("2026-11-24T19:59", "Europe/Paris", "2026-11-24T19:59"),
        ("2026-11-24T20:00", "Europe/Paris", "2026-11-25T07:00"),
        ("2026-11-24T23:30", "Europe/Paris", "2026-11-25T07:00"),
        ("2026-11-24T06:59", "Europe/Paris", "2026-11-24T07:00"),
        ("2026-11-24T07:00", "Europe/Paris", "2026-11-24T07:00"),
        ("2026-11-24T20:00", "Europe/London", "2026-11-24T20:00"),
        ("2026-11-24T17:00", "Indian/Reunion", "2026-11-25T04:00"),
        # Over the changes of clocks.
        ("2026-10-24T20:00", "Europe/Paris", "2026-10-25T07:00"),
        ("2026-03-28T22:00", "Europe/Paris", "2026-03-29T06:00"),
    ],
)
def test_what_comes_at_night_waits_until_eight(now, zone, due):
    found = when_awake(datetime.fromisoformat(now).replace(tzinfo=UTC), zone)

    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)
