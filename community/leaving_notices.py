"""The mail that tells a promotion's référents who has left it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import Membership, Promotion
from community.notices import contact_of
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def build_left(notice: Notice) -> Mail | None:
    """Somebody has left; nothing where they are back, or for whoever no longer looks after the promotion."""
    now = timezone.now()
    rows = Membership.objects.filter(pk=notice.target_id or 0, ends_at__lte=now)
    membership = rows.select_related("person", "promotion__branch").first()
    if membership is None:
        return None
    promotion = membership.promotion
    back = Membership.objects.current(now).filter(promotion=promotion, person=membership.person).exists()
    if back or not Promotion.objects.moderated_by(notice.person, now).filter(pk=promotion.pk).exists():
        return None
    who = membership.person.full_name
    context = {
        "who": who,
        "promotion": promotion,
        "link": absolute(reverse("community:promotion", args=[promotion.pk])),
    }
    subject = _("%(who)s has left promotion %(name)s") % {"who": who, "name": promotion.name}
    return Mail(subject=subject, template="member_left", context=context, contact=contact_of(promotion.branch))


left = NoticeKind(code="member.left", build=build_left)
