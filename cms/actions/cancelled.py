"""A call that editors cancel: whoever has applied is told, once, and what can be done instead."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from cms.models import Application
from cms.models.applications import ENDED
from hub.actions.notify import notify_all
from hub.db import write
from hub.models import Notice

KIND = "application.call_cancelled"
# A page says “cancelled” at once; the mails wait a little, for whoever cancelled the wrong call.
GRACE, LATEST = timedelta(minutes=10), timedelta(days=30)


def tell_of_cancelled(*, now: datetime) -> int:
    """Queues these mails; answers how many. Harmless when repeated."""
    told = Notice.objects.filter(kind=KIND, target_id=OuterRef("pk"))
    rows = Application.objects.exclude(state__in=ENDED).filter(
        ~Exists(told), call__cancelled_at__gt=now - LATEST, call__cancelled_at__lte=now - GRACE
    )
    waiting = list(rows.exclude(person__email="").select_related("person").order_by("pk"))
    if waiting:
        with write():
            notify_all(to=[(one.person, one.pk, f"{KIND}:{one.pk}") for one in waiting], kind=KIND, now=now)
    return len(waiting)
