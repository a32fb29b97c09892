"""The mail about the seats that go with a promotion: one for all of its dates."""

from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Membership, Promotion
from events.calendars import event_url
from events.models import Registration
from events.notices import way_of, with_dates
from hub.mail.contacts import branch_contact
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def build_parted(notice: Notice) -> Mail | None:
    """What you no longer come to, as you left or were taken off; nothing of what you have a seat at again, or is over.

    Its file is about those that no mail of their own cancels.

    Whoever is on the roster again reads that the seats are not put back with it: their calendar would have kept them.
    """
    now, me = timezone.now(), notice.person
    promotion = Promotion.objects.select_related("branch").filter(pk=notice.target_id or 0).first()
    rows = Registration.objects.filter(person=me, pk__in=str(notice.facts["seats"]).split(","))
    rows = rows.filter(state=Registration.State.WITHDRAWN, event__starts_at__gt=now)
    freed = list(rows.select_related("event__branch", "person").order_by("event__starts_at", "pk"))
    if promotion is None or not freed:
        return None
    alone = str(notice.facts.get("alone", "")).split(",")
    filed = [one for one in freed if str(one.pk) not in alone]
    way = way_of(filed)
    context = {
        "promotion": promotion,
        "back": Membership.objects.current(now).filter(person=me, promotion=promotion).exists(),
        "freed": [(one.event, event_url(one.event)) for one in freed],
        "entry": way,
        "one_by_one": len(filed) < len(freed),
    }
    subject = _("Seats given back: promotion %(name)s") % {"name": promotion.name}
    contact = branch_contact(promotion.branch, on=timezone.localdate())
    return with_dates(Mail(subject, "parted", context, contact), filed, way)


parted = NoticeKind(code="event.parted", build=build_parted)
