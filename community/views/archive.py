"""The conversation of before: read page by page, and each author's own words taken back."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.archives import withdraw_author
from community.models import Archive, ArchivedAuthor, ArchivedMessage, Promotion
from community.policies import may_change_roster
from community.views.pages import Turn, page_number
from community.views.rooms import load_room, promotion_of
from hub.acts import Act
from hub.answers import signed_in
from hub.models import Person
from hub.words import dates

PAGE = 100


def of_room(person: Person, promotion: Promotion, now: datetime) -> list[Act]:
    """`room_tools`: what was said before, where something was taken over; for the team, taking it over."""
    acts = []
    if Archive.objects.open().filter(room=promotion.room_id).exists():
        label = _("Before: the WhatsApp conversation")
        acts.append(Act(label, reverse("community:before", args=[promotion.room_id]), group="read"))
    if may_change_roster(person, promotion, now):
        hint = _("As an archive to read, once the group has been told.")
        label = _("Take over a WhatsApp conversation")
        acts.append(Act(label, reverse("community:takeover", args=[promotion.pk]), hint, "whole"))
    return acts


@never_cache
@signed_in
@require_safe
def show(request: HttpRequest, room_id: int) -> HttpResponse:
    """One page of it, the oldest first; `message` asks for the page where that one stands."""
    room = load_room(request, room_id, timezone.now())
    promotion = promotion_of(room)
    archives = Archive.objects.open().filter(room=room)
    rows = ArchivedMessage.objects.filter(archive__in=archives).in_order()
    total = rows.count()
    if not total:
        raise Http404
    turn = Turn(0, -(-total // PAGE))
    turn = Turn(min(turn.pages, wanted_page(request, rows)), turn.pages)
    messages = rows.select_related("author__person", "photo")[(turn.number - 1) * PAGE : turn.number * PAGE]
    context = {
        "promotion": promotion,
        "turn": turn,
        "total": total,
        "days": days_of(list(messages), ZoneInfo(promotion.branch.zone)),
        "mine": own_in(archives, request.user, ZoneInfo(promotion.branch.zone)),
        "crumbs": crumbs_of(promotion, _("Before")),
    }
    return render(request, "community/before.html", context)


def own_in(archives: Any, person: Any, zone: ZoneInfo) -> list[ArchivedAuthor]:
    """As whom somebody's words stand in these conversations, the oldest first, each with the day `since` when."""
    mine = ArchivedAuthor.objects.filter(archive__in=archives, person=person, withdrawn_at__isnull=True)
    rows = list(mine.annotate(since=Min("messages__at")).filter(since__isnull=False).order_by("since", "pk"))
    for row in rows:
        row.since = row.since.astimezone(zone)
    return rows


def crumbs_of(promotion: Promotion, label: str) -> list[dict[str, Any]]:
    """The way to a page about a promotion."""
    return [
        {"label": promotion.title, "url": reverse("community:promotion", args=[promotion.pk])},
        {"label": label, "url": None},
    ]


def wanted_page(request: HttpRequest, rows: Any) -> int:
    """The page that is asked for, or on which a message stands."""
    key = request.GET.get("message", "")
    message = rows.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < len(str(2**63)) else None
    if message is None:
        return page_number(request.GET.get("page", ""))
    before = rows.filter(at__lt=message.at).count() + rows.filter(at=message.at, pk__lt=message.pk).count()
    return before // PAGE + 1


def days_of(messages: list[ArchivedMessage], zone: ZoneInfo) -> list[dict[str, Any]]:
    """The messages of a page day by day, in words."""
    lang = (get_language() or "fr")[:2]
    days: list[dict[str, Any]] = []
    before: date | None = None
    for message in messages:
        at = message.at.astimezone(zone)
        if at.date() != before:
            words = dates.in_words(at.date(), lang)
            days.append({"words": words[:1].upper() + words[1:], "messages": []})
            before = at.date()
        days[-1]["messages"].append({"message": message, "at": at, "hour": dates.hour(at.time(), lang)})
    return days


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, author_id: int) -> HttpResponse:
    """GET asks; POST takes back one's own words, or for the team those of somebody who asks for it."""
    now = timezone.now()
    rows = ArchivedAuthor.objects.select_related("archive__room__promotion__branch", "person")
    author = rows.filter(pk=author_id, archive__imported_at__isnull=False).first()
    own = author is not None and author.person_id == request.user.pk
    if author is None or not (own or may_change_roster(request.user, author.archive.room.promotion, now)):
        raise Http404
    if request.method == "POST":
        withdraw_author(actor=request.user, author_id=author.pk, now=now)
        return redirect("community:archived_author", author.pk)
    context = {
        "author": author,
        "own": own,
        "number": author.messages.count(),
        "promotion": author.archive.room.promotion,
    }
    return render(request, "community/withdraw_author.html", context)
