"""Rooms where a promotion talks: discussions, posts, reactions, and how far each person has read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models.owners import room_owners
from hub.policies import branches_of_team
from hub.search.field import WordsField
from hub.words.lines import held, one_line, shortened


class RoomQuerySet(models.QuerySet["Room"]):
    """Words about rooms."""

    def visible_to(self, person: Any, now: datetime) -> "RoomQuerySet":
        """Those of the owners that one belongs to, as each app says of its own, and for staff those of their branches."""
        mine = models.Q(branch__in=branches_of_team(person, on=timezone.localdate(now)))
        for owner in room_owners():
            mine |= models.Q(pk__in=owner.rooms_of(person, now))
        return self.filter(mine)

    def open(self) -> "RoomQuerySet":
        """Those in which one may still write."""
        return self.filter(archived_at__isnull=True)


class Room(models.Model):
    """A place to talk; it does not know whose it is, only which branch looks after it."""

    branch = models.ForeignKey("hub.Branch", on_delete=models.PROTECT, related_name="rooms", editable=False)
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

    @property
    def has_before(self) -> bool:
        """Whether a conversation of before was taken over; one query."""
        return self.archives.open().exists()


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

    def unread_by_members(self, people: Iterable[int], past: str) -> Any:
        """The same for many, a row for each `reader` and row of theirs, in the rooms of the owners whom they ever belonged
        to: `past` leads from a room to their people.
        """
        reader = f"room__{past}"
        return self.filter(**{f"{reader}__in": people}).annotate(reader=models.F(reader)).unread()

    def unread(self) -> "PostQuerySet":
        """The same for whoever is called `reader` in each row; of what was moved, as it was before where that is kept."""
        place = Read.objects.filter(person=models.OuterRef("reader"), discussion=models.OuterRef("discussion"))
        carried = Carried.objects.filter(person=models.OuterRef("reader"), post=models.OuterRef("pk"))
        rows = self.standing().exclude(author=models.F("reader")).exclude(written_by=models.F("reader"))
        # Most was never moved, and a database looks into no branch of a CASE that it does not need.
        unread_then = models.Case(
            models.When(moved_from__isnull=True, then=models.Value(None)),
            default=models.Subquery(carried.values("unread")),
            output_field=models.BooleanField(null=True),
        )
        rows = rows.annotate(read_to=models.Subquery(place.values("seq")), unread_then=unread_then)
        after = models.Q(read_to__isnull=True) | models.Q(seq__gt=models.F("read_to"))
        return rows.filter(models.Q(unread_then=True) | models.Q(unread_then__isnull=True) & after)


class Post(models.Model):
    """One message; `seq` is the number of its event in the room's log, `rev` rises with each change."""

    # Both are found by what stands below; one index less to be kept at every post.
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="posts", db_index=False)
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="posts", db_index=False)
    seq = models.BigIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="posts")
    # Whoever of the team has written it for somebody who has no e-mail.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,
    )
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # The words of the text as they are searched for, without accents.
    words = WordsField()
    rev = models.PositiveIntegerField(default=1)
    # Whether something stands beside the text (photos, a poll, …), so that those who load posts need not ask in vain.
    more = models.BooleanField(default=False, editable=False)
    quote = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="quoted_in", db_index=False)
    created_at = models.DateTimeField(editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    pinned_at = models.DateTimeField(null=True, editable=False)
    # The discussion it was in before the team moved it last; the one it stands in where that was taken back.
    moved_from = models.ForeignKey(
        Discussion, on_delete=models.SET_NULL, null=True, related_name="+", editable=False, db_index=False
    )
    # Why the team has hidden it, empty while it stands; its text is then in `Hiding`, and nowhere else.
    hidden_for = models.CharField(max_length=12, choices=HideReason, blank=True, default="", editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["discussion", "seq"], name="post_discussion_seq"),
            models.Index(fields=["room"], condition=models.Q(pinned_at__isnull=False), name="post_pinned"),
            models.Index(
                fields=["moved_from", "seq"], condition=models.Q(moved_from__isnull=False), name="post_moved_from"
            ),
            # Few posts have one.
            models.Index(fields=["quote"], condition=models.Q(quote__isnull=False), name="post_quote"),
            models.Index(fields=["written_by"], condition=models.Q(written_by__isnull=False), name="post_written_by"),
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
    def stands(self) -> bool:
        """Neither deleted nor hidden."""
        return self.deleted_at is None and not self.hidden_for

    @property
    def wording(self) -> str:
        """What a button that speaks of the words carries to say which; unlike `rev`, only other words give another."""
        return str(self.edited_at.timestamp()) if self.edited_at else "0"

    @property
    def excerpt(self) -> str:
        """The beginning, for a quotation; empty once deleted or hidden."""
        return shortened(held(one_line(self.body)), EXCERPT)


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


class Carried(models.Model):
    """What one had read, or had not, of a message moved since, where one's place in its discussion says otherwise."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    unread = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "post"], name="carried_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {'un' if self.unread else ''}read by {self.person_id}"


EXCERPT = 160
