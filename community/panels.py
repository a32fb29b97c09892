"""What the community shows on a member's home page."""

from datetime import datetime

from community.models import Membership
from hub.models import Person
from hub.panels import Panel
from hub.parts import parts


def promotion_panel(person: Person, now: datetime) -> Panel | None:
    """My promotion: its référent, its size, and what the other apps know of it."""
    mine = Membership.objects.current(now).filter(person=person)
    membership = mine.select_related("promotion__branch").order_by("-starts_at", "-pk").first()
    if membership is None:
        return None
    promotion = membership.promotion
    roster = Membership.objects.current(now).filter(promotion=promotion)
    referent = roster.filter(role=Membership.Role.REFERENT).select_related("person").order_by("pk").first()
    inner = [panel for part in parts("promotion_panels") if (panel := part(promotion, now))]
    context = {
        "promotion": promotion,
        "mentors": roster.mentors().count(),
        "referent": referent.person if referent else None,
        "inner": inner,
    }
    return Panel("community/panels/promotion.html", context)
