"""Limits on tries that hold under parallel requests over several processes."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings

from hub.db import write
from hub.errors import Refusal
from hub.models import Attempt


class TooMany(Refusal):
    """The limit is reached; `retry_after` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__("too_many", message)
        self.retry_after = retry_after


def spend(key: str, *, limit: int, per: timedelta, now: datetime, message: str) -> None:
    """Counts one try of `key` within a fixed window; raises TooMany beyond `limit`.

    The key is stored as a keyed digest only, so that the table names nobody.
    """
    digest = hashlib.blake2b(key.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=32).hexdigest()
    with write():
        Attempt.objects.bulk_create([Attempt(key=digest, since=now)], ignore_conflicts=True)
        row = Attempt.objects.select_for_update().get(key=digest)
        if row.since + per <= now:
            row.since, row.count = now, 0
        row.count += 1
        row.save(update_fields=["since", "count"])
    if row.count > limit:
        raise TooMany(message, retry_after=max(1, int((row.since + per - now).total_seconds())))
