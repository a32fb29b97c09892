"""The community's demo scene: what the promotions have said to one another, and what is still unread."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from django.urls import reverse
from django.utils.translation import override

from community.actions.invitations import make_invitation
from community.actions.names import note_name
from community.actions.posts import append_post, rewrite, withdraw
from community.actions.reactions import give
from community.actions.reading import grow
from community.actions.rooms import archive_room
from community.demo_before import remember
from community.demo_content import lille_12, lille_13_a, lille_13_b, lille_13_c, paris_21_a, paris_21_b
from community.demo_order import introduce, keep_order, welcome
from community.demo_parts import follow_up, parts_for
from community.demo_pictures import put_beside
from community.models import Discussion, Membership, Poll, Post, Promotion, Report, Upload
from community.text import clean, render
from hub.db import write
from hub.demo import key_people
from hub.demo_world import World
from hub.live.log import lock_topic, publish
from hub.models import Person

CONTENT = (lille_12, lille_13_a, lille_13_b, lille_13_c, paris_21_a, paris_21_b)
ARCHIVED = {"lille-12": timedelta(days=200)}
# The number of the promotions with an invitation.
INVITING = 13
# Whoever signs in with a password finds this many new messages in each of the two newest discussions.
LEFT_UNREAD = 3
Row = dict[str, Any]


def rows_of(room: str, discussion: int, title: str, posts: list[Any]) -> Iterator[Row]:
    """The posts of one discussion, each with its place in the list, which quotes name."""
    for index, (days, clock, email, text, extra) in enumerate(posts):
        yield {
            "days": days, "clock": clock, "email": email, "text": text, "extra": extra,
            "discussion": (room, discussion), "title": title, "index": index,
        }  # fmt: skip


def said_in(room: str) -> list[Row]:
    """All posts of a room, oldest first."""
    talks = [one for module in CONTENT if room == module.ROOM for one in module.DISCUSSIONS]
    rows = [row for number, (title, posts) in enumerate(talks) for row in rows_of(room, number, title, posts)]
    return sorted(rows, key=lambda row: (-row["days"], row["clock"]))


def talk(world: World, name: str, promotion: Promotion) -> None:
    """Fills a promotion's room; one that has nothing to say stays as it was founded."""
    with write():
        welcome(world, name, promotion)
    rows = said_in(name)
    if not rows:
        return
    world.say(f"Letting {name} talk …")
    with write():
        say_all(world, promotion, rows)
        keep_order(world, name, promotion)
        introduce(world, name, promotion)
        invite(world, promotion)
        read_up(promotion, world.now - timedelta(hours=20))
    remember(world, name, promotion)
    if name in ARCHIVED:
        archive_room(actor=None, room_id=promotion.room_id, now=world.now - ARCHIVED[name])


def invite(world: World, promotion: Promotion) -> None:
    """A code that still works, where people have introduced themselves to one another."""
    opened = Discussion.objects.filter(room=promotion.room_id, title__startswith="Présentons-nous").first()
    if opened is not None and opened.opened_by is not None and promotion.number == INVITING:
        make_invitation(promotion, actor=opened.opened_by, days=7, discussion=opened, now=world.now)


def say_all(world: World, promotion: Promotion, rows: list[Row]) -> None:
    """One post after the other, at the hour it was written, with what came of it."""
    zone = ZoneInfo(promotion.branch.zone)
    today = world.now.astimezone(zone).date()
    discussions: dict[Any, Discussion] = {}
    posts: dict[Any, Post] = {}
    for row in rows:
        hour, minute = (int(part) for part in row["clock"].split(":"))
        at = datetime.combine(today - timedelta(days=row["days"]), time(hour, minute), zone)
        if "hours" in row["extra"]:
            at = world.now - timedelta(hours=row["extra"]["hours"])
        author = world.people[row["email"]]
        if row["discussion"] not in discussions:
            discussions[row["discussion"]] = open_for(promotion, row["title"], author, at)
        quote = posts.get((row["discussion"], row["extra"].get("quote")))
        body = clean(row["text"])
        discussion = discussions[row["discussion"]]
        now, topic = min(at, world.now - timedelta(minutes=5)), lock_topic(promotion.room.key)
        beside = parts_for(row["extra"], today)
        written = append_post(
            author, topic, discussion, body=body, html=render(body), quote=quote, parts=beside, now=now
        )
        post = posts[row["discussion"], row["index"]] = Post.objects.get(pk=written.target)
        live_on(world, post, author, row["extra"], at)


def open_for(promotion: Promotion, title: str, author: Person, at: datetime) -> Discussion:
    """The room's first discussion, or a new one with its line in the log."""
    if not title:
        return Discussion.objects.get(room=promotion.room_id, title="")
    opened = Discussion.objects.create(room=promotion.room, title=title, opened_by=author, created_at=at)
    publish(promotion.room.key, "discussion.add", actor=author, target=opened.pk, now=at)
    return opened


def live_on(world: World, post: Post, author: Person, extra: Row, at: datetime) -> None:
    """Photos and files, edits, deletions, reactions, and what came of what stands beside."""
    soon = min(at + timedelta(minutes=3), world.now)
    follow_up(world, post, extra, soon)
    put_beside(post, extra.get("files", []), soon)
    if extra.get("edited"):
        rewrite(post, body=post.body, html=post.html, actor=author, now=soon)
    if extra.get("deleted"):
        withdraw(post, actor=author, now=soon)
        return
    for kind, emails in extra.get("reactions", {}).items():
        for email in emails:
            give(post, actor=world.people[email], kind=kind, now=soon)


def read_up(promotion: Promotion, now: datetime) -> None:
    """Everybody has read everything, but for those who can sign in: they find something new."""
    waiting = {person.pk for person in key_people().values()}
    discussions = list(Discussion.objects.filter(room=promotion.room_id).order_by("-last_seq"))
    newest = {one.pk for one in discussions[:2]}
    people = Person.objects.filter(memberships__in=Membership.objects.filter(promotion=promotion)).distinct()
    for person in people.order_by("pk"):
        for one in discussions:
            left = LEFT_UNREAD if person.pk in waiting and one.pk in newest else 0
            places = Post.objects.filter(discussion=one).exclude(author=person).order_by("-seq")
            seqs = list(places.values_list("seq", flat=True)[: left + 1])
            grow(person, one, seqs[left] if left < len(seqs) else 0, now)


def know_a_name(world: World) -> None:
    """The mentor who can sign in has said the name of the young woman she writes of in the room."""
    note_name(actor=key_people()["mentor"], first_name="Fatou", last_name="Ndiaye", now=world.now)


def room_facts(email: str) -> tuple[Promotion, Person]:
    """The promotion of one of the demo's people: one whose room is open, where there is one."""
    person = Person.objects.active().get(email=email)
    mine = Membership.objects.filter(person=person).select_related("promotion__room")
    running = F("promotion__room__archived_at").asc(nulls_first=True)
    return mine.order_by(running, "-starts_at", "-pk")[0].promotion, person


def places_of_parts(promotion: Promotion) -> dict[str, str]:
    """A plain message of the mentor's room, a poll, an announcement, a photo, a report, where there is one."""
    posts = Post.objects.standing().filter(room=promotion.room_id).in_order()
    found = {
        "message": posts.filter(more=False).last(),
        "poll": posts.filter(poll__in=Poll.objects.about_dates()).last(),
        "poll_in_words": posts.filter(poll__in=Poll.objects.about_words()).last(),
        "announcement": posts.filter(announcement__isnull=False).last(),
    }
    urls = {name: reverse("community:message", args=[post.room_id, post.pk]) for name, post in found.items() if post}
    if photo := Upload.objects.shown().photos().filter(room=promotion.room_id).order_by("pk").first():
        urls["photo"] = reverse("community:photo", args=[photo.room_id, photo.uid])
    if report := Report.objects.filter(room=promotion.room_id).order_by("pk").first():
        urls["report"] = reverse("community:report", args=[report.pk])
    return urls


def facts() -> dict[str, Any]:
    """The rooms of the two mentors, in French."""
    people = key_people()
    promotion, mentor = room_facts(people["mentor"].email)
    other, _other_mentor = room_facts(people["other_mentor"].email)
    with override("fr"):
        urls = {
            "promotion": reverse("community:promotion", args=[promotion.pk]),
            "room": reverse("community:room", args=[promotion.room_id]),
            "mentor_journey": reverse("community:journey", args=[mentor.pk]),
            "post": reverse("community:post", args=[promotion.room_id]),
            "invitation": reverse("community:invitation", args=[promotion.pk]),
            "log": reverse("live_log", args=[promotion.room.key]),
            "other_room": reverse("community:room", args=[other.room_id]),
            "live": "/live/",
        }
        urls |= places_of_parts(promotion)
    topics = {"room": promotion.room.key, "other_room": other.room.key, "person": f"person:{mentor.pk}"}
    return {"urls": urls, "topics": topics}
