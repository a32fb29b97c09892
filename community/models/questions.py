"""Questions: posts that ask, and the answer that was found good."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from community.models.rooms import Post


class QuestionQuerySet(models.QuerySet["Question"]):
    """Words about questions."""

    def standing(self) -> "QuestionQuerySet":
        """Neither deleted nor hidden."""
        return self.filter(post__deleted_at__isnull=True, post__hidden_for="")

    def unanswered(self) -> "QuestionQuerySet":
        """Nobody else has replied to it by quoting it, and no answer was accepted that still stands.

        Of whoever has left, none waits: nobody is there to be answered, and whose replies were their own is not known.
        """
        replies = Post.objects.standing().filter(quote=models.OuterRef("post"))
        others = replies.exclude(author=models.OuterRef("post__author"))
        gone = models.Q(answer__deleted_at__isnull=False) | ~models.Q(answer__hidden_for="")
        nothing = models.Q(answer=None) | gone
        return self.standing().filter(nothing, post__author__isnull=False).exclude(models.Exists(others))

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
