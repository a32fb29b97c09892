"""What of the library members can search for: the sheets the audience rule shows, and no word of any other."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from functools import partial

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.models import ResourcePage
from cms.models.resources import of_promotion
from hub.models import Person
from hub.search.ask import Asked, Hit, Matches
from hub.search.excerpt import excerpt

DAY = timedelta(days=1)
# A page that was put there without being published knows no day.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def sheets(person: Person, asked: Asked, now: datetime) -> Matches | None:
    """`search_sources`: the sheets of the library in all languages, by words, and the day they were last published.

    A sheet is not signed; and days alone ask for what was said then.
    """
    if asked.author or asked.discussion or not (asked.words or asked.phrases):
        return None
    rows = ResourcePage.objects.visible_to(person, now).annotate(at=Coalesce("last_published_at", Value(LONG_AGO)))
    if asked.promotion:
        rows = rows.filter(of_promotion(asked.promotion))
    if asked.first:
        rows = rows.filter(at__gte=timezone.make_aware(datetime.combine(asked.first, time.min)))
    if asked.last:
        rows = rows.filter(at__lt=timezone.make_aware(datetime.combine(asked.last + DAY, time.min)))
    return Matches(asked.in_words(rows), partial(show_sheets, asked))


def show_sheets(asked: Asked, keys: Iterable[int]) -> dict[int, Hit]:
    """The hits of a page; one query."""
    rows = ResourcePage.objects.filter(pk__in=list(keys)).select_related("locale")
    return {page.pk: show_sheet(asked, page) for page in rows}


def show_sheet(asked: Asked, page: ResourcePage) -> Hit:
    """A sheet: its page, its theme, its language where that is another one, and what of it was asked for."""
    language = page.locale.language_code
    other = [] if language == (get_language() or "fr")[:2] else [page.locale.language_name_local]
    return Hit(
        url=page.get_url(),
        place=page.title,
        at=timezone.localtime(page.last_published_at or LONG_AGO),
        note=", ".join([_("Resources"), str(page.get_theme_display()), *other]),
        pieces=excerpt(page.said, asked.words, asked.phrases),
    )
