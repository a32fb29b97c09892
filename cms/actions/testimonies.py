"""What follows once somebody takes their agreement to be quoted back."""

from datetime import timedelta

from cms.models import SiteImage, Testimony
from hub.db import write
from hub.journal import record
from hub.models import Person

DAY = timedelta(days=1)


def hide_portrait(*, actor: Person, testimony_id: int) -> None:
    """Where the agreement is taken back, its portrait is shown nowhere any more, as a picture of a page either.

    The consent on the picture itself ends on the day before, so that editors find it among those to remove. Safe to repeat.
    """
    with write():
        said = Testimony.objects.select_for_update().get(pk=testimony_id)
        if said.withdrawn_on is None or said.portrait_id is None:
            return
        last = said.withdrawn_on - DAY
        pictures = SiteImage.objects.filter(pk=said.portrait_id)
        if pictures.exclude(consent_until__lte=last).update(consent_until=last):
            record(actor, "portrait.withdrawn", said)
