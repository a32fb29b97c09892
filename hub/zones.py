"""Time zones as calendars can know them: by the one yearly rule that the tz database keeps for all years to come."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

# For how many years the clocks are compared with the rule, and how often.
YEARS, OFTEN = 10, timedelta(hours=6)
# A tz file (RFC 9636, section 3) that holds one dummy type and no change, twice: the second form ends with the rule.
HOLLOW = b"TZif2" + bytes(31) + b"\0\0\0\1" + b"\0\0\0\1" + bytes(7)


def posix_rule(zone: str) -> str:
    """The last line of the zone's file, such as CET-1CEST,M3.5.0,M10.5.0/3 (RFC 9636, section 3.3.1)."""
    parts = zone.split("/")
    places = (Path(root, *parts) for root in TZPATH)
    # Where ZoneInfo looks, in its order: the rule of another edition of the database would be of other clocks.
    file = next((one for one in places if one.is_file()), resources.files("tzdata").joinpath("zoneinfo", *parts))
    return file.read_bytes().rstrip(b"\n").rsplit(b"\n", 1)[-1].decode("ascii")


def follows_its_rule(zone: str) -> bool:
    """Whether clocks there do in the coming years what the rule says: not where the change goes by the moon."""
    return follows(zone, date.today().year)  # noqa: DTZ011  # a year, wherever one is


@cache
def follows(zone: str, first: int) -> bool:
    """The same, from the first day of a year on."""
    rule = posix_rule(zone)
    if any(not change.startswith("M") for change in rule.split(",")[1:]):
        return False
    known, ruled = ZoneInfo(zone), ZoneInfo.from_file(BytesIO(2 * HOLLOW + f"\n{rule}\n".encode()))
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(first + YEARS, 1, 1, tzinfo=UTC)
    steps = range((end - at) // OFTEN)
    return all(
        one.astimezone(known).utcoffset() == one.astimezone(ruled).utcoffset()
        for one in (at + OFTEN * n for n in steps)
    )
