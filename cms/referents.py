"""Who looks after a call: the référent of its promotion, by name and phone, else whoever looks after the branch."""

from datetime import datetime

from django.utils import timezone

from cms.models import Call
from community.models import Membership
from hub.mail.contacts import branch_contact
from hub.mail.message import Contact
from hub.models import Person


def referent_of(call: Call, now: datetime) -> Person | None:
    """The person who looks after the promotion, where one is named."""
    roster = Membership.objects.current(now).filter(promotion=call.promotion_id)
    first = roster.filter(role=Membership.Role.REFERENT).select_related("person").order_by("pk").first()
    return first.person if first else None


def contact_of(call: Call, now: datetime) -> Contact:
    """The human behind a mail about a call; the number is the branch's, which somebody always answers."""
    referent, branch = referent_of(call, now), call.branch
    if referent is None:
        return branch_contact(branch, on=timezone.localdate(now))
    return Contact(name=f"{referent.full_name}, {branch.city}", phone=branch.phone, hours=branch.hours)
