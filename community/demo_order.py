"""The order that the team keeps in the demo's rooms: what is pinned, hidden and closed."""

from datetime import timedelta

from django.utils import timezone

from community.actions.hiding import conceal
from community.actions.order import keep_lock, set_pin
from community.actions.posts import append_post
from community.actions.promotions import enrol
from community.actions.reports import file_report
from community.demo_content import order
from community.models import Absence, Discussion, Membership, Offer, Post, Promotion
from community.text import clean, render
from hub.demo_world import World
from hub.live.log import lock_topic
from hub.models import Person, Role


def referent_of(promotion: Promotion) -> Person:
    """Who looks after it."""
    rows = Membership.objects.filter(promotion=promotion, role=Membership.Role.REFERENT).select_related("person")
    return rows.order_by("pk")[0].person


def keep_order(world: World, name: str, promotion: Promotion) -> None:
    """A step: pins, hides, closes, and what was reported."""
    actor, now = referent_of(promotion), world.now - timedelta(days=1)
    discussions = Discussion.objects.filter(room=promotion.room_id)
    for title, place in order.PINNED.get(name, []):
        post = Post.objects.filter(room=promotion.room_id, discussion__title=title).in_order()[place]
        set_pin(post, lock_topic(promotion.room.key), actor=actor, pinned_at=now, now=now)
    for title, place, email, reason, words in order.REPORTED.get(name, []):
        post = list(Post.objects.filter(room=promotion.room_id, discussion__title=title).in_order())[place]
        about = {"post": post, "person": post.author, "reason": reason, "words": words}
        file_report(world.people[email], promotion.room, {post.author_id}, about, now)
    for title, place, reason, words in order.HIDDEN.get(name, []):
        post = list(Post.objects.filter(room=promotion.room_id, discussion__title=title).in_order())[place]
        conceal(post, actor=actor, reason=reason, words=words, now=now)
    discussions.filter(title__in=order.FIRST.get(name, [])).update(pinned=True)
    for one in discussions.filter(title__in=order.CLOSED.get(name, [])).order_by("pk"):
        one.locked_at, one.locked_by = now, actor
        keep_lock(one, lock_topic(promotion.room.key), "lock", actor=actor, now=now)


def introduce(world: World, name: str, promotion: Promotion) -> None:
    """A step: what some can help with, and a référent who is away, with a colleague who stands in."""
    for email, words in order.OFFERS.get(name, []):
        Offer.objects.create(person=world.people[email], words=words, said_at=world.now - timedelta(days=9))
    if name in order.AWAY:
        day = timezone.localdate(world.now)
        first, back = (day + timedelta(days=days) for days in order.AWAY[name])
        roles = Role.objects.current(day).filter(branch=promotion.branch, kind=Role.Kind.COORDINATOR)
        stand_in = Person.objects.filter(pk__in=roles.values("person")).order_by("pk").first()
        Absence.objects.create(person=referent_of(promotion), starts_on=first, back_on=back, stand_in=stand_in)


def welcome(world: World, name: str, promotion: Promotion) -> None:
    """A step: a godparent for a promotion that begins, and somebody without e-mail, for whom the team writes."""
    actor, now = referent_of(promotion), world.now - timedelta(days=1)
    for email in order.GODPARENTS.get(name, []):
        role = Membership.Role.GODPARENT
        enrol(actor=actor, promotion=promotion, person=world.people[email], role=role, now=now)
    for first_name, last_name, phone, text in order.WITHOUT_ADDRESS.get(name, []):
        person = Person(first_name=first_name, last_name=last_name, phone=phone, is_active=False)
        person.set_unusable_password()
        person.save()
        enrol(actor=actor, promotion=promotion, person=person, role=Membership.Role.MENTOR, now=now)
        discussion = Discussion.objects.get(room=promotion.room_id, title="")
        body = clean(text)
        topic = lock_topic(promotion.room.key)
        append_post(person, topic, discussion, body=body, html=render(body), written_by=actor, now=now)
