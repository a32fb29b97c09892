"""Mails about a room: an announcement that waits to be read."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audience import to_remind, who_has_seen
from community.models import Announcement, Promotion, Room
from hub.links import absolute
from hub.mail.message import Contact, Mail, NoticeKind
from hub.models import Notice


def build_reminder(notice: Notice) -> Mail | None:
    """An announcement you have not seen; nothing once you have, it is gone, or the room is closed to you."""
    rows = Announcement.objects.select_related("post__author").filter(pk=notice.target_id or 0)
    announcement = rows.first()
    if announcement is None or not announcement.post.stands:
        return None
    post, now = announcement.post, timezone.now()
    late = to_remind(announcement, who_has_seen([announcement], now)[announcement.pk])
    readable = Room.objects.visible_to(notice.person, now).filter(pk=post.room_id).exists()
    if notice.person not in late or not readable:
        return None
    promotion = Promotion.objects.select_related("branch").get(room=post.room_id)
    title, _line, text = post.body.partition("\n")
    context = {
        "announcement": announcement,
        "author": post.author.peer_name if post.author else "",
        "promotion": promotion,
        "title": title,
        "text": text.strip(),
        "link": absolute(reverse("community:message", args=[post.room_id, post.pk])),
    }
    subject = _("Please read: %(title)s") % {"title": title}
    return Mail(subject=subject, template="announcement_reminder", context=context, contact=contact_of(promotion))


def contact_of(promotion: Promotion) -> Contact:
    """The branch that a promotion belongs to."""
    branch = promotion.branch
    return Contact(name=str(branch.city), phone=branch.phone, hours=branch.hours)


reminder = NoticeKind(code="community.reminder", build=build_reminder)
