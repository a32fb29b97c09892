"""Rooms where a promotion talks: discussions, posts, reactions, and how far each person has read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.parts import parts
from hub.search.field import WordsField


class RoomQuerySet(models.QuerySet["Room"]):
    """Words about rooms."""

    def visible_to(self, person: Any, now: datetime) -> "RoomQuerySet":
        """Those that an owner of theirs opens to this person; each app says so for its own."""
        mine = models.Q(pk__in=[])
        for owned in parts("room_owners"):
            mine |= models.Q(pk__in=owned(person, now))
        return self.filter(mine)

    def open(self) -> "RoomQuerySet":
        """Those in which one may still write."""
        return self.filter(archived_at__isnull=True)


class Room(models.Model):
    """A place to talk; it does not know whose it is."""

    created_at = models.DateTimeField(editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RoomQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The live topic of this room."""
        return f"room:{self.pk}"

    @property
    def is_archived(self) -> bool:
        """Whether it can only be read."""
        return self.archived_at is not None


class Discussion(models.Model):
    """A thread of a room; the one without a title always exists, so that nobody must choose a subject."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="discussions")
    title = models.CharField(max_length=80, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(editable=False)
    # The number of its newest post, 0 before the first.
    last_seq = models.BigIntegerField(default=0, editable=False)
    # First in the list, as the team wants it.
    pinned = models.BooleanField(default=False, editable=False)
    # Only for reading since then, and by whom.
    locked_at = models.DateTimeField(null=True, editable=False)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room"], condition=models.Q(title=""), name="discussion_one_without_title"),
        ]

    def __str__(self) -> str:
        return self.title or _("Discussion")

    @property
    def is_locked(self) -> bool:
        """Whether it can only be read."""
        return self.locked_at is not None


class HideReason(models.TextChoices):
    """Why the team hides a message, as everybody is told."""

    PRIVATE = "private", gettext_lazy("it says too much about somebody")
    HURTFUL = "hurtful", gettext_lazy("it may hurt somebody")
    ADVERT = "advert", gettext_lazy("it is advertising")
    WRONG = "wrong", gettext_lazy("what it says is not right")
    OTHER = "other", gettext_lazy("another reason")


class PostQuerySet(models.QuerySet["Post"]):
    """Words about posts."""

    def in_order(self) -> "PostQuerySet":
        """As they were written."""
        return self.order_by("seq")

    def standing(self) -> "PostQuerySet":
        """Neither deleted nor hidden."""
        return self.filter(deleted_at__isnull=True, hidden_for="")

    def pinned(self) -> "PostQuerySet":
        """Those that the team has put on top of the room, in the order in which it did."""
        return self.standing().filter(pinned_at__isnull=False).order_by("pinned_at", "pk")

    def readable_by(self, person: Any, now: datetime) -> "PostQuerySet":
        """Whose words this person may read: in their rooms, and standing."""
        return self.standing().filter(room__in=Room.objects.visible_to(person, now))

    def unread_by(self, person_id: int) -> "PostQuerySet":
        """Of others, after the place this person has read up to in each discussion."""
        return self.annotate(reader=models.Value(person_id)).unread()

    def unread_by_members(self, people: Iterable[int]) -> Any:
        """The same for many, a row for each `reader` and role, in the rooms of the promotions that they were ever in."""
        reader = "room__promotion__memberships__person"
        return self.filter(**{f"{reader}__in": people}).annotate(reader=models.F(reader)).unread()

    def unread(self) -> "PostQuerySet":
        """The same for whoever is called `reader` in each row."""
        place = Read.objects.filter(person=models.OuterRef("reader"), discussion=models.OuterRef("discussion"))
        rows = self.standing().exclude(author=models.F("reader")).exclude(written_by=models.F("reader"))
        rows = rows.annotate(read_to=models.Subquery(place.values("seq")))
        return rows.filter(models.Q(read_to__isnull=True) | models.Q(seq__gt=models.F("read_to")))


class Post(models.Model):
    """One message; `seq` is the number of its event in the room's log, `rev` rises with each change."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="posts")
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="posts")
    seq = models.BigIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="posts")
    # Whoever of the team has written it for somebody who has no e-mail.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # The words of the text as they are searched for, without accents.
    words = WordsField()
    rev = models.PositiveIntegerField(default=1)
    # Whether something stands beside the text (photos, a poll, …), so that those who load posts need not ask in vain.
    more = models.BooleanField(default=False, editable=False)
    quote = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="quoted_in")
    created_at = models.DateTimeField(editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    pinned_at = models.DateTimeField(null=True, editable=False)
    # Why the team has hidden it, empty while it stands; its text is then in `Hiding`, and nowhere else.
    hidden_for = models.CharField(max_length=12, choices=HideReason, blank=True, default="", editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["discussion", "seq"], name="post_discussion_seq"),
            models.Index(fields=["room"], condition=models.Q(pinned_at__isnull=False), name="post_pinned"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "seq"], name="post_seq_once"),
            models.CheckConstraint(
                condition=models.Q(deleted_at__isnull=True) | models.Q(body="", html=""), name="post_deleted_is_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_for="") | models.Q(body="", html=""), name="post_hidden_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.seq}"

    @property
    def signed(self) -> str:
        """Whose message it is, as peers read it: "Marcel D., written by Nadia B."; empty for somebody erased."""
        author = self.author.peer_name if self.author else ""
        if self.written_by is None:
            return author
        return _("%(author)s, written by %(writer)s") % {"author": author, "writer": self.written_by.peer_name}

    @property
    def stands(self) -> bool:
        """Neither deleted nor hidden."""
        return self.deleted_at is None and not self.hidden_for

    @property
    def excerpt(self) -> str:
        """The beginning, for a quotation; empty once deleted or hidden."""
        text = " ".join(self.body.split())
        return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"


class Reaction(models.Model):
    """A word that one person has put under a post."""

    class Kind(models.TextChoices):
        """The four words."""

        THANKS = "thanks", gettext_lazy("Thank you")
        BRAVO = "bravo", gettext_lazy("Well done")
        AGREE = "agree", gettext_lazy("I agree")
        COURAGE = "courage", gettext_lazy("Take heart")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "person", "kind"], name="reaction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id} on {self.post_id}"


class Read(models.Model):
    """How far a person has read a discussion; it only grows."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()
    # When it grew last: a sign of life for those who look after the promotion.
    at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "discussion"], name="read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} up to {self.seq} in {self.discussion_id}"


EXCERPT = 160
