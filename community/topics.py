"""The live topic of a room: who may read it, and what its events say."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from community.models import Discussion, Membership, Post, Reaction, Room
from community.room_owners import pairs_of, pairs_of_team
from hub.live.topics import MEMBER_ADD, MEMBER_DEL, LiveTopic, Payload
from hub.models import LogEvent, Person, Topic
from hub.prepared import Blank, Prepared

OF_POST = {"post", "edit", "delete", "hide", "unhide"}
# What changes beside a post's text: a page fetches the post anew.
BESIDE_POST = {"move", "pin", "unpin", "vote", "answer", "acknowledge"}
OF_REACTION = {"react", "unreact"}
OF_DISCUSSION = {"discussion.add", "discussion.edit", "lock", "unlock"}
# What changes around the messages: the pinned list, the discussions and their order, a lock.
AROUND = {"pin", "unpin", "lock", "unlock", "move", "discussion.add", "discussion.edit", "phase"}
OF_MEMBER = {MEMBER_ADD, MEMBER_DEL}

# Whoever is both is a référent first.
LOOKING_AFTER = [Membership.Role.REFERENT, Membership.Role.GODPARENT]
BADGES = Prepared(
    lambda: (
        Membership.objects.current(Blank("now"))
        .filter(promotion__room=Blank("room"), role__in=LOOKING_AFTER)
        .values_list("person", "role")
    )
)


# What an event says of a post, and no more: a person and what is quoted would bring sixty columns beside it.
QUOTED = ("seq", "body", "more", "deleted_at", "hidden_for", "author", "author__first_name", "author__last_name")
SAID = (
    *(
        "room",
        "discussion",
        "seq",
        "rev",
        "author",
        "written_by",
        "html",
        "more",
        "edited_at",
        "deleted_at",
        "pinned_at",
    ),
    *("hidden_for", "author__first_name", "author__last_name", "quote", *(f"quote__{name}" for name in QUOTED)),
)
POST = Prepared(
    lambda: (
        Post.objects.select_related("author", "quote__author")
        .only(*SAID)
        .annotate(role=Subquery(roles_of_author().order_by("-role").values("role")[:1]))
        .filter(pk=Blank("pk"))
    )
)
Badges = Mapping[int, str]


def roles_of_author() -> QuerySet[Membership]:
    """In which its author looks after the promotion in whose room a post is."""
    mine = Membership.objects.current(Blank("now")).filter(role__in=LOOKING_AFTER)
    return mine.filter(person=OuterRef("author"), promotion__room=OuterRef("room"))


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
    """These posts with their authors and what they quote."""
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


def is_of_promotion(topic_id: int) -> bool:
    """Whether the room of this topic is a promotion's, whose people know one another; two queries."""
    key = Topic.objects.values_list("key", flat=True).get(pk=topic_id)
    return Room.objects.filter(pk=key.removeprefix("room:"), promotion__isnull=False).exists()


class RoomTopic(LiveTopic):
    """`room:<id>`"""

    prefix = "room"
    rewriting = frozenset({"edit", "delete", "hide", "unhide", "move"})

    def readable(self, person: Person, ids: Iterable[int]) -> set[int]:
        """As for the room's page."""
        rooms = Room.objects.visible_to(person, timezone.now()).filter(pk__in=set(ids))
        return set(rooms.values_list("pk", flat=True))

    def sift(self, wanted: Iterable[tuple[Person, int]]) -> set[tuple[int, int]]:
        """Those who belong there are known by one query for each kind of owner; of all others, whom the team's roles let
        in, by two.
        """
        pairs, now = list(wanted), timezone.now()
        known = pairs_of(((person.pk, pk) for person, pk in pairs), now)
        return known | pairs_of_team([(person, pk) for person, pk in pairs if (person.pk, pk) not in known], now)

    def payloads(self, events: Sequence[LogEvent]) -> list[Payload]:
        """At most nine queries for a batch."""
        if not events:
            return []
        facts = Facts(events)
        return [facts.payload(event) for event in events]


class Facts:
    """What a batch of events of one room speaks of, read together."""

    reactions: Mapping[int, dict[str, list[list[Any]]]] = MappingProxyType({})
    discussions: Mapping[int, Discussion] = MappingProxyType({})
    actors: Mapping[int, Person] = MappingProxyType({})
    # Whether people come and go here without the others being told who: they may not know who else belongs.
    unnamed = False
    badges: Badges = MappingProxyType({})

    def __init__(self, events: Sequence[LogEvent]) -> None:
        def targets(kinds: set[str]) -> set[int]:
            return {event.target for event in events if event.kind in kinds}

        if len(events) == 1 and events[0].kind in OF_POST:
            self.read_one(events[0].target)
            return
        self.unnamed = bool(targets(OF_MEMBER)) and not is_of_promotion(events[0].topic_id)
        self.posts = read_posts(targets(OF_POST | OF_REACTION | BESIDE_POST))
        self.reactions = reactions_of(targets(OF_REACTION)) if targets(OF_REACTION) else {}
        discussions = targets(OF_DISCUSSION)
        self.discussions = Discussion.objects.in_bulk(discussions) if discussions else {}
        rooms = targets({"phase"})
        closed = Room.objects.filter(pk__in=rooms, archived_at__isnull=False) if rooms else Room.objects.none()
        self.archived = set(closed.values_list("pk", flat=True))
        actors = {event.actor_id for event in events if event.actor_id and event.kind not in OF_POST}
        self.actors = Person.objects.in_bulk(actors) if actors else {}
        room = next((post.room_id for post in self.posts.values()), 0)
        self.badges = badges_of(room) if room else {}

    def read_one(self, target: int) -> None:
        """Mostly it is one post, which has just been written: one query."""
        found: list[Any] = POST.all(pk=target, now=timezone.now())
        self.posts = {post.pk: post for post in found}
        self.badges = {post.author_id: post.role for post in found if post.role}

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
        elif event.kind in OF_MEMBER and self.unnamed:
            data |= {"by": None, "target": 0}
        return Payload(data | self.around(event))

    def around(self, event: LogEvent) -> dict[str, Any]:
        """What it says of the page around the messages."""
        archived = {"archived": event.target in self.archived} if event.kind == "phase" else {}
        return archived | ({"page": True} if event.kind in AROUND else {})
