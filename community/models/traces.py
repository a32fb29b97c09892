"""What in a room still bears somebody's name."""

from community.models.archives import ArchivedAuthor
from community.models.polls import Vote
from community.models.rooms import Post, Reaction, Room
from hub.models import Person


def has_traces(room: Room, person: Person) -> bool:
    """Whether anything in a room still bears this person's name."""
    theirs = Post.objects.filter(room=room, author=person)
    signs = (
        Reaction.objects.filter(post__room=room, person=person),
        Vote.objects.filter(option__poll__post__room=room, person=person),
        ArchivedAuthor.objects.filter(archive__room=room, person=person),
    )
    return theirs.exists() or any(rows.exists() for rows in signs)
