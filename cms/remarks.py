"""Comments on pages in the editor: what was said, as Wagtail's log keeps it, and which editors hear of which line."""

from collections.abc import Sequence

from django.db.models import QuerySet
from wagtail.models import Comment, CommentReply, PageLogEntry, PageSubscription

from hub.models import Person

WRITTEN, ANSWERED, SETTLED = "wagtail.comments.create", "wagtail.comments.create_reply", "wagtail.comments.resolve"
KIND = "review.remarks"


def remarks() -> QuerySet[PageLogEntry]:
    """Every line of which somebody may hear, the oldest first."""
    return PageLogEntry.objects.filter(action__in=(WRITTEN, ANSWERED, SETTLED)).select_related("user").order_by("pk")


def thread_of(line: PageLogEntry) -> int:
    """The key of the comment that a line is about."""
    return int(line.data["comment"]["id"])


def heard_by(page_id: int, lines: Sequence[PageLogEntry]) -> dict[Person, list[PageLogEntry]]:
    """{person: what others said}: all of it for whoever follows the page, else the threads they have a part in.

    Nothing of a comment that was deleted, and nobody who has said in their preferences that they want no such mail.
    """
    follow = PageSubscription.objects.filter(page=page_id, comment_notifications=True)
    followers = set(follow.values_list("user", flat=True))
    keys = {thread_of(line) for line in lines}
    parts = set(Comment.objects.filter(pk__in=keys).values_list("pk", "user"))
    parts |= set(CommentReply.objects.filter(comment__in=keys).values_list("comment", "user"))
    people = Person.objects.filter(pk__in=followers | {person for _thread, person in parts}, is_active=True)
    there = {thread for thread, _person in parts}
    people = people.exclude(wagtail_userprofile__updated_comments_notifications=False).order_by("pk")
    heard = {
        person: [
            line
            for line in lines
            if thread_of(line) in there
            and line.user_id != person.pk
            and (person.pk in followers or (line.action != WRITTEN and (thread_of(line), person.pk) in parts))
        ]
        for person in people
    }
    return {person: said for person, said in heard.items() if said}
