"""The mail that asks somebody to answer a question nobody has answered."""

from dataclasses import dataclass
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
from hub.models import Branch, Notice


@dataclass(frozen=True)
class Asked:
    """One question as the mail shows it; without text and link where the room is not open to its reader."""

    branch: Branch
    promotion: str
    author: str
    time: str
    text: str
    link: str


def build_question_waits(notice: Notice) -> Mail | None:
    """What was asked, and why it comes to you; nothing once it is answered, gone or closed, or is not yours to hear.

    A coordinator who may not read the room hears that a question waits there, and not what it says.
    """
    now = timezone.now()
    rows = Told.objects.select_related("rung").filter(pk__in=notice.targets, person=notice.person).order_by("pk")
    told = list(rows)
    step = Step(told[0].rung.step) if told else None
    offer = Offer.objects.shown(now).filter(person=notice.person).first() if step == Step.PEERS else None
    asked = [found for one in told if (found := still_asked(one, now, offers=offer is not None))]
    if not asked:
        return None
    context = {
        "asked": asked,
        "offer": offer.words if offer else "",
        "change": absolute(reverse("community:offer")),
        "after_all": step == Step.COORDINATOR,
    }
    contact = contact_of(asked[0].branch)
    return Mail(subject=subject_of(asked, step), template="question_waits", context=context, contact=contact)


def subject_of(asked: list[Asked], step: Step | None) -> str:
    """Where one question waits, or how many do."""
    words = {"promotion": asked[0].promotion, "number": len(asked)}
    if step == Step.PEERS:
        one, several = (
            _("Can you help? A question waits in promotion %(promotion)s"),
            _("Can you help? %(number)s questions wait"),
        )
    else:
        one, several = (
            _("Promotion %(promotion)s: a question has had no answer"),
            _("%(number)s questions have had no answer"),
        )
    return (one if len(asked) == 1 else several) % words


def still_asked(told: Told, now: datetime, *, offers: bool) -> Asked | None:
    """The question, while it waits and is this person's to hear."""
    rows = Question.objects.to_ask_about(now).select_related("post__author", "post__room__branch")
    question = rows.filter(pk=told.rung.question_id).first()
    if question is None or not asker_reads(question, now):
        return None
    post, branch = question.post, question.post.room.branch
    readable = may_read(told.person, post.room_id, now)
    active = ladders_of([branch])[branch.pk].active
    if not active or not still_theirs(told, question, now, readable=readable, offers=offers):
        return None
    return Asked(
        branch=branch,
        promotion=host_of(post.room_id).name,
        author=post.author.peer_name if post.author else "",
        time=so_long(post.created_at, now),
        text=post.body if readable else "",
        link=absolute(reverse("community:message", args=[post.room_id, post.pk])) if readable else "",
    )


def still_theirs(told: Told, question: Question, now: datetime, *, readable: bool, offers: bool) -> bool:
    """Whether somebody is still whom a step asks: peers as long as they offer their help, the others by their role."""
    if told.rung.step == Step.PEERS:
        return readable and offers
    if told.rung.step == Step.COORDINATOR:
        people = receivers_of(Report.Level.COORDINATOR, question.post.room, now)
        return readable or people.filter(pk=told.person_id).exists()
    return readable


question_waits = NoticeKind(code="question.waits", build=build_question_waits)
