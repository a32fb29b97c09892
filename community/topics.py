"""The live topic of a room: who may read it, and what its events say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from community.models import Discussion, Membership, Post, Reaction, Room
from community.room_owners import memberships_of
from hub.live.topics import MEMBER_ADD, MEMBER_DEL, LiveTopic, Payload
from hub.models import LogEvent, Person
from hub.prepared import Blank, Prepared

OF_POST = {"post", "edit", "delete", "hide", "unhide"}
# What changes beside a post's text: a page fetches the post anew.
BESIDE_POST = {"move", "pin", "unpin", "vote", "answer", "acknowledge"}
OF_REACTION = {"react", "unreact"}
OF_DISCUSSION = {"discussion.add", "discussion.edit", "lock", "unlock"}
# What changes around the messages: the pinned list, the order of the discussions, a lock.
AROUND = {"pin", "unpin", "lock", "unlock", "move", "discussion.edit", "phase"}
OF_MEMBER = {MEMBER_ADD, MEMBER_DEL}

POST = Prepared(lambda: Post.objects.select_related("author", "quote__author").filter(pk=Blank("pk")))
BADGES = Prepared(
    lambda: (
        Membership.objects.current(Blank("now"))
        .filter(promotion__room=Blank("room"), role__in=[Membership.Role.GODPARENT, Membership.Role.REFERENT])
        .values_list("person", "role")
    )
)


Badges = Mapping[int, str]


def signature(person: Person | None, badges: Badges) -> dict[str, Any] | None:
    """How an event names somebody: as peers do; None for one who has been erased."""
    if person is None:
        return None
    role = {"role": badges[person.pk]} if person.pk in badges else {}
    return {"id": person.pk, "name": person.peer_name, **role}


def badges_of(room_id: int) -> Badges:
    """{person: role} of those who look after the promotion of this room: référents, and godparents; one query."""
    # Whoever is both is a référent first.
    return dict(sorted(BADGES.rows(room=room_id, now=timezone.now()), key=lambda row: row[1]))


def read_posts(keys: set[int]) -> dict[int, Post]:
    """These posts with their authors and what they quote; mostly it is the one that has just been written."""
    if len(keys) == 1:
        return {post.pk: post for post in POST.all(pk=next(iter(keys)))}
    return Post.objects.select_related("author", "quote__author").in_bulk(keys) if keys else {}


def post_payload(post: Post, badges: Badges) -> Payload:
    """A post as it stands now."""
    data: dict[str, Any] = {"d": post.discussion_id, "seq": post.seq, "rev": post.rev}
    data["by"] = signature(post.author, badges)
    about = {post.pk}
    if post.stands:
        data["html"] = post.html
    else:
        data["gone"] = True
    if post.hidden_for:
        data["hidden"] = post.hidden_for
    if post.edited_at is not None:
        data["edited"] = True
    if ((post.more or post.written_by_id) and post.stands) or post.hidden_for:
        data["more"] = True
    if post.quote is not None and post.stands:
        about.add(post.quote.pk)
        author = post.quote.author
        data["q"] = {
            "target": post.quote.pk,
            "seq": post.quote.seq,
            "by": author.peer_name if author else "",
            "text": post.quote.excerpt,
        }
        if post.quote.more and post.quote.stands:
            data["q"]["more"] = True
    return Payload(data, frozenset(about))


def reactions_of(posts: Iterable[int]) -> dict[int, dict[str, list[list[Any]]]]:
    """{post: {word: [[person, name], …]}}; one query."""
    found: dict[int, dict[str, list[list[Any]]]] = {}
    rows = Reaction.objects.filter(post__in=posts).select_related("person").order_by("pk")
    for row in rows:
        words = found.setdefault(row.post_id, {})
        words.setdefault(row.kind, []).append([row.person_id, row.person.peer_name])
    return found


class RoomTopic(LiveTopic):
    """`room:<id>`"""

    prefix = "room"
    rewriting = frozenset({"edit", "delete", "hide", "unhide", "move"})

    def readable(self, person: Person, ids: Iterable[int]) -> set[int]:
        """As for the room's page."""
        rooms = Room.objects.visible_to(person, timezone.now()).filter(pk__in=set(ids))
        return set(rooms.values_list("pk", flat=True))

    def sift(self, wanted: Iterable[tuple[Person, int]]) -> set[tuple[int, int]]:
        """Members are known by one query; whoever is none is asked about alone."""
        pairs = list(wanted)
        members = memberships_of({person.pk for person, _pk in pairs}, timezone.now())
        known = set(members.values_list("person", "promotion__room"))
        others = [(person, pk) for person, pk in pairs if (person.pk, pk) not in known]
        return {(person.pk, pk) for person, pk in pairs} & known | super().sift(others)

    def payloads(self, events: Sequence[LogEvent]) -> list[Payload]:
        """At most six queries for a batch."""
        if not events:
            return []
        facts = Facts(events)
        return [facts.payload(event) for event in events]


class Facts:
    """What a batch of events of one room speaks of, read together."""

    def __init__(self, events: Sequence[LogEvent]) -> None:
        def targets(kinds: set[str]) -> set[int]:
            return {event.target for event in events if event.kind in kinds}

        posts = targets(OF_POST | OF_REACTION | BESIDE_POST)
        self.posts = read_posts(posts)
        self.reactions = reactions_of(targets(OF_REACTION)) if targets(OF_REACTION) else {}
        discussions = targets(OF_DISCUSSION)
        self.discussions = Discussion.objects.in_bulk(discussions) if discussions else {}
        actors = {event.actor_id for event in events if event.actor_id and event.kind not in OF_POST}
        self.actors = Person.objects.in_bulk(actors) if actors else {}
        room = next((post.room_id for post in self.posts.values()), 0)
        self.badges: Badges = badges_of(room) if room else {}

    def payload(self, event: LogEvent) -> Payload:
        """One event; of what is not there any more, its bare facts."""
        post = self.posts.get(event.target)
        if event.kind in OF_POST and post is not None:
            said = post_payload(post, self.badges)
            if event.kind == "unhide":
                said.data["more"] = True
            if post.pinned_at is not None and event.kind != "post":
                said.data["page"] = True
            return said
        data: dict[str, Any] = {"by": signature(self.actors.get(event.actor_id or 0), self.badges)}
        if event.kind in OF_REACTION and post is not None:
            data |= {"d": post.discussion_id, "seq": post.seq, "reactions": self.reactions.get(post.pk, {})}
        elif event.kind in BESIDE_POST and post is not None:
            data |= {"d": post.discussion_id, "seq": post.seq, "rev": post.rev, "more": True}
        elif event.kind in OF_DISCUSSION and event.target in self.discussions:
            discussion = self.discussions[event.target]
            data |= {"title": discussion.title, "pinned": discussion.pinned}
        if event.kind in AROUND:
            data["page"] = True
        return Payload(data)
