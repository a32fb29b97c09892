"""Who has seen an announcement: the people of the promotion, each with how far they have come."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from community.models import Acknowledgement, Announcement, Carried, Membership, Read
from hub.models import Person
from hub.words.alphabet import by_first_name


@dataclass(frozen=True)
class Seen:
    """The people an announcement is for, its author left out, by what is known of them."""

    acknowledged: list[Person] = field(default_factory=list)
    seen: list[Person] = field(default_factory=list)
    unseen: list[Person] = field(default_factory=list)
    # Without an e-mail address: they cannot read it, and are told in another way.
    apart: list[Person] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many can read it."""
        return len(self.acknowledged) + len(self.seen) + len(self.unseen)

    @property
    def by(self) -> int:
        """How many have seen it; who says so has."""
        return len(self.acknowledged) + len(self.seen)


def who_has_seen(announcements: Iterable[Announcement], now: datetime) -> dict[int, Seen]:
    """{announcement: who} of announcements in one room, loaded with their posts; four queries.

    One has seen it whose place in its discussion is at it or after it, or who had seen it before it was moved.
    """
    rows = list(announcements)
    rooms = {one.post.room_id for one in rows}
    people = Person.objects.filter(
        pk__in=Membership.objects.current(now).filter(promotion__room__in=rooms).values("person")
    )
    roster = by_first_name(people, lambda one: one)
    places: dict[tuple[int, int], int] = {}
    for read in Read.objects.filter(discussion__in={one.post.discussion_id for one in rows}, person__in=roster):
        places[read.discussion_id, read.person_id] = read.seq
    moved = Carried.objects.filter(post__in=[one.post_id for one in rows])
    carried = {(row.post_id, row.person_id): row.unread for row in moved}
    said = set(Acknowledgement.objects.filter(announcement__in=rows).values_list("announcement", "person"))
    found = {}
    for one in rows:
        seen = found[one.pk] = Seen()
        for person in roster:
            if person.pk == one.post.author_id:
                continue
            if (one.pk, person.pk) in said:
                seen.acknowledged.append(person)
            else:
                after = places.get((one.post.discussion_id, person.pk), 0) < one.post.seq
                unread = carried.get((one.post_id, person.pk), after)
                late = seen.unseen if person.email else seen.apart
                (late if unread else seen.seen).append(person)
    return found


def to_remind(announcement: Announcement, seen: Seen) -> list[Person]:
    """Those who have not seen it, or not said so where that is asked; who has no address cannot be."""
    return [one for one in seen.unseen + (seen.seen if announcement.asks else []) if one.email]
