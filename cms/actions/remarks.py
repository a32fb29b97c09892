"""Tells editors what was said in comments on a page, once those who write them have come to rest."""

from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from cms.actions.review import WITHIN
from cms.remarks import KIND, heard_by, remarks
from hub.actions.notify import notify_all
from hub.db import write
from hub.models import Notice

# The editor saves each comment by itself: one mail tells all that were written in one go.
QUIET = timedelta(minutes=2)


def tell_of_remarks(*, now: datetime) -> int:
    """Queues a mail for each who hears of a page's comments; answers how many. Harmless when repeated."""
    lines = list(remarks().filter(timestamp__gt=now - WITHIN))
    if not lines:
        return 0
    told: dict[int, int] = {}
    notices = Notice.objects.filter(kind=KIND, target_id__in={line.page_id for line in lines})
    for notice in notices:
        told[notice.target_id or 0] = max(told.get(notice.target_id or 0, 0), int(notice.facts["last"]))
    count = 0
    for page_id, found in groupby(sorted(lines, key=attrgetter("page_id", "pk")), key=attrgetter("page_id")):
        fresh = [line for line in found if line.pk > told.get(page_id, 0)]
        if not fresh or fresh[-1].timestamp > now - QUIET:
            continue
        people = list(heard_by(page_id, fresh))
        to = [(person, page_id, f"{KIND}:{fresh[-1].pk}:{person.pk}") for person in people]
        with write():
            notify_all(to=to, kind=KIND, facts={"first": fresh[0].pk, "last": fresh[-1].pk}, now=now)
        count += len(people)
    return count
