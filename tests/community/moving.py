"""What the tests of moved messages ask."""

from datetime import datetime

from community.actions.reading import mark_read
from community.models import Discussion, Post
from tests.cast import Cast


def where(*posts: Post) -> list[int]:
    return [Post.objects.get(pk=post.pk).discussion_id for post in posts]


def unread_of(cast: Cast, name: str) -> set[int]:
    return set(Post.objects.unread_by(cast.people[name].pk).values_list("pk", flat=True))


def read_up(cast: Cast, name: str, discussion: Discussion, seq: int, now: datetime) -> bool:
    return mark_read(actor=cast.people[name], room_id=discussion.room_id, places={discussion.pk: seq}, now=now)
