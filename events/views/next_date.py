"""The next date of a promotion, whatever it is: on the promotion's page, with one's seat and the way in."""

from datetime import datetime

from django.db.models import Q

from community.models import Audience, Promotion
from events.models import Event
from events.models.further import of_branches, of_promotions
from events.views.shown import show_events
from hub.models import Person
from hub.panels import Panel

# What is meant for a whole branch, or for every mentor, is meant for its promotions too.
WIDER = [Audience.PUBLIC, Audience.MENTORS, Audience.TRAINED, Audience.DUO, Audience.BRANCH]


def panel(person: Person, promotion: Promotion, now: datetime) -> Panel:
    """What is on now or comes next, as this person sees it; three queries, one where nothing comes.

    Information sessions are for those who do not know us yet.
    """
    wider = of_branches([promotion.branch_id]) & Q(promotion=None, audience__in=WIDER)
    near = of_promotions([promotion.pk]) | wider
    rows = Event.objects.visible_to(person, now).published().filter(near, ends_at__gt=now)
    coming = rows.exclude(kind=Event.Kind.INFORMATION).select_related("branch", "promotion__branch")
    shown = show_events(coming.soonest_first()[:1], person, now)
    return Panel("events/panels/next_date.html", {"shown": shown[0] if shown else None})
