"""Where the demo's applicants come from: the sources of each call, and the days on which its page was opened."""

from datetime import timedelta

from django.utils import timezone

from cms.actions.sources import keep_source
from cms.models import Call, PageDay
from cms.models.sources import POSTER
from hub.demo_world import World
from hub.models import Person

NAMES = {
    "fr": ("Flyer à la médiathèque", "Radio locale", "Centre social partenaire"),
    "nl": ("Flyer in de bieb", "Lokale radio", "Buurthuis als partner"),
}
# How often a page is opened and its form begun in a week, by source; half of them come without one.
WEEK = {"": (41, 6), POSTER: (17, 4), "flyer": (9, 2), "radio": (23, 3), "partner": (6, 2)}
WEEKS = 4


def add_sources(world: World, call: Call) -> None:
    """The call's sources, and four weeks of its page."""
    actor = Person.objects.filter(is_superuser=True).order_by("pk")[0]
    facts = {"actor": actor, "call_id": call.pk, "now": world.now}
    names = NAMES[call.branch.languages[0]]
    words = ["", POSTER, *(keep_source(name=name, **facts).word for name in names)]
    today = timezone.localdate(world.now)
    PageDay.objects.bulk_create(
        PageDay(call=call, source=word, day=today - timedelta(weeks=week, days=number), seen=seen, begun=begun)
        for week in range(WEEKS)
        for number, (word, (seen, begun)) in enumerate(zip(words, WEEK.values(), strict=True))
    )
