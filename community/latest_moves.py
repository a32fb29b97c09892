"""What somebody has just moved in a room, as its log tells it; it can be put back for ten minutes."""

from dataclasses import dataclass
from datetime import datetime

from community.models import Discussion, Post
from hub.acts import UNDO_FOR
from hub.models import LogEvent, Topic

# No further back in the log: a room where more has happened since is no longer as it was.
NEAR = 1_000


@dataclass(frozen=True)
class Moved:
    """What one act has moved, in order, as it stands now; `number` is that of its first event."""

    number: int
    posts: list[Post]
    # Whether some of it was moved again.
    followed: bool

    @property
    def is_back(self) -> bool:
        """Whether all of it was put back."""
        return all(post.moved_from_id == post.discussion_id for post in self.posts)

    @property
    def source(self) -> Discussion | None:
        """Where it goes back to: all of it still stands in the one discussion it went to, and came from one other."""
        ways = {(post.moved_from_id, post.discussion_id) for post in self.posts}
        return self.posts[0].moved_from if len(ways) == 1 and not (self.followed or self.is_back) else None

    @property
    def target(self) -> Discussion:
        """Where it went."""
        return self.posts[0].discussion


def latest_move(person_id: int, room_key: str, now: datetime) -> Moved | None:
    """What this person moved last in this room, less than ten minutes ago; two queries, four where there is any."""
    head = Topic.objects.filter(key=room_key).values_list("head", flat=True).first() or 0
    moves = LogEvent.objects.filter(topic__key=room_key, seq__gt=head - NEAR, kind="move")
    mine = moves.filter(actor=person_id, at__gt=now - UNDO_FOR, at__lte=now)
    last = mine.order_by("-seq").first()
    if last is None:
        return None
    # The lines of one act were written in one transaction, at one moment.
    lines = dict(mine.filter(at=last.at).order_by("seq").values_list("seq", "target"))
    followed = moves.filter(seq__gt=last.seq, target__in=lines.values()).exists()
    posts = list(Post.objects.filter(pk__in=lines.values()).select_related("discussion", "moved_from").in_order())
    return Moved(min(lines), posts, followed) if posts else None
