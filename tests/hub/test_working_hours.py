"""Working hours: what counts, by whose clocks, and what never does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.words.working_hours import after_working_time, is_working_day

QUARTER = timedelta(minutes=15)
PLACES = [("Europe/Paris", "FR"), ("Europe/Brussels", "BE"), ("Europe/Amsterdam", "NL"), ("Indian/Reunion", "FR")]


def at(text, zone="Europe/Paris"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-24T10:00", 24, "2026-11-25T10:00"),
        ("2026-11-27T10:00", 24, "2026-11-30T10:00"),
        ("2026-11-27T10:00", 14, "2026-11-28T00:00"),
        ("2026-11-28T15:00", 24, "2026-12-01T00:00"),
        ("2026-12-24T10:00", 24, "2026-12-28T10:00"),
        ("2026-12-31T10:00", 24, "2027-01-04T10:00"),
        # Clocks go forward in that weekend, and back in the other.
        ("2026-03-27T10:00", 24, "2026-03-30T10:00"),
        ("2026-10-23T10:00", 72, "2026-10-28T10:00"),
    ],
)
def test_weekends_and_holidays_do_not_count(start, hours, end):
    found = after_working_time(at(start), timedelta(hours=hours), zone="Europe/Paris", country="FR")

    assert found == at(end)


@pytest.mark.parametrize(("country", "day"), [("BE", "2027-07-21"), ("NL", "2027-04-27"), ("FR", "2027-07-14")])
def test_each_country_has_holidays_of_its_own(country, day):
    assert [one for one in ("FR", "BE", "NL") if not is_working_day(at(day).date(), one)] == [country]


def test_the_clocks_of_the_branch_say_which_day_it_is():
    late_on_sunday = datetime(2026, 11, 29, 21, 0, tzinfo=UTC)

    ends = [
        after_working_time(late_on_sunday, timedelta(hours=1), zone=zone, country="FR") for zone, _country in PLACES
    ]

    assert [one - late_on_sunday for one in ends] == [timedelta(hours=hours) for hours in (3, 3, 3, 1)]


@given(
    quarters=st.integers(0, 4 * 24 * 1500),
    hours=st.integers(1, 100),
    place=st.sampled_from(PLACES),
)
def test_so_much_working_time_passes_and_no_more(quarters, hours, place):
    zone, country = place
    start, wait = datetime(2025, 1, 1, tzinfo=UTC) + quarters * QUARTER, timedelta(hours=hours)

    end = after_working_time(start, wait, zone=zone, country=country)

    moment, worked = start, timedelta()
    while moment < end:
        if is_working_day(moment.astimezone(ZoneInfo(zone)).date(), country):
            worked += QUARTER
        moment += QUARTER
    assert worked == wait
    assert is_working_day((end - QUARTER).astimezone(ZoneInfo(zone)).date(), country)
    assert after_working_time(start + QUARTER, wait, zone=zone, country=country) >= end
