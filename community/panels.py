"""What the community shows on a member's home page."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Membership
from community.unread import count_unread
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
    unread = sum(count_unread(person, [promotion.room_id]).get(promotion.room_id, {}).values())
    context = {
        "unread": unread,
        "promotion": promotion,
        "mentors": roster.mentors().count(),
        "referent": referent.person if referent else None,
        "inner": inner,
    }
    return Panel("community/panels/promotion.html", context)


def promotion_links(person: Person) -> list[dict[str, Any]]:
    """In the menu of one's own space: the promotion one belongs to, the newest where there are several."""
    mine = Membership.objects.current(timezone.now()).filter(person=person.pk).order_by("-starts_at", "-pk")
    newest = mine.select_related("promotion").first()
    if newest is None:
        return []
    return [{"url": reverse("community:promotion", args=[newest.promotion_id]), "label": _("My promotion")}]
