"""Keeps whom a post names and tells them by mail, those who are new in it alone."""

from datetime import datetime

from django.utils import timezone

from community.mentions import Found, find_mentions
from community.models import Membership, Mention, Post, Room
from community.policies import may_moderate
from hub.actions.notify import notify_all
from hub.db import require_write
from hub.models import Person
from hub.quiet import when_awake

NOBODY = Found()


def members_of(room_id: int, now: datetime) -> list[Person]:
    """Who can be named in a room, and hears of it by mail if they have an address: its promotion's people, nobody elsewhere."""
    roster = Membership.objects.current(max(now, timezone.now())).filter(promotion__room=room_id)
    return list(Person.objects.filter(pk__in=roster.values("person")).order_by("pk"))


def read_mentions(actor: Person, room_id: int, body: str, now: datetime) -> Found:
    """Whom a text names in this room; no query where there is no @."""
    members = members_of(room_id, now) if "@" in body else []
    if not members:
        return NOBODY
    leads = may_moderate(actor, room_id, now)
    found = find_mentions(body, members, may_call_all=leads)
    if found.everybody:
        found.people.update({person.pk: person for person in members})
    found.people.pop(actor.pk, None)
    return found


def keep_mentions(post: Post, found: Found, *, now: datetime) -> None:
    """A step, under the room's lock: rows for those named, a mail for those who were not before."""
    require_write()
    if not found.people and not post.mentions.exists():
        return
    before = set(post.mentions.values_list("person", flat=True))
    post.mentions.exclude(person__in=found.people).delete()
    fresh = [person for key, person in sorted(found.people.items()) if key not in before]
    Mention.objects.bulk_create([Mention(post=post, person=person) for person in fresh], ignore_conflicts=True)
    if not fresh:
        return
    zone = Room.objects.select_related("branch").get(pk=post.room_id).branch.zone
    to = [(person, post.pk, f"community.mention:{post.pk}:{person.pk}") for person in fresh]
    notify_all(to=to, kind="community.mention", now=now, due_at=when_awake(now, zone))
