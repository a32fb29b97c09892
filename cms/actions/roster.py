"""An application becomes a mentor of a promotion: account, roster, room and calendar follow, and go again with it."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.actions.people import account_of, join_people
from cms.actions.steps import ApplicationRefusal, advance, lock_file
from cms.models import Application
from cms.models.applications import State
from community.actions.arrivals import make_member
from community.actions.promotions import end_membership, enrol, give_back, lock_roster
from community.actions.stages import resume
from community.models import Membership, Promotion
from events.actions.partings import lock_dates_of
from events.models import Registration
from hub.actions.notify import notify
from hub.acts import UNDO_FOR
from hub.db import require_write, write
from hub.models import Person

MENTOR = Membership.Role.MENTOR


def confirm_training(*, actor: Person, application_id: int, now: datetime, same_as: int | None = None) -> Application:
    """Puts an accepted applicant on the roster of the call's promotion; `same_as` says which account is theirs.

    Raises ApplicationRefusal where there is no promotion, or an account with this address that nobody has confirmed;
    RosterRefusal where the roster is not this person's to change.
    """
    with write():
        application = lock_file(actor, application_id, now)
        if application.state == State.TRAINING_CONFIRMED:
            return application
        if application.call.promotion_id is None:
            raise ApplicationRefusal("promotion", _("This call has no promotion yet: an editor chooses it."))
        promotion = lock_roster(actor, application.call.promotion_id, now)
        account = account_of(application.person)
        if account is not None and account.pk != same_as:
            message = _("An account with this address exists already: please say that it is the same person.")
            raise ApplicationRefusal("account", message)
        move = advance(application, State.TRAINING_CONFIRMED, actor=actor, why="team", now=now)
        if account is not None:
            join_people(actor=actor, guest=application.person, into=account, now=now)
            application.person = account
        person = make_member(application.person) if application.person.email else application.person
        enrol(actor=actor, promotion=promotion, person=person, role=MENTOR, now=now)
        notify(
            person=person,
            kind="application.confirmed",
            target_id=application.pk,
            key=f"application.confirmed:{move.pk}",
            due_at=now + UNDO_FOR,
            now=now,
        )
    return application


def hold_roster(application: Application, *seats: Registration | None, actor: Person | None, now: datetime) -> None:
    """A step, on a locked application, before any event: locks the promotion whose roster they leave, and its dates.

    The events of these `seats` are locked among them, as all events are locked in the order of their keys.
    """
    require_write()
    promotion = Promotion.objects.select_for_update(of=("self",)).get(calls=application.call_id)
    lock_dates_of([promotion.pk], *(one.event_id for one in seats if one is not None), now=now)
    give_back(list(confirmed_by(application)), actor=actor, now=now)


def confirmed_by(application: Application) -> QuerySet[Membership]:
    """What the confirmation of the training began, while it runs."""
    mine = Membership.objects.filter(promotion=application.call.promotion_id, person=application.person, role=MENTOR)
    return mine.filter(ends_at=None).select_related("promotion__room", "person").order_by("pk")


def leave_roster(application: Application, *, actor: Person | None, now: datetime) -> None:
    """A step, on a held roster: what the confirmation began ends; an account that nobody used goes with it."""
    require_write()
    # Before the rooms are told, as whoever reads on locks themselves first.
    person = Person.objects.locked().get(pk=application.person_id)
    for membership in confirmed_by(application):
        end_membership(membership, actor=actor, now=now)
    elsewhere = person.memberships.current(now).exists() or person.roles.exists()
    if is_own_row(application) and person.last_login is None and not elsewhere:
        person.is_active = False
        person.save(update_fields=["is_active"])


def is_own_row(application: Application) -> bool:
    """Whether its person was written down for this application, and not joined with another."""
    return application.person.created_at == application.created_at


def return_to_roster(application: Application, *, actor: Person, left_at: datetime, now: datetime) -> None:
    """A step: whoever had stepped back at that moment is on the roster again, where they stood."""
    require_write()
    promotion = lock_roster(actor, application.call.promotion_id or 0, now)
    person = make_member(application.person) if application.person.email else application.person
    resume(person, actor=actor, left_at=left_at, now=now)
    enrol(actor=actor, promotion=promotion, person=person, role=MENTOR, now=now)
