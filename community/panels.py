"""What the community shows on the home pages of members and of the team."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.actions.home import absences_of
from community.journeys import count_steps
from community.models import GuardCount, Journey, KnownName, Membership, Offer, Post, Promotion, Question, Report
from community.phases import CALM_AFTER
from community.room_owners import with_hosts
from community.unread import count_unread
from hub.models import Branch, Person, Role
from hub.panels import Panel
from hub.parts import parts
from hub.policies import may_see_team, team_branches
from hub.words.dates import ago


def promotion_panel(person: Person, now: datetime) -> Panel | None:
    """My promotion: its référent, its size, and what the other apps know of it."""
    mine = Membership.objects.current(now).filter(person=person)
    membership = mine.select_related("promotion__branch", "person__journey").order_by("-starts_at", "-pk").first()
    if membership is None:
        return None
    promotion = membership.promotion
    roster = Membership.objects.current(now).filter(promotion=promotion)
    referent = roster.filter(role=Membership.Role.REFERENT).select_related("person").order_by("pk").first()
    inner = [panel for part in parts("promotion_panels") if (panel := part(promotion, now))]
    unread = sum(count_unread(person, [promotion.room_id]).get(promotion.room_id, {}).values())
    context = {
        "unread": unread,
        "promotion": promotion,
        "mentors": roster.mentors().count(),
        "referent": referent.person if referent else None,
        "journey": getattr(membership.person, "journey", None),
        "absence": absences_of([referent.person], now).get(referent.person_id) if referent else None,
        "inner": inner,
    }
    return Panel("community/panels/promotion.html", context)


def godparent_panel(person: Person, now: datetime) -> Panel | None:
    """Asks a godparent for a first word, until they have written it; then until when they are there."""
    mine = Membership.objects.current(now).filter(person=person, role=Membership.Role.GODPARENT)
    wrote = Post.objects.filter(
        room=OuterRef("promotion__room"), author=person.pk, created_at__gte=OuterRef("starts_at")
    )
    rows = mine.filter(promotion__room__archived_at=None).annotate(wrote=Exists(wrote))
    memberships = list(rows.select_related("promotion__branch").order_by("starts_at", "pk"))
    return Panel("community/panels/godparent.html", {"memberships": memberships}) if memberships else None


def reports_panel(person: Person, now: datetime) -> Panel | None:
    """Reports that wait for this member of the team, the oldest first; nothing for those who look into none."""
    if not may_see_team(person, on=timezone.localdate(now)):
        return None
    waiting = Report.objects.visible_to(person, now).open()
    rows = list(waiting.select_related("person").order_by("created_at", "pk")[:5])
    return Panel("community/panels/reports.html", {"rows": with_hosts(rows), "number": waiting.count() if rows else 0})


def journeys_panel(person: Person, now: datetime) -> Panel | None:
    """For those who look after mentors: whom to call today, and how many stand at which step; nothing for others."""
    today, *steps = count_steps(Journey.objects.visible_to(person, now), "", now)
    some = any(step["number"] for step in steps)
    return Panel("community/panels/journeys.html", {"today": today, "steps": steps}) if some else None


def promotion_links(person: Person) -> list[dict[str, Any]]:
    """In the menu of one's own space: the promotion one belongs to, the newest where there are several."""
    mine = Membership.objects.current(timezone.now()).filter(person=person.pk).order_by("-starts_at", "-pk")
    newest = mine.select_related("promotion").first()
    if newest is None:
        return []
    return [{"url": reverse("community:promotion", args=[newest.promotion_id]), "label": _("My promotion")}]


def questions_panel(person: Person, now: datetime) -> Panel | None:
    """For those who lead promotions: the questions that wait in each, the room that has waited longest first."""
    led = Promotion.objects.moderated_by(person, now).filter(room__archived_at=None)
    waiting = Question.objects.unanswered().filter(post__room__promotion__in=led).oldest_first()
    rooms: dict[int, dict[str, Any]] = {}
    for question in waiting.select_related("post__room__promotion__branch"):
        promotion = question.post.room.promotion
        row = rooms.setdefault(promotion.pk, {"promotion": promotion, "number": 0, "since": question.post.created_at})
        row["number"] += 1
    lang = (get_language() or "fr")[:2]
    for row in rooms.values():
        zone = ZoneInfo(row["promotion"].branch.zone)
        row["words"] = ago(row["since"].astimezone(zone).date(), now.astimezone(zone).date(), lang)
    return Panel("community/panels/questions.html", {"rooms": list(rooms.values())}) if rooms else None


def calm_panel(person: Person, now: datetime) -> Panel | None:
    """For those who lead promotions: where nobody has written for sixty days, with what one could do; one query."""
    led = Promotion.objects.moderated_by(person, now).filter(room__archived_at=None, created_at__lte=now - CALM_AFTER)
    # The last message by its place in the log: found in an index, however many the room holds.
    posts = Post.objects.filter(room=OuterRef("room")).order_by("-seq")
    led = led.annotate(last=Subquery(posts.values("created_at")[:1]))
    rows = list(
        led.filter(Q(last=None) | Q(last__lte=now - CALM_AFTER))
        .select_related("branch")
        .order_by("branch", "number", "pk")
    )
    return Panel("community/panels/calm.html", {"promotions": rows}) if rows else None


def names_panel(person: Person, now: datetime) -> Panel | None:
    """To whoever belongs to a promotion: being warned of the name of the young person they accompany."""
    if not Membership.objects.current(now).filter(person=person).exists():
        return None
    return Panel("community/panels/names.html", {"number": KnownName.objects.visible_to(person).count()})


def unsent_panel(person: Person, now: datetime) -> Panel:
    """What this browser holds of theirs and could not send: only it knows, so the place is always there."""
    return Panel("community/parts/unsent.html", above=True)


def about_panel(person: Person, now: datetime) -> Panel | None:
    """What one says beside one's name, and where to change it, also for who has left the last promotion; one query."""
    offer = Offer.objects.filter(person=person).first()
    lines = [line for line in (person.about, offer.words if offer else "") if line]
    return Panel("community/panels/about.html", {"lines": lines}) if lines else None


def guard_panel(person: Person, now: datetime) -> Panel | None:
    """For coordinators: how often this month the guard of privacy has warned in each of their branches, a number each."""
    day = timezone.localdate(now)
    branches = team_branches(person, on=day, kinds=(Role.Kind.COORDINATOR,))
    rows = GuardCount.objects.filter(month=day.replace(day=1), room__branch__in=branches)
    sums = rows.values("room__branch").annotate(warned=Sum("warned"), sent=Sum("sent_anyway"))
    found = {row["room__branch"]: row for row in sums.order_by("room__branch")}
    known = Branch.objects.in_bulk(found)
    shown = [{"branch": known[key], "warned": row["warned"], "sent": row["sent"]} for key, row in found.items()]
    return Panel("community/panels/guard.html", {"rows": shown}) if shown else None


def answers_panel(person: Person, now: datetime) -> Panel:
    """The way to how soon questions are answered in each branch, for whoever opens the team's page; no query."""
    return Panel("community/panels/answers.html", {})
