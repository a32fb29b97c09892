"""What a copy of a room holds: its messages by discussion, as this person may read them now."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from community.export.beside import Beside, Kept, read_beside
from community.models import ArchivedMessage, Discussion, Membership, Post, Promotion, Reaction
from community.text import render
from community.topics import reactions_of
from hub.models import Person

CHUNK = 1000


@dataclass(frozen=True)
class Quoted:
    """The beginning of what a message answers."""

    seq: int
    author: str
    text: str


@dataclass(frozen=True)
class Said:
    """One message, its moment on the wall where the promotion is; `author` is empty for a former member.

    `seq` is its number in the room, 0 for one of before, which has none.
    """

    seq: int
    at: datetime
    author: str
    is_referent: bool
    text: str
    html: str
    edited: bool
    quoted: Quoted | None
    # word → names, in the order of the four words.
    reactions: dict[str, list[str]]
    media: str = ""
    # Whoever of the team has written it for somebody who has no e-mail.
    written_by: str = ""
    beside: Beside = field(default_factory=Beside)

    @property
    def day(self) -> date:
        """For the headings."""
        return self.at.date()


@dataclass
class Talk:
    """A discussion with its messages, oldest first."""

    key: int
    title: str
    messages: list[Said] = field(default_factory=list)


def read_room(promotion: Promotion, person: Person, now: datetime) -> list[Talk]:
    """The discussions in which there is something to read, the oldest first; a few queries per thousand messages."""
    rows = Post.objects.readable_by(person, now).filter(room=promotion.room_id)
    rows = rows.select_related("author", "written_by", "quote__author").order_by("seq")
    readable = set(rows.values_list("pk", flat=True))
    referents = set(
        Membership.objects.filter(promotion=promotion, role=Membership.Role.REFERENT).values_list("person", flat=True)
    )
    talks = {one.pk: Talk(one.pk, str(one)) for one in Discussion.objects.filter(room=promotion.room_id).order_by("pk")}
    zone = ZoneInfo(promotion.branch.zone)
    for posts in in_chunks(rows.iterator(chunk_size=CHUNK)):
        given = reactions_of([post.pk for post in posts])
        beside = read_beside(posts, person, readable, now)
        for post in posts:
            said = as_said(post, zone, referents, readable, given.get(post.pk, {}))
            said = replace(said, beside=beside[post.pk])
            talks[post.discussion_id].messages.append(said)
    return [talk for talk in talks.values() if talk.messages]


def in_chunks(posts: Iterable[Post]) -> Iterable[list[Post]]:
    """A thousand at a time."""
    chunk: list[Post] = []
    for post in posts:
        chunk.append(post)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def as_said(
    post: Post, zone: ZoneInfo, referents: set[int], readable: set[int], given: dict[str, list[list[object]]]
) -> Said:
    """One message; what it answers is told only where that can be read too."""
    quote = post.quote if post.quote and post.quote.pk in readable else None
    return Said(
        seq=post.seq,
        at=post.created_at.astimezone(zone),
        author=name_of(post.author),
        is_referent=post.author_id in referents,
        text=post.body,
        html=post.html,
        edited=post.edited_at is not None,
        quoted=Quoted(quote.seq, name_of(quote.author), quote.excerpt) if quote else None,
        reactions={
            kind.value: [str(name) for _pk, name in given[kind.value]] for kind in Reaction.Kind if given.get(kind)
        },
        written_by=name_of(post.written_by),
    )


def name_of(person: Person | None) -> str:
    """As peers see one another."""
    return person.peer_name if person else ""


def read_before(promotion: Promotion, person: Person, now: datetime) -> list[Said]:
    """What was said elsewhere before, without what was deleted or taken out."""
    rows = ArchivedMessage.objects.readable_by(person, now).filter(archive__room=promotion.room_id, deleted=False)
    zone = ZoneInfo(promotion.branch.zone)
    return [as_before(one, zone) for one in rows.select_related("author__person", "photo").in_order()]


def as_before(one: ArchivedMessage, zone: ZoneInfo) -> Said:
    """One message of before."""
    html = render(one.body) if one.body else ""
    at, media = one.at.astimezone(zone), str(one.get_media_display()) if one.media else ""
    if one.photo is None:
        return Said(0, at, one.author.name, False, one.body, html, one.edited, None, {}, media)
    beside = Beside([Kept(one.photo, f"photos/avant-{one.pk:06}.jpg")])
    return Said(0, at, one.author.name, False, one.body, html, one.edited, None, {}, beside=beside)
