"""The list of a room's discussions: what stands beside its messages, and all of them page by page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Subquery

from community.models import Discussion, Post
from community.views.pages import Turn
from community.views.shown import Viewer

# Beside the messages: the pinned ones, and so many of the others.
LATEST = 10
AT_ONCE = 40


@dataclass(frozen=True)
class ShownDiscussion:
    """A discussion in the list beside."""

    discussion: Discussion
    unread: int
    last_name: str = ""
    last_when: str = ""


@dataclass(frozen=True)
class ShownList:
    """The discussions that are shown, of how many."""

    rows: list[ShownDiscussion]
    number: int
    # Whether others are left out, to which a link leads.
    leads_on: bool = False


def listed_in(room_id: int, here: int | None = None) -> QuerySet[Discussion]:
    """Those that are listed: pinned ones first, then the one that was written in last.

    Each is opened with a message: one that holds none any more is listed only where it is pinned, or somebody is `here`.
    """
    left_empty = Q(last_seq=0, pinned=False) & ~Q(title="") & ~Q(pk=here)
    return Discussion.objects.filter(room=room_id).exclude(left_empty).order_by("-pinned", "-last_seq", "-pk")


def open_in(room_id: int) -> QuerySet[Discussion]:
    """Those of them in which one can write."""
    return listed_in(room_id).filter(locked_at=None)


def show_discussions(room_id: int, viewer: Viewer, unread: dict[int, int], here: int | None = None) -> ShownList:
    """The pinned ones, the ten that were written in last, whatever is unread, and where somebody is; two queries."""
    every = listed_in(room_id, here)
    number = every.order_by().values("room").annotate(number=Count("pk")).values("number")
    latest = every.filter(pinned=False).values("pk")[:LATEST]
    shown = every.filter(Q(pinned=True) | Q(pk__in=latest) | Q(pk__in=[*unread, *([here] if here else [])]))
    rows = list(shown.annotate(number=Subquery(number)))
    total = rows[0].number if rows else 0
    return ShownList(with_last_words(room_id, rows, viewer, unread), total, leads_on=len(rows) < total)


def show_all(room_id: int, viewer: Viewer, unread: dict[int, int], asked: int) -> tuple[ShownList, Turn]:
    """One page of all of them, the last one where a page is asked for that is not there; three queries."""
    every = listed_in(room_id)
    number = every.count()
    pages = max(1, -(-number // AT_ONCE))
    turn = Turn(min(pages, asked), pages)
    rows = every[(turn.number - 1) * AT_ONCE : turn.number * AT_ONCE]
    return ShownList(with_last_words(room_id, rows, viewer, unread), number), turn


def with_last_words(
    room_id: int, rows: Iterable[Discussion], viewer: Viewer, unread: dict[int, int]
) -> list[ShownDiscussion]:
    """Each with who wrote in it last, and when; one query."""
    some = list(rows)
    newest = Post.objects.filter(room=room_id, seq__in=[one.last_seq for one in some]).select_related("author")
    last = {post.discussion_id: post for post in newest.order_by("seq")}
    shown = []
    for one in some:
        post = last.get(one.pk)
        name = post.author.first_name if post and post.author else ""
        when = viewer.since(post.created_at) if post else ""
        shown.append(ShownDiscussion(one, unread.get(one.pk, 0), name, when))
    return shown
