"""What members say of themselves and can help with, and who stands in for a référent who is away."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.actions.warn import GuardRefusal, look
from community.models import Absence, Membership, Offer, Promotion
from community.models.promotions import ORDER_ROLES
from hub.actions.notify import notify, recall
from hub.db import require_write, write
from hub.errors import Refusal
from hub.journal import record
from hub.models import Notice, Person, Role
from hub.models.people import PersonQuerySet


class AbsenceRefusal(Refusal):
    """An absence that cannot be noted."""


def offer_help(
    *, actor: Person, words: str, now: datetime, sure: bool = False, city: str = "", former_trade: str = ""
) -> Offer | None:
    """What one can help with, said or confirmed today, and where one lives and what one did; what is empty is said no more.

    Raises GuardRefusal unless `sure`.
    """
    words, city, former_trade = (" ".join(one.split()) for one in (words, city, former_trade))
    found = look([words, city, former_trade], actor)
    if found and not sure:
        raise GuardRefusal(found)
    with write():
        person = Person.objects.locked().get(pk=actor.pk)
        person.city, person.former_trade = city, former_trade
        person.save(update_fields=["city", "former_trade"])
        if not words:
            Offer.objects.filter(person=actor).delete()
            return None
        offer, _created = Offer.objects.update_or_create(person=actor, defaults={"words": words, "said_at": now})
        return offer


def referents_kept(actor: Person, now: datetime) -> PersonQuerySet:
    """Whose absences one may note: the référents of the promotions one keeps in order."""
    rows = Membership.objects.current(now).filter(role=Membership.Role.REFERENT)
    led = rows.filter(promotion__in=Promotion.objects.moderated_by(actor, now))
    return Person.objects.active().filter(pk__in=led.values("person"))


def stand_ins_for(actor: Person, now: datetime) -> PersonQuerySet:
    """Who may stand in: those who keep order in the branches of these promotions, and their other référents."""
    led = Promotion.objects.moderated_by(actor, now)
    roles = Role.objects.current(timezone.localdate(now)).filter(kind__in=ORDER_ROLES)
    near = roles.filter(Q(branch__in=led.values("branch")) | Q(branch=None))
    return Person.objects.active().filter(Q(pk__in=near.values("person")) | Q(pk__in=referents_kept(actor, now)))


def note_absence(
    *, actor: Person, person_id: int, starts_on: date, back_on: date, stand_in_id: int | None, now: datetime
) -> Absence:
    """From when to when a référent is away; noted again from the same day on, it is changed. Raises AbsenceRefusal."""
    with write():
        person = referents_kept(actor, now).locked().filter(pk=person_id).first()
        if person is None:
            raise AbsenceRefusal("forbidden", _("Only the team of this branch can note this absence."))
        if back_on <= max(starts_on, timezone.localdate(now)):
            raise AbsenceRefusal("back_on", _("The day of return comes after the first day, and after today."))
        among = stand_ins_for(actor, now).exclude(pk=person_id)
        stand_in = among.filter(pk=stand_in_id).first() if stand_in_id else None
        if stand_in_id and stand_in is None:
            raise AbsenceRefusal("stand_in", _("Please choose somebody else of the team to stand in."))
        facts = {"back_on": back_on, "stand_in": stand_in}
        before = Absence.objects.filter(person=person, starts_on=starts_on).select_related("stand_in").first()
        if before is not None and before.stand_in != stand_in:
            tell_former(before, actor=actor, now=now)
        absence, _created = Absence.objects.update_or_create(person=person, starts_on=starts_on, defaults=facts)
        record(actor, "absence.noted", absence)
        tell_stand_in(absence, before, now=now)
        return absence


def tell_stand_in(absence: Absence, before: Absence | None, *, now: datetime) -> None:
    """A step: whoever stands in is told by mail for whom and until when, once unless that changes."""
    require_write()
    known = before is not None and (before.back_on, before.stand_in) == (absence.back_on, absence.stand_in)
    if absence.stand_in is not None and not known:
        facts: dict[str, str | int] = {"back_on": absence.back_on.isoformat()}
        notify(person=absence.stand_in, kind="absence.stand_in", target_id=absence.pk, facts=facts, now=now)


def tell_former(absence: Absence, *, actor: Person, now: datetime) -> None:
    """A step, before an absence ends early or somebody else stands in: who was told to stand in hears that they need not."""
    require_write()
    former = absence.stand_in
    if former is None or absence.back_on <= timezone.localdate(now):
        return
    told = Notice.objects.filter(kind="absence.stand_in", person=former, target_id=absence.pk)
    if recall(told, now=now) and former != actor:
        notify(person=former, kind="absence.stood_in", target_id=absence.person_id, now=now)


def end_absence(*, actor: Person, absence_id: int, now: datetime) -> None:
    """They are there after all; harmless when repeated, and where it is not for this person to say."""
    with write():
        for absence in Absence.objects.kept_by(actor, now).filter(pk=absence_id).select_related("stand_in"):
            tell_former(absence, actor=actor, now=now)
            record(actor, "absence.ended", absence)
            absence.delete()


def absences_of(people: Iterable[Person], now: datetime) -> dict[int, Absence]:
    """{who is away today: their absence, with who stands in}; one query."""
    rows = Absence.objects.current(timezone.localdate(now)).filter(person__in=[one.pk for one in people])
    return {one.person_id: one for one in rows.select_related("stand_in").order_by("back_on", "pk")}
