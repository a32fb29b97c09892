"""Which pages of the public site search engines are told of."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from cms.models.resources import for_visitors
from cms.written import LANGUAGES, WRITTEN
from hub.site_map import Listed
from hub.tags import in_every_language


def sitemap_pages(now: datetime) -> Iterable[Listed]:
    """Every live page that anybody may read, with its translations, and the plan of them; two queries."""
    yield Listed(in_every_language(reverse("cms:plan")))
    pages = for_visitors(Page.objects.live(), now).filter(WRITTEN, depth__gt=1)
    for restricted in PageViewRestriction.objects.select_related("page").order_by("pk"):
        pages = pages.not_descendant_of(restricted.page, inclusive=True)
    rows = pages.select_related("locale").order_by("translation_key", "pk")
    for _key, same in groupby(rows, key=lambda page: page.translation_key):
        found = [page for page in same if page.locale.language_code in LANGUAGES]
        if found:
            changed = max((page.last_published_at for page in found if page.last_published_at), default=None)
            yield Listed({page.locale.language_code: page.url_path for page in found}, changed)
