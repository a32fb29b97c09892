"""Who gets a branch's newsletter: an address is asked to confirm, and erased by one press or when its time is over."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.actions.alerts import guest
from cms.models import Subscription
from hub.actions.notify import notify
from hub.db import write
from hub.journal import record
from hub.models import Branch, Person

# Who never pressed the button is forgotten after two weeks, everybody after two years.
UNCONFIRMED, LONGEST = timedelta(days=14), timedelta(days=730)
CONSENT = _(
    "With this address I agree to get the newsletter that this branch of Le Banc writes, about once a month, and "
    "nothing else. One press in each mail ends it. The address is erased after 24 months at the latest."
)


def subscribe(*, branch: Branch, email: str, language: str, now: datetime) -> None:
    """Sends the mail whose button confirms, once a day at most; the same for an address that is known.

    Keeps the words of the consent in the reader's language; whoever has not confirmed may choose another.
    """
    key = email.strip().casefold()
    with write():
        Branch.objects.select_for_update().get(pk=branch.pk)
        found = Subscription.objects.select_related("person").filter(branch=branch, email_key=key).first()
        if found is None:
            person = guest(email=email, language=language, now=now)
            found = Subscription.objects.create(
                branch=branch, person=person, email_key=key, consent=str(CONSENT), created_at=now
            )
            record(None, "newsletter.asked", found)
        elif found.confirmed_at is None and found.person.language != language:
            found.person.language, found.consent = language, str(CONSENT)
            found.person.save(update_fields=["language"])
            found.save(update_fields=["consent"])
        daily = f"newsletter.confirm:{found.pk}:{now:%Y%m%d}"
        notify(person=found.person, kind="newsletter.confirm", target_id=found.pk, key=daily, now=now)


def confirm_subscription(*, subscription_id: int, now: datetime) -> None:
    """They pressed the button in their mail. Harmless when repeated."""
    with write():
        found = Subscription.objects.select_for_update().filter(pk=subscription_id, confirmed_at=None).first()
        if found is None:
            return
        found.confirmed_at = now
        found.save(update_fields=["confirmed_at"])
        record(None, "newsletter.confirmed", found)


def unsubscribe(*, subscription_id: int) -> None:
    """Erases the address at once, with the mails that wait for it; harmless when repeated."""
    with write():
        Person.objects.filter(subscriptions=subscription_id).delete()


def forget_subscriptions(*, now: datetime) -> int:
    """Erases by date; answers how many people went. Harmless when repeated."""
    unconfirmed = Q(confirmed_at=None, created_at__lt=now - UNCONFIRMED)
    old = Subscription.objects.filter(unconfirmed | Q(confirmed_at__lt=now - LONGEST))
    people = list(old.values_list("person", flat=True))
    if people:
        with write():
            Person.objects.filter(pk__in=people, is_active=False).delete()
    return len(people)
