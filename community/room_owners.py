"""Whose rooms are open to whom: what the community's own owners of rooms say."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from community.models import Promotion


def of_promotions(person: Any, now: datetime) -> QuerySet[Any, Any]:
    """The keys of the rooms of the promotions that one sees."""
    return Promotion.objects.visible_to(person, now).values("room")
