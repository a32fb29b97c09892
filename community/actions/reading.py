"""Remembers how far somebody has read; it only grows, and their other devices hear of it."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.actions.rooms import RoomRefusal
from community.models import Carried, Discussion, Read
from community.policies import may_read
from hub.db import require_write, write
from hub.live.log import publish_state
from hub.models import Person
from hub.person_topic import PersonTopic


def mark_read(*, actor: Person, room_id: int, places: dict[int, int], now: datetime) -> bool:
    """Notes {discussion: number of the last post read}; answers whether anything grew. Raises RoomRefusal."""
    with write():
        Person.objects.locked().get(pk=actor.pk)
        if not may_read(actor, room_id, now):
            raise RoomRefusal("not_found", _("This page does not exist, or is not open to you."))
        discussions = Discussion.objects.filter(room=room_id, pk__in=places).order_by("pk")
        ends = {one: min(places[one.pk], one.last_seq) for one in discussions}
        grown = [grow(actor, one, seq, now) for one, seq in ends.items()]
        if any(grown) | read_moved(actor, {one.pk: seq for one, seq in ends.items()}):
            publish_state(PersonTopic.key(actor.pk))
            return True
    return False


def grow(person: Person, discussion: Discussion, seq: int, now: datetime) -> bool:
    """A step, under the person's lock."""
    require_write()
    facts = {"seq": seq, "at": now}
    place, created = Read.objects.get_or_create(person=person, discussion=discussion, defaults=facts)
    if created or place.seq >= seq:
        return created
    place.seq, place.at = seq, now
    place.save(update_fields=["seq", "at"])
    return True


def read_moved(person: Person, places: dict[int, int]) -> bool:
    """A step, under the person's lock: what was moved to before these places is read like all the rest there."""
    require_write()
    kept = Carried.objects.filter(person=person, post__discussion__in=places).select_related("post")
    done = [row for row in kept if row.post.seq <= places[row.post.discussion_id]]
    if done:
        Carried.objects.filter(pk__in=[row.pk for row in done]).delete()
    return any(row.unread for row in done)
