"""Mails about a page's way to its publication: it is to be read, is published, comes back, or was commented on."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from cms.models import Organisation
from cms.ready import unready_draft
from cms.remarks import KIND, heard_by, remarks
from hub.links import absolute
from hub.mail.message import Contact, Mail, NoticeKind
from hub.models import Notice, Person
from hub.words.localised import Localised


def read_turn(notice: Notice, status: str) -> TaskState | None:
    """The reading a notice speaks of; none where it stands otherwise by now."""
    turns = TaskState.objects.select_related("workflow_state__requested_by", "finished_by")
    return turns.filter(pk=notice.target_id or 0, status=status).first()


def mail_about(turn: TaskState, other: Person | None, subject: str, template: str) -> Mail | None:
    """What the mails of a reading share: the page, and what was said of it."""
    page: Any = turn.workflow_state.content_object
    return mail_of_page(page.specific, other, subject, template, words=turn.comment) if page is not None else None


def mail_of_page(page: Any, other: Person | None, subject: str, template: str, **more: Any) -> Mail:
    """What all these mails share: the page, its address in the editor, and who is at the other end."""
    link = absolute(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    context = {"page": page, "title": page.get_admin_display_title(), "other": other, "link": link, **more}
    context.update(public=absolute(page.url_path), language_name=page.locale.get_display_name())
    return Mail(subject=subject, template=template, context=context, contact=contact_of(page, other))


def contact_of(page: Any, other: Person | None) -> Contact:
    """Whoever is at the other end, by name; the number is that of the page's branch, or the association's."""
    site = Organisation.objects.order_by("pk").first() or Organisation()
    branch = getattr(page, "branch", None) or getattr(getattr(page, "call", None), "branch", None)
    phone, hours = (branch.phone, branch.hours) if branch else (site.phone, site.hours)
    return Contact(name=other.full_name if other else site.name, phone=phone, hours=Localised(hours))


def build_asked(notice: Notice) -> Mail | None:
    """Somebody handed a page in: read it; nothing once another has."""
    turn = read_turn(notice, TaskState.STATUS_IN_PROGRESS)
    if turn is None:
        return None
    return mail_about(turn, turn.workflow_state.requested_by, _("A page to read through"), "review_asked")


def build_approved(notice: Notice) -> Mail | None:
    """Somebody read it: it is published."""
    turn = read_turn(notice, TaskState.STATUS_APPROVED)
    return mail_about(turn, turn.finished_by, _("Your page is published"), "review_approved") if turn else None


def build_returned(notice: Notice) -> Mail | None:
    """Somebody read it: something is to be changed first."""
    turn = read_turn(notice, TaskState.STATUS_REJECTED)
    return mail_about(turn, turn.finished_by, _("Your page comes back to you"), "review_returned") if turn else None


def build_remarks(notice: Notice) -> Mail | None:
    """What others said in comments since the last such mail; nothing to whoever does not edit the page any more."""
    page = Page.objects.filter(pk=notice.target_id or 0).first()
    if page is None or not page.permissions_for_user(notice.person).can_edit():
        return None
    between = (notice.facts["first"], notice.facts["last"])
    lines = heard_by(page.pk, list(remarks().filter(page=page.pk, pk__range=between))).get(notice.person, [])
    if not lines:
        return None
    said = [
        {
            "name": line.user.full_name if line.user else "",
            "how": line.action.rpartition(".")[2],
            "about": line.data["comment"]["text"],
            "words": line.data.get("reply", line.data["comment"])["text"],
        }
        for line in lines
    ]
    return mail_of_page(page.specific, lines[-1].user, _("Comments on a page"), "review_remarks", said=said)


def build_held(notice: Notice) -> Mail | None:
    """Its hour had come, and it was not ready: what it lacked, as far as it still does."""
    revision = Revision.objects.filter(pk=notice.target_id or 0).first()
    if revision is None or revision.content_object is None:
        return None
    lacks = unready_draft(revision.as_object(), timezone.now())
    subject = _("Your page could not be published at its hour")
    return mail_of_page(revision.content_object, None, subject, "review_held", lacks=lacks)


asked = NoticeKind(code="review.asked", build=build_asked)
approved = NoticeKind(code="review.approved", build=build_approved)
returned = NoticeKind(code="review.returned", build=build_returned)
remarks_made = NoticeKind(code=KIND, build=build_remarks)
held = NoticeKind(code="review.held", build=build_held)
