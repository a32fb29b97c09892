"""The human behind a branch's mails: who looks after it, and the number that somebody there answers."""

from datetime import date

from django.db.models import F, Q

from hub.mail.message import Contact
from hub.models import Branch, Role


def branch_contact(branch: Branch, *, on: date) -> Contact:
    """Its coordinator on that day by name, else its référent, else whoever is that for all branches; where there is
    nobody, its city stands alone.
    """
    named = Role.objects.current(on).filter(kind__in=[Role.Kind.COORDINATOR, Role.Kind.REFERENT])
    near = named.filter(Q(branch=branch) | Q(branch=None), person__is_active=True).select_related("person")
    # In the alphabet of kinds, coordinators come before référents.
    first = near.order_by(F("branch").asc(nulls_last=True), "kind", "pk").first()
    name = f"{first.person.full_name}, {branch.city}" if first else str(branch.city)
    return Contact(name=name, phone=branch.phone, hours=branch.hours)
