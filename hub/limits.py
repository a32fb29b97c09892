"""Limits on tries that hold under parallel requests over several processes."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Greatest

from hub.db import require_write, write
from hub.errors import Refusal
from hub.models import Attempt


class TooMany(Refusal):
    """The limit is reached; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__("too_many", message)
        self.retry_after = retry_after


def digest_of(key: str) -> str:
    """The key as it is stored: a keyed digest, so that the table names nobody."""
    return hashlib.blake2b(key.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=32).hexdigest()


def pace(key: str, *, rate: int, burst: int, now: datetime, message: str) -> None:
    """A step: takes one of `burst` tokens that come back at `rate` a second; raises TooMany when none is left.

    The row holds the theoretical arrival time (the generic cell rate algorithm of ITU-T I.371). Asking and taking are
    one statement that locks it until commit, so the limit holds across tabs and processes.
    """
    require_write()
    digest, step = digest_of(key), timedelta(seconds=1) / rate
    latest = now + step * (burst - 1)
    rows = Attempt.objects.filter(key=digest)

    def take() -> bool:
        later = Greatest("since", Value(now)) + step
        return bool(rows.filter(since__lte=latest).update(since=later, count=F("count") + 1))

    if take():
        return
    Attempt.objects.bulk_create([Attempt(key=digest, since=now)], ignore_conflicts=True)
    if not take():
        raise TooMany(message, retry_after=max(1, round((rows.get().since - latest).total_seconds())))


def spend(key: str, *, limit: int, per: timedelta, now: datetime, message: str) -> None:
    """Counts one try of `key` within a fixed window; raises TooMany beyond `limit`."""
    digest = digest_of(key)
    with write():
        Attempt.objects.bulk_create([Attempt(key=digest, since=now)], ignore_conflicts=True)
        row = Attempt.objects.select_for_update().get(key=digest)
        if row.since + per <= now:
            row.since, row.count = now, 0
        row.count += 1
        row.save(update_fields=["since", "count"])
    if row.count > limit:
        raise TooMany(message, retry_after=max(1, int((row.since + per - now).total_seconds())))
