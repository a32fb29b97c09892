"""Limits on tries that hold under parallel requests over several processes."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils.functional import Promise

from hub.db import require_write, write
from hub.errors import Refusal
from hub.inserts import insert_new
from hub.models import Attempt
from hub.prepared import Blank, Prepared

ATTEMPT = Prepared(lambda: Attempt.objects.select_for_update().filter(key=Blank("key")))
COUNTED = Prepared(
    lambda: Attempt.objects.filter(key=Blank("key"), since=Blank("before")), since=Blank("since"), count=F("count") + 1
)
# The rows that this process has written last, as {key: (digest, since)}: whoever writes often need not be looked up.
_kept: dict[str, tuple[str, datetime]] = {}
MOST_KEPT = 5_000

# A row that lies further ahead than any limit explains was written by a clock that has been set back since.
MOST_AHEAD = timedelta(minutes=1)


class TooMany(Refusal):
    """The limit is reached; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__("too_many", message)
        self.retry_after = retry_after


def digest_of(key: str) -> str:
    """The key as it is stored: a keyed digest, so that the table names nobody."""
    return hashlib.blake2b(key.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=32).hexdigest()


def lock_attempt(key: str, now: datetime) -> Attempt:
    """A step: the row of this key, locked until commit; made when first asked for."""
    require_write()
    digest = digest_of(key)
    row = ATTEMPT.first(key=digest)
    if row is None:
        Attempt.objects.bulk_create([Attempt(key=digest, since=now)], ignore_conflicts=True)
        return Attempt.objects.select_for_update().get(key=digest)
    return row


def pace(key: str, *, rate: int, burst: int, now: datetime, message: str | Promise) -> None:
    """A step: takes one of `burst` tokens that come back at `rate` a second; raises TooMany when none is left.

    The row holds the theoretical arrival time (the generic cell rate algorithm of ITU-T I.371), so it holds across tabs
    and processes. One statement takes the token, and the lock, where the row still says what this process has written
    last, and for whoever has none; any other row is locked and read first.
    """
    digest, since = _kept.get(key, ("", None))
    later = arrival(since, rate, burst, now) if since else None
    if later is None or not COUNTED.run(key=digest, before=since, since=later):
        digest, later = take_slowly(key, rate=rate, burst=burst, now=now, message=message, is_known=since is not None)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = (digest, later)


def take_slowly(
    key: str, *, rate: int, burst: int, now: datetime, message: str | Promise, is_known: bool
) -> tuple[str, datetime]:
    """Takes a token where the row is not as this process has left it; answers what it says now."""
    first = now + timedelta(seconds=1) / rate
    if not is_known and insert_new(Attempt, key=digest_of(key), since=first, count=1):
        return digest_of(key), first
    row = lock_attempt(key, now)
    later = arrival(row.since, rate, burst, now)
    if later is None:
        ahead = row.since - now - timedelta(seconds=1) / rate * (burst - 1)
        raise TooMany(str(message), retry_after=max(1, round(ahead.total_seconds())))
    COUNTED.run(key=row.key, before=row.since, since=later)
    return row.key, later


def arrival(since: datetime, rate: int, burst: int, now: datetime) -> datetime | None:
    """The next theoretical arrival time after one more; None where it has to wait."""
    step = timedelta(seconds=1) / rate
    ahead = max(since - now, timedelta())
    if ahead > step * burst + MOST_AHEAD:
        ahead = timedelta()
    return None if ahead > step * (burst - 1) else now + ahead + step


def spend(key: str, *, limit: int, per: timedelta, now: datetime, message: str) -> None:
    """Counts one try of `key` within a fixed window; raises TooMany beyond `limit`."""
    with write():
        row = lock_attempt(key, now)
        if row.since + per <= now or row.since > now + MOST_AHEAD:
            row.since, row.count = now, 0
        row.count += 1
        row.save(update_fields=["since", "count"])
    if row.count > limit:
        raise TooMany(message, retry_after=max(1, int((row.since + per - now).total_seconds())))


def forgive(key: str, *, now: datetime) -> None:
    """Gives one try back: what turned out right does not count."""
    with write():
        row = lock_attempt(key, now)
        row.count = max(0, row.count - 1)
        row.save(update_fields=["count"])
