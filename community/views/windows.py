"""Which posts of a discussion a page holds: from the first unread one, around a message, or further back or on."""

from dataclasses import dataclass

from django.http import HttpRequest

from community.models import Discussion, Post
from hub.answers import read_number

PAGE = 40
BEFORE_UNREAD = 2
BEFORE_MESSAGE = 10
END = 2**62


@dataclass(frozen=True)
class Window:
    """The posts of one page, oldest first; `older` and `newer` are the numbers to go on from, 0 for none."""

    posts: list[Post]
    older: int
    newer: int


def window_of(discussion: Discussion, *, start: int, before: int, after: int) -> Window:
    """At most `before` posts older than the number `start`, and `after` posts from it on; two queries."""
    rows = Post.objects.filter(discussion=discussion).select_related("author", "written_by", "quote__author")
    past = list(rows.filter(seq__lt=start).order_by("-seq")[: before + 1])
    coming = list(rows.filter(seq__gte=start).order_by("seq")[: after + 1])
    posts = past[:before][::-1] + coming[:after]
    older = posts[0].seq if len(past) > before and posts else 0
    newer = posts[-1].seq if len(coming) > after and posts else 0
    return Window(posts, older, newer)


def choose_window(request: HttpRequest, discussion: Discussion, first_unread: int) -> Window:
    """What the address asks for; raises Malformed for numbers that are none."""
    asked = {name: read_number(dict(request.GET.items()), name) for name in ("message", "avant", "apres")}
    if asked["avant"] is not None:
        return window_of(discussion, start=asked["avant"], before=PAGE, after=0)
    if asked["apres"] is not None:
        return window_of(discussion, start=asked["apres"] + 1, before=0, after=PAGE)
    if asked["message"] is not None:
        return window_of(discussion, start=asked["message"], before=BEFORE_MESSAGE, after=PAGE)
    if first_unread:
        return window_of(discussion, start=first_unread, before=BEFORE_UNREAD, after=PAGE)
    return window_of(discussion, start=END, before=PAGE, after=0)
