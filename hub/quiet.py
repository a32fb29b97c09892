"""Quiet hours: what people hear of by mail waits until they are up."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, EVENING = time(8), time(21)


def when_awake(now: datetime, zone: str) -> datetime:
    """Now, or between nine in the evening and eight in the morning by the clocks of `zone`, the next eight o'clock."""
    wall = now.astimezone(ZoneInfo(zone))
    if MORNING <= wall.time() < EVENING:
        return now
    day = wall.date() + timedelta(days=1 if wall.time() >= EVENING else 0)
    return datetime.combine(day, MORNING, wall.tzinfo).astimezone(now.tzinfo)
