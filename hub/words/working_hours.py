"""Working hours: how much of the time that passes somebody can be expected to answer in; pure.

Every hour of a working day counts, by the clocks of a zone; Saturdays, Sundays and the country's public holidays do not.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from hub.words.working_days import SATURDAY

DAY = timedelta(days=1)


@cache
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a whole country (ISO 3166, two letters) in one year."""
    return frozenset(country_holidays(country, years=year))


def is_working_day(day: date, country: str) -> bool:
    """Neither at a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and day not in holidays_of(country, day.year)


def first_moment(day: date, zone: str) -> datetime:
    """When that day begins by the clocks of `zone`, in UTC: two of them subtract to hours that really pass."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def after_working_time(start: datetime, wait: timedelta, *, zone: str, country: str) -> datetime:
    """The moment by which so much working time has passed since `start`."""
    at, left = start.astimezone(UTC), wait
    day = at.astimezone(ZoneInfo(zone)).date()
    while True:
        tomorrow = first_moment(day + DAY, zone)
        if is_working_day(day, country):
            at = max(at, first_moment(day, zone))
            if tomorrow - at >= left:
                return at + left
            left -= tomorrow - at
        day += DAY
