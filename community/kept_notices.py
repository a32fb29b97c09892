"""Mails about what is kept of a room: a copy that is ready, a conversation that was taken over."""

from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import ArchivedAuthor, Export
from community.notices import contact_of
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def build_export_ready(notice: Notice) -> Mail | None:
    """Where to fetch it; nothing where it has been fetched, or is gone."""
    rows = Export.objects.visible_to(notice.person, notice.due_at).filter(fetched_at__isnull=True)
    export = rows.filter(pk=notice.target_id or 0).select_related("room__promotion__branch").first()
    if export is None:
        return None
    promotion = export.room.promotion
    link = absolute(reverse("community:export", args=[promotion.pk]))
    subject = _("Your copy of %(promotion)s is ready") % {"promotion": promotion.title}
    return Mail(subject, "export_ready", {"promotion": promotion, "link": link}, contact_of(promotion.branch))


export_ready = NoticeKind(code="export.ready", build=build_export_ready)


def build_taken_over(notice: Notice) -> Mail | None:
    """That one's words are in an archive, and how to take them out; nothing where they are out already."""
    rows = ArchivedAuthor.objects.filter(archive=notice.target_id or 0, person=notice.person, withdrawn_at__isnull=True)
    authors = list(rows.select_related("archive__room__promotion__branch").order_by("pk"))
    if not authors:
        return None
    promotion = authors[0].archive.room.promotion
    links = [absolute(reverse("community:archived_author", args=[author.pk])) for author in authors]
    subject = _("The WhatsApp conversation of %(promotion)s is now an archive") % {"promotion": promotion.title}
    context = {"promotion": promotion, "archive": authors[0].archive, "links": links}
    return Mail(subject, "taken_over", context, contact_of(promotion.branch))


taken_over = NoticeKind(code="archive.taken_over", build=build_taken_over)
