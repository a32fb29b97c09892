"""Mails about a roster: to référents who has left, to whoever is off it, and to whoever will be."""

from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.models import Membership, Promotion
from community.models.promotions import OWN_ROLES
from community.models.traces import has_traces
from community.notices import contact_of
from community.policies import may_read
from hub.links import absolute
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice
from hub.policies import branches_of_team
from hub.words.dates import in_words


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


def build_removed(notice: Notice) -> Mail | None:
    """The team has taken you off a roster; nothing where you are on it again, or in another role."""
    now, me = timezone.now(), notice.person
    rows = Membership.objects.filter(pk=notice.target_id or 0, person=me, ends_at__lte=now)
    membership = rows.select_related("promotion__branch", "promotion__room").first()
    mine = Membership.objects.current(now).filter(person=me).select_related("promotion__branch")
    if membership is None or mine.filter(promotion=membership.promotion_id).exists():
        return None
    promotion = membership.promotion
    other = mine.order_by("-starts_at", "-pk").first()
    own = membership.role in OWN_ROLES
    context = {
        "promotion": promotion,
        "day": day_of(membership),
        "reads_on": may_read(me, promotion.room_id, now),
        "other": other.promotion if other else None,
        "link": absolute(reverse("community:promotion", args=[other.promotion_id])) if other else "",
        "last": membership.role == Membership.Role.MENTOR and not mine.mentors().exists(),
        "own": own,
        "take_off": absolute(reverse("community:leave", args=[promotion.pk]))
        if own and has_traces(promotion.room, me)
        else "",
    }
    subject = _("You are no longer on the roster of promotion %(name)s") % {"name": promotion.name}
    return Mail(subject=subject, template="member_removed", context=context, contact=contact_of(promotion.branch))


def build_term(notice: Notice) -> Mail | None:
    """Your time in a promotion ends by itself; nothing where it has, or another role keeps it open."""
    now = timezone.now()
    mine = Membership.objects.current(now).filter(person=notice.person).select_related("promotion__branch")
    membership = mine.filter(pk=notice.target_id or 0, ends_at__isnull=False).first()
    if membership is None:
        return None
    promotion = membership.promotion
    if mine.filter(promotion=promotion).exclude(pk=membership.pk).exists():
        return None
    if promotion.branch_id in branches_of_team(notice.person, on=timezone.localdate(now)):
        return None
    day = day_of(membership)
    context = {
        "promotion": promotion,
        "day": day,
        "copy": absolute(reverse("community:export", args=[promotion.pk])),
    }
    words = {"name": promotion.name, "day": in_words(day, (get_language() or "fr")[:2])}
    subject = _("Your time as godparent of promotion %(name)s ends on %(day)s") % words
    return Mail(subject=subject, template="member_term", context=context, contact=contact_of(promotion.branch))


def day_of(membership: Membership) -> date:
    """The day on which it ends, as its branch counts days."""
    ends_at = membership.ends_at or membership.starts_at
    return ends_at.astimezone(ZoneInfo(membership.promotion.branch.zone)).date()


left = NoticeKind(code="member.left", build=build_left)
removed = NoticeKind(code="member.removed", build=build_removed)
term = NoticeKind(code="member.term", build=build_term)
