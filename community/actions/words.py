"""Keeps the words by which a message is found, its text and what stands beside it, and forgets those of polls."""

from django.db.models import QuerySet

from community.models import Poll, PollOption, Post, Upload
from hub.db import require_write
from hub.search.fold import fold


def words_with(post: Post, body: str) -> str:
    """Of a text, what a poll is about and its answers, what photos show and what files are called; at most three queries.

    A camera's figures, which are a photo's name, are no words.
    """
    if not post.more:
        return fold(body)
    beside = list(Poll.objects.filter(post=post).values_list("title", flat=True))
    beside += PollOption.objects.filter(poll__post=post).order_by("pk").values_list("text", flat=True)
    for upload in Upload.objects.standing().filter(post=post).in_order():
        beside += [upload.alt] if upload.is_photo else [upload.alt, upload.name]
    return fold(" ".join([body, *beside]))


def keep_words(post: Post) -> None:
    """A step, once something stands beside it or is described anew; what does not stand has no words."""
    require_write()
    if post.stands:
        Post.objects.filter(pk=post.pk).update(words=words_with(post, post.body))


def forget_polls(posts: QuerySet[Post]) -> None:
    """A step, once these are taken back: what their polls are about is gone, and every answer their author wrote."""
    require_write()
    Poll.objects.filter(post__in=posts).update(title="")
    PollOption.objects.filter(poll__post__in=posts).exclude(text="").delete()
