"""Which messages go together: one alone, one with its answers, or one with all that follow it in its discussion."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models import Post


class Passage(models.TextChoices):
    """How much of a discussion is meant, from one message on."""

    ONE = "one", _("This message alone")
    ANSWERS = "answers", _("This message and its answers")
    FOLLOWING = "following", _("This message and all that follow")


def read_passage(post: Post, which: str, *, until: int | None = None) -> list[Post]:
    """These messages in order, traces of deleted ones too, up to number `until`; one query at most.

    An answer quotes the message, or one of its answers.
    """
    if which == Passage.ONE:
        return [post]
    rows = Post.objects.filter(discussion=post.discussion_id, seq__gt=post.seq)
    if until is not None:
        rows = rows.filter(seq__lte=until)
    later = list(rows.select_related("author").in_order())
    if which == Passage.FOLLOWING:
        return [post, *later]
    keys = {post.pk}
    for one in later:
        if one.quote_id in keys:
            keys.add(one.pk)
    return [post, *(one for one in later if one.pk in keys)]
