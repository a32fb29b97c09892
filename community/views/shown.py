"""What a room's page shows: posts as one person sees them, and the discussions beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Min
from django.utils.translation import get_language

from community.models import Discussion, Post, Reaction
from community.topics import Badges, reactions_of
from hub.models import Person
from hub.panels import Panel
from hub.parts import parts
from hub.words import dates

COLOURS = "abcd"
ICONS = {"thanks": "thumbs-up", "bravo": "party-popper", "agree": "check", "courage": "heart"}


def initials(name: str) -> str:
    """Of the name that peers see: "Paul V." → "PV"."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def colour(person: int | None) -> str:
    """The same for one person everywhere."""
    return COLOURS[(person or 0) % len(COLOURS)]


@dataclass(frozen=True)
class ShownReaction:
    """One of the four words under a post."""

    kind: str
    label: str
    icon: str
    count: int = 0
    pressed: bool = False
    names: str = ""


@dataclass(frozen=True)
class ShownPost:
    """A post, as this person sees it; the template for new ones has the key 0."""

    post: Post
    name: str
    at: datetime
    hour: str
    own: bool
    role: str
    reactions: list[ShownReaction]
    quoted: Post | None = None
    quoted_name: str = ""
    # Set where a day, or what is new, begins.
    day: date | None = None
    day_words: str = ""
    first_new: bool = False
    as_template: bool = False
    # What stands beside the text: photos, a poll, …
    parts: list[Panel] = field(default_factory=list)

    @property
    def initials(self) -> str:
        """Beside the name."""
        return initials(self.name)

    @property
    def colour(self) -> str:
        """Behind the initials."""
        return colour(self.post.author_id)


@dataclass
class Viewer:
    """Who looks, in which zone, and when."""

    person: Person
    zone: ZoneInfo
    now: datetime
    badges: Badges = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The reader's language."""
        return (get_language() or "fr")[:2]

    def day_words(self, day: date) -> str:
        """ "Jeudi 19 novembre", with the year where it is another one."""
        words = dates.in_words(day, self.lang, year=day.year != self.now.astimezone(self.zone).year)
        return words[:1].upper() + words[1:]

    def since(self, at: datetime) -> str:
        """ "hier", "lundi", "12 novembre"."""
        return dates.ago(at.astimezone(self.zone).date(), self.now.astimezone(self.zone).date(), self.lang)


def show_reactions(given: dict[str, list[list[object]]], person: int) -> list[ShownReaction]:
    """The four words, in their order."""
    shown = []
    for kind in Reaction.Kind:
        people = given.get(kind.value, [])
        names = ", ".join(str(name) for _pk, name in people)
        pressed = any(pk == person for pk, _name in people)
        shown.append(ShownReaction(kind.value, str(kind.label), ICONS[kind.value], len(people), pressed, names))
    return shown


def show_posts(posts: Sequence[Post], viewer: Viewer, first_new: int = 0) -> list[ShownPost]:
    """These posts in order; `first_new` is the number of the first unread one."""
    given = reactions_of([post.pk for post in posts])
    beside = parts_of(posts, viewer)
    shown: list[ShownPost] = []
    before: date | None = None
    for post in posts:
        at = post.created_at.astimezone(viewer.zone)
        day = at.date() if at.date() != before else None
        before = at.date()
        item = show_post(post, viewer, at, given.get(post.pk, {}), day=day, first_new=post.seq == first_new)
        shown.append(replace(item, parts=beside.get(post.pk, [])))
    return shown


def parts_of(posts: Sequence[Post], viewer: Viewer) -> dict[int, list[Panel]]:
    """{post: what stands beside its text}, asked for only where something does."""
    with_more = [post for post in posts if post.more and post.stands]
    beside: dict[int, list[Panel]] = {}
    for part in parts("post_parts") if with_more else []:
        for key, panel in part(with_more, viewer).items():
            beside.setdefault(key, []).append(panel)
    return beside


def show_post(
    post: Post,
    viewer: Viewer,
    at: datetime,
    given: dict[str, list[list[object]]],
    *,
    day: date | None = None,
    first_new: bool = False,
) -> ShownPost:
    """One post."""
    quoted = post.quote if post.stands else None
    return ShownPost(
        post=post,
        name=post.author.peer_name if post.author else "",
        at=at,
        hour=dates.hour(at.time(), viewer.lang),
        own=viewer.person.pk in {post.author_id, post.written_by_id},
        role=viewer.badges.get(post.author_id or 0, ""),
        reactions=show_reactions(given, viewer.person.pk),
        quoted=quoted,
        quoted_name=quoted.author.peer_name if quoted and quoted.author else "",
        day=day,
        day_words=viewer.day_words(day) if day else "",
        first_new=first_new,
    )


def blank_post(viewer: Viewer) -> ShownPost:
    """What the page's template for new posts is made of: every slot stands."""
    at = viewer.now.astimezone(viewer.zone)
    post = Post(pk=0, seq=0, author_id=0, created_at=viewer.now, html="")
    return ShownPost(
        post, "", at, "", True, "referent", show_reactions({}, 0), quoted=Post(pk=0, seq=0), as_template=True
    )


@dataclass(frozen=True)
class ShownPin:
    """A message on top of the room."""

    post: Post
    name: str


def show_pins(room_id: int) -> list[ShownPin]:
    """What the team has put on top of the room; one query."""
    rows = Post.objects.pinned().filter(room=room_id).select_related("author", "discussion")
    return [ShownPin(post, post.author.peer_name if post.author else "") for post in rows]


@dataclass(frozen=True)
class ShownLeft:
    """Messages that stood here and stand in another discussion now: how many, and the first of them."""

    target: Discussion
    number: int
    first: int


def show_left(discussion: Discussion, *, after: int, before: int) -> list[ShownLeft]:
    """What the team has moved away from between two numbers, by where it went; one query, two where there is any."""
    gone = Post.objects.filter(moved_from=discussion, seq__gt=after, seq__lt=before).exclude(discussion=discussion)
    rows = gone.values("discussion").annotate(number=Count("pk"), first=Min("pk")).order_by("discussion")
    targets = Discussion.objects.in_bulk([row["discussion"] for row in rows]) if rows else {}
    return [ShownLeft(targets[row["discussion"]], row["number"], row["first"]) for row in rows]
