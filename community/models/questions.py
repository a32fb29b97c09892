"""Questions: posts that ask, and the answer that was found good."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from community.models.rooms import Post, PostQuerySet

# Longer than the longest ladder lasts, with holidays between; what was asked before one was set up stays as it is.
ASKED_WITHIN = timedelta(days=28)


def replies_of_others() -> PostQuerySet:
    """For each question of a query: the replies that quote it, stand, and are not of who asked."""
    replies = Post.objects.standing().filter(quote=models.OuterRef("post"))
    return replies.exclude(author=models.OuterRef("post__author"))


class QuestionQuerySet(models.QuerySet["Question"]):
    """Words about questions."""

    def standing(self) -> "QuestionQuerySet":
        """Neither deleted nor hidden."""
        return self.filter(post__deleted_at__isnull=True, post__hidden_for="")

    def unanswered(self) -> "QuestionQuerySet":
        """Nobody else has replied to it by quoting it, and no answer was accepted that still stands.

        Of whoever has left, none waits: nobody is there to be answered, and whose replies were their own is not known.
        """
        gone = models.Q(answer__deleted_at__isnull=False) | ~models.Q(answer__hidden_for="")
        nothing = models.Q(answer=None) | gone
        return self.standing().filter(nothing, post__author__isnull=False).exclude(models.Exists(replies_of_others()))

    def to_ask_about(self, now: datetime) -> "QuestionQuerySet":
        """The unanswered ones of promotions for which others are asked: of late, and where one may still write."""
        rows = self.unanswered().filter(post__created_at__gt=now - ASKED_WITHIN, post__room__promotion__isnull=False)
        return rows.filter(post__room__archived_at=None, post__discussion__locked_at=None)

    def with_first_reply(self) -> "QuestionQuerySet":
        """With `replied_at`, when somebody else first quoted it; None where nobody has."""
        first = replies_of_others().order_by("created_at", "pk").values("created_at")[:1]
        return self.annotate(replied_at=models.Subquery(first))

    def oldest_first(self) -> "QuestionQuerySet":
        """The one that has waited longest comes first."""
        return self.order_by("post__created_at", "pk")


class Question(models.Model):
    """A post that asks; at most one answer is accepted at a time."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="question")
    answer = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="answers")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(answer=None) | ~models.Q(answer=models.F("post")), name="question_not_its_own_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.post_id}"

    @property
    def accepted(self) -> Post | None:
        """The accepted answer, as long as it stands."""
        return self.answer if self.answer is not None and self.answer.stands else None
