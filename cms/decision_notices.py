"""Mails of the team: a decision, the welcome into a promotion, a letter to everybody at a step."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.due import due_words
from cms.links import status_url
from cms.models import Application, Letter, Transition
from cms.models.applications import State
from cms.models.places import place_in_line
from cms.notices import read_application
from cms.referents import contact_of
from events.models import Event
from hub.links import absolute, through_sign_in
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def mail_of(application: Application, subject: str, template: str, **more: Any) -> Mail:
    """What both mails share: the days of the training, and whom to call."""
    now, call = timezone.now(), application.call
    days = Event.objects.published().of_kind(Event.Kind.TRAINING).filter(promotion=call.promotion_id or 0)
    context = {
        "application": application,
        "branch": call.branch,
        "promotion": call.promotion,
        "days": [event.start for event in days.soonest_first()],
        "link": status_url(application),
        **due_words(application, now),
        **more,
    }
    return Mail(subject=subject, template=template, context=context, contact=contact_of(call, now))


def build_decided(notice: Notice) -> Mail | None:
    """What was decided, and what comes next; nothing once the application has moved on."""
    application = read_application(notice)
    move = Transition.objects.filter(
        pk=notice.facts.get("move", 0), application=notice.target_id, undone_by=None
    ).first()
    if application is None or move is None or move.after != application.state:
        return None
    subjects: dict[str, str] = {
        State.ACCEPTED: _("Welcome: you have a place"),
        State.WAITING_LIST: _("You are on the waiting list"),
        State.REDIRECTED: _("About your application"),
    }
    place = place_in_line(application)
    return mail_of(application, subjects[move.after], "decided", move=move, place=place)


def build_confirmed(notice: Notice) -> Mail | None:
    """Welcome into the promotion: its days, the field in its room, and how to come in; nothing to who has stepped back."""
    application = read_application(notice)
    promotion = application.call.promotion if application else None
    if application is None or promotion is None or application.state != State.TRAINING_CONFIRMED:
        return None
    subject = _("Your training is confirmed: welcome to %(name)s") % {"name": promotion}
    room = absolute(through_sign_in(reverse("community:room", args=[promotion.room_id]) + "#ecrire"))
    return mail_of(application, subject, "confirmed", room=room, signs_in=application.person.is_active)


def build_letter(notice: Notice) -> Mail | None:
    """What the team wrote to everybody at a step; nothing to who has stepped back meanwhile."""
    application = read_application(notice)
    letter = Letter.objects.filter(pk=notice.facts.get("letter", 0)).first()
    if application is None or letter is None:
        return None
    return mail_of(application, letter.subject, "letter", letter=letter)


letter = NoticeKind(code="application.letter", build=build_letter)
decided = NoticeKind(code="application.decided", build=build_decided)
confirmed = NoticeKind(code="application.confirmed", build=build_confirmed)
