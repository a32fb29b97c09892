"""What an author hears of mentions that reached nobody."""

from collections.abc import Sequence

from community.actions.mentions import read_mentions
from community.models import Post
from community.views.shown import Viewer
from hub.panels import Panel

LATELY = 3


def of_posts(posts: Sequence[Post], viewer: Viewer) -> dict[int, Panel]:
    """Below one's own last posts: names that several bear or nobody, who has no address, and a call to all that is not one's to make."""
    own = [post for post in posts if post.author_id == viewer.person.pk and "@" in post.body]
    panels = {}
    for post in own[-LATELY:]:
        found = read_mentions(viewer.person, post.room_id, post.body, viewer.now)
        if found.failed:
            panels[post.pk] = Panel("community/parts/mentions.html", {"found": found})
    return panels
