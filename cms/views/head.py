"""What the public site's pages say of themselves to search engines and to whoever shares them."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.models import Call, CallPage, HomePage
from cms.models.states import CallState
from cms.shelf import near
from cms.views.shown import ShownCall
from cms.written import LANGUAGES
from events.linked import CONTEXT, ORGANISER, event_data
from hub.links import absolute
from hub.tags import Tags, language
from hub.words.dates import month_year

OVER: dict[str, Any] = {
    CallState.CLOSED: gettext_lazy("This call is closed"),
    CallState.CANCELLED: gettext_lazy("This call is cancelled"),
}


def translations(page: Page) -> dict[str, str]:
    """{language: path} of the live pages that say the same to anybody; a page's path in the tree is its address."""
    same = [one for one in near(page) if one.translation_key == page.translation_key and one.live and one.written]
    return {one.tongue: one.url_path for one in same if one.tongue in LANGUAGES and not one.kept}


def page_tags(page: Page, contact: Any, **more: Any) -> Tags:
    """The head of any page; `contact` is who we are, `more` replaces what an editor has written."""
    facts: dict[str, Any] = {
        "title": page.seo_title or page.title,
        "description": page.search_description
        or str(getattr(page, "lead", ""))
        or _("Mentors over 50 beside young people who look for work"),
        "path": page.url_path,
        "others": translations(page),
    }
    if isinstance(page, HomePage):
        facts["data"] = association(contact)
    return Tags(**{**facts, **more})


def association(home: Any) -> dict[str, Any]:
    """Who we are."""
    facts = {"name": home["name"], "telephone": home["phone"], "address": home["address"]}
    logo = absolute(reverse("share_picture", args=[language()]))
    return {"@context": CONTEXT, **ORGANISER, **{key: value for key, value in facts.items() if value}, "logo": logo}


def call_tags(shown: ShownCall, contact: Any) -> Tags:
    """The head of a call: a picture of its own, and the sessions one can choose, with the seats the form shows."""
    page, call = shown.page, shown.call
    left: dict[int, int] = {}
    for way in shown.ways:
        left[way.event.pk] = left.get(way.event.pk, 0) + way.seats.left
    url = absolute(page.url_path)
    sessions = [event_data(event, seats_left=left[event.pk], url=url) for event in shown.sessions]
    data = (
        {"@context": CONTEXT, "@graph": sessions} if sessions and shown.takes_applications and not shown.full else None
    )
    words = picture_words(page, call, call.facts.training_begins)
    image = reverse("cms_sharing:picture", args=[page.pk, mark_of(words)])
    tags = page_tags(page, contact, data=data, image=image, image_alt=". ".join(words))
    # Whoever shares it keeps what they were told: only what does not change again stands there.
    ended = OVER.get(shown.state)
    return replace(tags, description=f"{ended}. {tags.description}") if ended else tags


def picture_words(page: CallPage, call: Call, begins: datetime | None) -> tuple[str, ...]:
    """What a call's picture says: nothing that changes with its state."""
    months = []
    if begins is not None:
        month = month_year(begins.astimezone(ZoneInfo(call.branch.zone)), language())
        months = [_("Promotion of %(month)s") % {"month": month}]
    return (page.title, str(call.branch), *months, _("2 hours a week for 6 months"))


def mark_of(words: tuple[str, ...]) -> str:
    """What tells a picture from the one before its words were changed."""
    return sha256("\0".join(words).encode()).hexdigest()[:16]


def call_picture(page: CallPage) -> tuple[str, tuple[str, ...]]:
    """(its mark, what it says) of the picture of a call's page, in the page's language."""
    call = Call.objects.with_facts().get(pk=page.call_id)
    words = picture_words(page, call, call.facts.training_begins)
    return mark_of(words), words
