"""Throws away what has served: old counters, ended sessions, notices past their keeping."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from hub.db import write
from hub.models import Attempt, Command, Notice

KEEP_NOTICES = timedelta(days=182)
# As long as a session: a message may wait that long on somebody's phone.
KEEP_COMMANDS = timedelta(days=90)


def tidy(*, now: datetime) -> int:
    """Deletes by date; answers how many rows went. Harmless when repeated."""
    with write():
        gone = Attempt.objects.filter(since__lt=now - timedelta(days=1)).delete()[0]
        gone += Session.objects.filter(expire_date__lt=now).delete()[0]
        gone += Command.objects.filter(at__lt=now - KEEP_COMMANDS).delete()[0]
        ended = [Notice.State.SENT, Notice.State.DROPPED, Notice.State.FAILED]
        gone += Notice.objects.filter(state__in=ended, created_at__lt=now - KEEP_NOTICES).delete()[0]
    return gone
