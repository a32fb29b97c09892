"""The mail that tells the members of a promotion that it was archived, and what they keep."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Membership
from community.notices import contact_of
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def build_archived(notice: Notice) -> Mail | None:
    """Your promotion was archived; nothing where it has been opened again, or for whoever is no longer on its roster."""
    mine = Membership.objects.current(timezone.now()).filter(person=notice.person)
    rows = mine.filter(
        promotion__room=notice.target_id or 0,
        promotion__room__archived_at=datetime.fromisoformat(str(notice.facts["at"])),
    )
    membership = rows.select_related("promotion__branch").order_by("pk").first()
    if membership is None:
        return None
    promotion = membership.promotion
    context = {
        "promotion": promotion,
        "link": absolute(reverse("community:promotion", args=[promotion.pk])),
        "copy": absolute(reverse("community:export", args=[promotion.pk])),
    }
    subject = _("Promotion %(name)s is archived: you still read everything") % {"name": promotion.name}
    return Mail(subject=subject, template="promotion_archived", context=context, contact=contact_of(promotion.branch))


archived = NoticeKind(code="promotion.archived", build=build_archived)
