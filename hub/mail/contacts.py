"""The human behind a branch's mails: who looks after it, and the number that somebody there answers."""

from datetime import date

from hub.mail.message import Contact
from hub.models import Branch, Role


def branch_contact(branch: Branch, *, on: date) -> Contact:
    """Its coordinator on that day by name, else its référent; where it has neither, its city stands alone."""
    named = Role.objects.current(on).filter(branch=branch, kind__in=[Role.Kind.COORDINATOR, Role.Kind.REFERENT])
    # In the alphabet of kinds, coordinators come before référents.
    first = named.filter(person__is_active=True).select_related("person").order_by("kind", "pk").first()
    name = f"{first.person.full_name}, {branch.city}" if first else str(branch.city)
    return Contact(name=name, phone=branch.phone, hours=branch.hours)
