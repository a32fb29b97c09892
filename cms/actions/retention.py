"""Erases applications whose time is over, and the guests whom nothing else holds."""

from datetime import datetime, timedelta

from django.db.models import Q

from cms.actions.people import is_held
from cms.actions.sources import count_erased
from cms.models import Application
from cms.models.applications import ENDED
from events.models import Consent, Registration
from hub.db import require_write, write
from hub.journal import record
from hub.models import Notice, Person

# Who was shown another way, or stepped back; and who has not moved for so long that they will not.
KEEP_ENDED = timedelta(days=182)
KEEP_PROSPECTS = timedelta(days=730)
AT_ONCE = 200


def erase_old_applications(*, now: datetime) -> int:
    """Answers how many went, some hundreds at most in one run. Harmless when repeated."""
    over = Q(state__in=ENDED, since__lt=now - KEEP_ENDED) | Q(since__lt=now - KEEP_PROSPECTS)
    keys = list(Application.objects.filter(over).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        with write():
            application = Application.objects.select_for_update(of=("self",)).select_related("person").get(pk=key)
            person = application.person
            record(None, "application.erased", application)
            count_erased(application)
            application.delete()
            erase_guest(person, now)
    return len(keys)


def erase_guest(person: Person, now: datetime) -> None:
    """A step: somebody who cannot sign in goes with their past seats, answers and mails, unless something else holds them."""
    require_write()
    expected = person.registrations.coming().filter(event__ends_at__gt=now).exists()
    if not person.is_active and not expected and not is_held(person, but=(Registration, Consent, Notice)):
        person.delete()
