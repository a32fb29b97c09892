"""Working days: what "in two working days" means."""

from datetime import date, timedelta

SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """The day `count` working days after `day`; Saturdays and Sundays do not count."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            count -= 1
    return day
