"""What follows once somebody takes their agreement to be quoted back, or that to be shown has ended."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ReferenceIndex

from cms.models import SiteImage, SiteRendition, Testimony
from hub.db import write
from hub.journal import record
from hub.models import Person

DAY = timedelta(days=1)


def remove_portrait(*, actor: Person, testimony_id: int) -> SiteImage | None:
    """Where the agreement is taken back, its portrait goes with all its files; safe to repeat.

    Answers the picture where something else names it: it stays in the library, without its sizes and shown nowhere, a
    picture of a page neither; its consent ends on the day before, so that editors find it among those to remove.
    """
    with write():
        said = Testimony.objects.select_for_update().get(pk=testimony_id)
        if said.withdrawn_on is None or said.portrait_id is None:
            return None
        picture = SiteImage.objects.select_for_update().get(pk=said.portrait_id)
        said.portrait = None
        said.save(update_fields=["portrait"])
        record(actor, "portrait.withdrawn", said)
        if not is_named(picture):
            picture.delete()
            return None
        last = said.withdrawn_on - DAY
        SiteImage.objects.filter(pk=picture.pk).exclude(consent_until__lte=last).update(consent_until=last)
        picture.renditions.all().delete()
        return picture


def is_named(picture: SiteImage) -> bool:
    """Whether a page or another testimony has it."""
    testimony = ContentType.objects.get_for_model(Testimony)
    elsewhere = ReferenceIndex.get_references_to(picture).exclude(base_content_type=testimony)
    return bool(elsewhere.exists() or Testimony.objects.filter(portrait=picture).exists())


def remove_ended_sizes(*, now: datetime) -> int:
    """The sizes of pictures whose people agree no more go, which anybody could still ask for; answers how many."""
    ended = SiteRendition.objects.filter(image__consent_until__lt=timezone.localdate(now))
    if not ended.exists():
        return 0
    with write():
        return ended.delete()[0]
