"""The mails that ask somebody to stand in for a référent who is away, and say that they need not any more."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.models import Absence, Membership, Promotion
from community.notices import contact_of
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice
from hub.words.dates import in_words


def build_stand_in(notice: Notice) -> Mail | None:
    """For whom you stand in, and until when; nothing where it is over, has been changed, or is somebody else's to do."""
    now = timezone.now()
    rows = Absence.objects.to_come(timezone.localdate(now)).filter(pk=notice.target_id or 0, stand_in=notice.person)
    absence = rows.filter(back_on=notice.facts["back_on"]).select_related("person").first()
    if absence is None:
        return None
    led = Membership.objects.current(now).filter(person=absence.person, role=Membership.Role.REFERENT)
    promotions = list(
        Promotion.objects.filter(pk__in=led.values("promotion")).select_related("branch").order_by("branch", "number")
    )
    if not promotions:
        return None
    seen = set(Promotion.objects.visible_to(notice.person, now).filter(pk__in=led.values("promotion")))
    context = {
        "absence": absence,
        "rows": [
            (one, absolute(reverse("community:promotion", args=[one.pk])) if one in seen else "") for one in promotions
        ],
    }
    until = in_words(absence.back_on - timedelta(days=1), (get_language() or "fr")[:2])
    subject = _("You stand in for %(who)s until %(day)s") % {"who": absence.person.full_name, "day": until}
    return Mail(subject=subject, template="stand_in", context=context, contact=contact_of(promotions[0].branch))


def build_stood_in(notice: Notice) -> Mail | None:
    """For whom you no longer stand in; nothing where you do again, or they are no référent any more."""
    now = timezone.now()
    led = Membership.objects.current(now).filter(person=notice.target_id or 0, role=Membership.Role.REFERENT)
    first = led.select_related("person", "promotion__branch").order_by("promotion__branch", "promotion").first()
    if first is None:
        return None
    absences = Absence.objects.to_come(timezone.localdate(now)).filter(person=first.person)
    if absences.filter(stand_in=notice.person).exists():
        return None
    who = first.person.full_name
    subject = _("You no longer stand in for %(who)s") % {"who": who}
    contact = contact_of(first.promotion.branch)
    return Mail(subject=subject, template="stood_in", context={"who": who}, contact=contact)


stand_in = NoticeKind(code="absence.stand_in", build=build_stand_in)
stood_in = NoticeKind(code="absence.stood_in", build=build_stood_in)
