"""Limits on tries that hold under parallel requests over several processes."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings

from hub.db import require_write, write
from hub.errors import Refusal
from hub.models import Attempt
from hub.prepared import Blank, Prepared

ATTEMPT = Prepared(lambda: Attempt.objects.select_for_update().filter(key=Blank("key")))
COUNTED = Prepared(lambda: Attempt.objects.filter(pk=Blank("pk")), since=Blank("since"), count=Blank("count"))

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


def pace(key: str, *, rate: int, burst: int, now: datetime, message: str) -> None:
    """A step: takes one of `burst` tokens that come back at `rate` a second; raises TooMany when none is left.

    The row is locked until commit and holds the theoretical arrival time (the generic cell rate algorithm of
    ITU-T I.371), so it holds across tabs and processes.
    """
    row = lock_attempt(key, now)
    step = timedelta(seconds=1) / rate
    ahead = max(row.since - now, timedelta())
    if ahead > step * burst + MOST_AHEAD:
        ahead = timedelta()
    if ahead > step * (burst - 1):
        raise TooMany(message, retry_after=max(1, round((ahead - step * (burst - 1)).total_seconds())))
    COUNTED.run(pk=row.pk, since=now + ahead + step, count=row.count + 1)


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
