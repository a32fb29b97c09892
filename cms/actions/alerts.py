"""“Tell me”: an address is asked to confirm, told once that a call is open, and erased when that has served."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from cms.models import Alert, Call
from cms.models.states import CallState
from hub.actions.notify import notify, notify_all
from hub.db import require_write, write
from hub.journal import record
from hub.models import Branch, Person

WELCOMING = (CallState.OPEN, CallState.CLOSING_SOON)
# Who never pressed the button is forgotten after two weeks, who was told after a month, everybody after two years.
UNCONFIRMED, TOLD, LONGEST = timedelta(days=14), timedelta(days=30), timedelta(days=730)


def guest(*, email: str, language: str, now: datetime, **names: str) -> Person:
    """A step: somebody we know by an address alone, who cannot sign in."""
    require_write()
    return Person.objects.create(
        email=email.strip(), language=language, is_active=False, password=make_password(None), created_at=now, **names
    )


def ask_alert(*, branch: Branch, email: str, language: str, now: datetime) -> None:
    """Sends the mail whose button confirms, once a day at most; the same for an address that is known."""
    key = email.strip().casefold()
    with write():
        Branch.objects.select_for_update().get(pk=branch.pk)
        alert = Alert.objects.select_related("person").filter(branch=branch, email_key=key).first()
        if alert is None:
            person = guest(email=email, language=language, now=now)
            alert = Alert.objects.create(branch=branch, person=person, email_key=key, created_at=now)
            record(None, "alert.asked", alert)
        daily = f"alert.confirm:{alert.pk}:{now:%Y%m%d}"
        notify(person=alert.person, kind="alert.confirm", target_id=alert.pk, key=daily, now=now)


def confirm_alert(*, alert_id: int, now: datetime) -> None:
    """They pressed the button in their mail; whoever was told once waits for the next call. Harmless when repeated."""
    with write():
        alert = Alert.objects.select_for_update().filter(pk=alert_id).first()
        if alert is None or (alert.confirmed_at is not None and alert.told_at is None):
            return
        alert.confirmed_at, alert.told_at, alert.created_at = now, None, now
        alert.save(update_fields=["confirmed_at", "told_at", "created_at"])
        record(None, "alert.confirmed", alert)


def stop_alert(*, alert_id: int) -> None:
    """Erases the address at once; harmless when repeated."""
    with write():
        Person.objects.filter(alerts=alert_id).delete()


def tell_alerts(*, now: datetime) -> int:
    """Tells, once, those who wait for a branch whose call is open; answers how many. Harmless when repeated."""
    waiting = Alert.objects.filter(confirmed_at__isnull=False, told_at=None)
    branches = set(waiting.order_by().values_list("branch", flat=True))
    if not branches:
        return 0
    calls = {
        call.branch_id: call for call in reversed(Call.objects.filter(branch__in=branches).in_state(now, *WELCOMING))
    }
    with write():
        told = list(
            waiting.filter(branch__in=calls).select_for_update(of=("self",)).select_related("person").order_by("pk")
        )
        for branch_id, call in calls.items():
            these = [alert for alert in told if alert.branch_id == branch_id]
            to = [(alert.person, alert.pk, f"alert.opened:{alert.pk}:{call.pk}") for alert in these]
            notify_all(to=to, kind="alert.opened", facts={"call": call.pk}, now=now)
        Alert.objects.filter(pk__in=[alert.pk for alert in told]).update(told_at=now)
    return len(told)


def forget_alerts(*, now: datetime) -> int:
    """Erases by date; answers how many people went. Harmless when repeated."""
    unconfirmed = Q(confirmed_at=None, created_at__lt=now - UNCONFIRMED)
    old = Alert.objects.filter(unconfirmed | Q(told_at__lt=now - TOLD) | Q(created_at__lt=now - LONGEST))
    people = list(old.values_list("person", flat=True))
    if people:
        with write():
            Person.objects.filter(pk__in=people, is_active=False).delete()
    return len(people)
