"""Mails about a room: an announcement that waits to be read, a message that names one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.audience import to_remind, who_has_seen
from community.models import Announcement, Mention, Post
from community.policies import may_read
from community.room_owners import host_of
from hub.links import absolute
from hub.mail.contacts import branch_contact
from hub.mail.message import Contact, Mail, NoticeKind
from hub.models import Branch, Notice


def build_reminder(notice: Notice) -> Mail | None:
    """An announcement you have not seen; nothing once you have, it is gone, or the room is closed to you."""
    rows = Announcement.objects.select_related("post__author", "post__room__branch").filter(pk=notice.target_id or 0)
    announcement = rows.first()
    if announcement is None or not announcement.post.stands:
        return None
    post, now = announcement.post, timezone.now()
    late = to_remind(announcement, who_has_seen([announcement], now)[announcement.pk])
    if notice.person not in late or not may_read(notice.person, post.room_id, now):
        return None
    host = host_of(post.room_id)
    title, _line, text = post.body.partition("\n")
    context = {
        "announcement": announcement,
        "author": post.author.peer_name if post.author else "",
        "host": host,
        "title": title,
        "text": text.strip(),
        "link": absolute(reverse("community:message", args=[post.room_id, post.pk])),
    }
    subject = _("Please read: %(title)s") % {"title": title}
    return Mail(
        subject=subject, template="announcement_reminder", context=context, contact=contact_of(post.room.branch)
    )


def build_mention(notice: Notice) -> Mail | None:
    """Somebody names you; nothing once you have read on to it, it is gone, or names you no more."""
    rows = Mention.objects.select_related("post__author", "post__discussion", "post__room__branch")
    named = rows.filter(post=notice.target_id or 0, person=notice.person).first()
    if named is None or not named.post.stands:
        return None
    post, now = named.post, timezone.now()
    unread = Post.objects.unread_by(notice.person_id).filter(pk=post.pk).exists()
    if not unread or not may_read(notice.person, post.room_id, now):
        return None
    host = host_of(post.room_id)
    author = post.author.peer_name if post.author else _("Former member")
    context = {
        "author": author,
        "host": host,
        "text": post.body,
        "link": absolute(reverse("community:message", args=[post.room_id, post.pk])),
    }
    subject = _("%(name)s mentions you in %(promotion)s") % {"name": author, "promotion": host.title}
    return Mail(subject=subject, template="mention", context=context, contact=contact_of(post.room.branch))


def contact_of(branch: Branch) -> Contact:
    """Who looks after a room's branch."""
    return branch_contact(branch, on=timezone.localdate())


reminder = NoticeKind(code="community.reminder", build=build_reminder)
mention = NoticeKind(code="community.mention", build=build_mention)
