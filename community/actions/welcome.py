"""Opens the discussion in which those who arrive introduce themselves."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from community.actions.posts import append_post
from community.actions.rooms import enter_to_write
from community.models import Discussion, Promotion
from community.text import clean, render
from hub.db import require_write
from hub.live.log import append
from hub.models import Person


def open_welcome(promotion: Promotion, *, actor: Person, now: datetime) -> Discussion:
    """A step: a discussion with three questions, in the promotion's language; raises TooMany or RoomRefusal."""
    require_write()
    with override(promotion.language):
        title = _("Let us introduce ourselves!")
        words = [
            _("Welcome! A few words from each of us, so that we know who is who:"),
            _("1. Your first name, and where do you live?"),
            _("2. What did you do for a living, and what do you like doing today?"),
            _("3. What made you want to accompany a young person?"),
        ]
    body = clean("\n".join(words))
    room, topic = enter_to_write(actor, promotion.room_id, now)
    discussion = Discussion.objects.create(room=room, title=title, opened_by=actor, created_at=now)
    append(topic, "discussion.add", actor=actor, target=discussion.pk, now=now)
    append_post(actor, topic, discussion, body=body, html=render(body), now=now)
    return discussion
