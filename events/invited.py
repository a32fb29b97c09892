"""The mail that asks a member whether they come: three answers, each a page with a button."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, Registration
from events.models.links import is_invited
from events.notices import read_registration, seat_link, seat_mail
from events.policies import may_answer
from hub.links import one_click
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def build_invited(notice: Notice) -> Mail | None:
    """Do you come? Nothing once you have answered or want no invitations, or where you do not see it any more."""
    registration = read_registration(notice, Registration.State.WITHDRAWN)
    now = timezone.now()
    if registration is None or registration.said != Registration.Said.ASKED or not is_invited(notice.person):
        return None
    seen = Event.objects.visible_to(notice.person, now).filter(pk=registration.event_id)
    if not may_answer(registration.event, now) or not seen.exists():
        return None
    mail = seat_mail(registration, _("Will you come? %(title)s"), "invited", entry=False)
    return replace(mail, headers=one_click(seat_link(registration)))


invited = NoticeKind(code="event.invited", build=build_invited)
