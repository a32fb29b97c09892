"""The order that the team keeps in the demo's rooms: what is pinned, hidden and closed."""

from datetime import timedelta

from community.actions.hiding import conceal
from community.actions.order import keep_lock, set_pin
from community.demo_content import order
from community.models import Discussion, Membership, Post, Promotion
from hub.demo_world import World
from hub.live.log import lock_topic
from hub.models import Person


def referent_of(promotion: Promotion) -> Person:
    """Who looks after it."""
    rows = Membership.objects.filter(promotion=promotion, role=Membership.Role.REFERENT).select_related("person")
    return rows.order_by("pk")[0].person


def keep_order(world: World, name: str, promotion: Promotion) -> None:
    """A step: pins, hides and closes."""
    actor, now = referent_of(promotion), world.now - timedelta(days=1)
    discussions = Discussion.objects.filter(room=promotion.room_id)
    for title, place in order.PINNED.get(name, []):
        post = Post.objects.filter(room=promotion.room_id, discussion__title=title).in_order()[place]
        set_pin(post, lock_topic(promotion.room.key), actor=actor, pinned_at=now, now=now)
    for title, place, reason, words in order.HIDDEN.get(name, []):
        post = list(Post.objects.filter(room=promotion.room_id, discussion__title=title).in_order())[place]
        conceal(post, actor=actor, reason=reason, words=words, now=now)
    discussions.filter(title__in=order.FIRST.get(name, [])).update(pinned=True)
    for one in discussions.filter(title__in=order.CLOSED.get(name, [])).order_by("pk"):
        one.locked_at, one.locked_by = now, actor
        keep_lock(one, lock_topic(promotion.room.key), "lock", actor=actor, now=now)
