"""The mail that asks somebody to answer a question nobody has answered."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.actions.ladder import asker_reads, ladders_of
from community.ladder import so_long
from community.models import Offer, Question, Report, Step, Told
from community.notices import contact_of
from community.policies import may_read, receivers_of
from community.room_owners import host_of
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def build_question_waits(notice: Notice) -> Mail | None:
    """What was asked, and why it comes to you; nothing once it is answered, gone or closed, or is not yours to hear.

    A coordinator who may not read the room hears that a question waits there, and not what it says.
    """
    now = timezone.now()
    told = Told.objects.select_related("rung").filter(pk=notice.target_id or 0, person=notice.person).first()
    rows = Question.objects.to_ask_about(now).select_related("post__author", "post__room__branch")
    question = rows.filter(pk=told.rung.question_id).first() if told else None
    if told is None or question is None or not asker_reads(question, now):
        return None
    post, step = question.post, Step(told.rung.step)
    if not ladders_of([post.room.branch])[post.room.branch_id].active:
        return None
    readable = may_read(notice.person, post.room_id, now)
    offer = Offer.objects.shown(now).filter(person=notice.person).first() if step == Step.PEERS else None
    if not still_theirs(notice, question, step, now, readable=readable, offers=offer is not None):
        return None
    host = host_of(post.room_id)
    context = {
        "host": host,
        "author": post.author.peer_name if post.author else "",
        "time": so_long(post.created_at, now),
        "text": post.body if readable else "",
        "offer": offer.words if offer else "",
        "change": absolute(reverse("community:offer")),
        "after_all": step == Step.COORDINATOR,
        "link": absolute(reverse("community:message", args=[post.room_id, post.pk])) if readable else "",
    }
    if offer:
        subject = _("Can you help? A question waits in promotion %(promotion)s") % {"promotion": host.name}
    else:
        subject = _("Promotion %(promotion)s: a question has had no answer") % {"promotion": host.name}
    return Mail(subject=subject, template="question_waits", context=context, contact=contact_of(post.room.branch))


def still_theirs(
    notice: Notice, question: Question, step: Step, now: datetime, *, readable: bool, offers: bool
) -> bool:
    """Whether somebody is still whom a step asks: peers as long as they offer their help, the others by their role."""
    if step == Step.PEERS:
        return readable and offers
    if step == Step.COORDINATOR:
        people = receivers_of(Report.Level.COORDINATOR, question.post.room, now)
        return readable or people.filter(pk=notice.person_id).exists()
    return readable


question_waits = NoticeKind(code="question.waits", build=build_question_waits)
