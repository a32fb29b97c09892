"""Mails about a proposal: to those who coordinate the branch, and the answer to whoever made it."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.outings import WHAT
from events.actions.schedule import WALL
from events.models import Proposal, Registration
from events.notices import seat_mail
from hub.links import absolute, seal
from hub.mail.contacts import branch_contact
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def read_proposal(notice: Notice, *states: str) -> Proposal | None:
    """The proposal a notice speaks of, if it stands in one of these states."""
    rows = Proposal.objects.filter(pk=notice.target_id or 0, state__in=states)
    return rows.select_related("branch", "proposer", "event").first()


def proposal_mail(proposal: Proposal, subject: str, template: str, link: str) -> Mail:
    """What these mails share."""
    begins = datetime.strptime(proposal.begins, WALL)  # noqa: DTZ007  # wall time is naive by nature
    context = {"proposal": proposal, "what": WHAT[proposal.what][0], "begins": begins, "link": link}
    contact = branch_contact(proposal.branch, on=timezone.localdate())
    words = {"what": WHAT[proposal.what][0], "name": proposal.proposer.peer_name}
    return Mail(subject % words, template, context, contact)


def build_proposed(notice: Notice) -> Mail | None:
    """Somebody proposes a date; nothing once it is answered or withdrawn."""
    proposal = read_proposal(notice, Proposal.State.WAITING)
    if proposal is None:
        return None
    link = absolute(reverse("events:agree", args=[seal("proposal", notice.pk)]))
    return proposal_mail(proposal, _("%(name)s proposes: %(what)s"), "proposed", link)


def build_answered(notice: Notice) -> Mail | None:
    """It is on the agenda, with the date for one's own calendar; or why not."""
    proposal = read_proposal(notice, Proposal.State.AGREED, Proposal.State.REFUSED)
    if proposal is None:
        return None
    held = Registration.objects.coming().filter(event=proposal.event, person=notice.person) if proposal.event else None
    registration = held.select_related("event__branch", "person").first() if held is not None else None
    if registration is not None:
        return seat_mail(registration, _("Your proposal is on the agenda: %(title)s"), "proposal_agreed", entry=True)
    if proposal.state == Proposal.State.AGREED:
        return None
    link = absolute(reverse("agenda:propose_date"))
    return proposal_mail(proposal, _("About your proposal: %(what)s"), "proposal_refused", link)


proposed = NoticeKind(code="event.proposed", build=build_proposed)
answered = NoticeKind(code="event.proposal_answered", build=build_answered)
