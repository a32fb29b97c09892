"""Who of a promotion has not been heard of: from when their last word and their last reading are, never what they wrote."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from community.models import Membership, Post, Promotion, Read
from hub.words.alphabet import by_first_name


def silent_in(promotion: Promotion, for_: timedelta, now: datetime) -> tuple[list[Any], int]:
    """The memberships of those who have written nothing for so long, whom to call first at the top, and how many
    others there are. One query.

    `wrote_at` and `read_at` stand beside each. Silence begins when somebody joins. First come those who gave no sign
    at all, neither writing nor reading, the longest; then those who read.
    """
    wrote = Post.objects.filter(room=promotion.room_id, author=OuterRef("person")).order_by().values("author")
    read = Read.objects.filter(discussion__room=promotion.room_id, person=OuterRef("person")).order_by()
    roster = Membership.objects.current(now).filter(promotion=promotion).exclude(role=Membership.Role.REFERENT)
    rows = roster.select_related("person").annotate(
        wrote_at=Subquery(wrote.annotate(at=Max("created_at")).values("at")),
        read_at=Subquery(read.values("person").annotate(at=Max("at")).values("at")),
    )
    everybody = {row.person_id: row for row in by_first_name(rows.order_by("pk"), lambda one: one.person)}
    quiet = [row for row in everybody.values() if (row.wrote_at or row.starts_at) + for_ <= now]
    quiet.sort(key=lambda row: max(row.read_at or row.starts_at, row.wrote_at or row.starts_at))
    return quiet, len(everybody) - len(quiet)
