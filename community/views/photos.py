"""Photos and files where they are shown: under their message, a photo's own page, and all photos of a room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.actions.uploads import describe_photo
from community.models import Post, Promotion, Upload
from community.policies import may_write_in
from community.room_owners import Host, host_of
from community.views.posts import place_of
from community.views.rooms import load_room
from community.views.shown import Viewer
from hub.acts import Act
from hub.answers import UNTRIED, attempt, is_sure, read_number, signed_in
from hub.errors import Refusal
from hub.models import Person
from hub.panels import Panel
from hub.papers import ending, kind_in_words, size_in_words
from hub.words import dates

PAGE = 60


@dataclass(frozen=True)
class ShownUpload:
    """A photo or a file, as this person sees it."""

    upload: Upload
    own: bool = False

    @property
    def words(self) -> str:
        """ "PDF document, 340 kB"."""
        return f"{kind_in_words(self.upload.name)}, {size_in_words(self.upload.size)}"

    @property
    def last(self) -> str:
        """The last part of a file's address."""
        return f"document.{ending(self.upload.name)}"

    @property
    def alt(self) -> str:
        """What it shows; where nobody has said so, just that."""
        return self.upload.alt or _("Photo without description")


def beside(posts: Sequence[Post], viewer: Viewer) -> dict[int, Panel]:
    """{post: its photos and files}; one query for all."""
    rows = Upload.objects.standing().filter(post__in=[post.pk for post in posts]).in_order()
    panels = {}
    for post, uploads in groupby(rows, key=lambda row: row.post_id or 0):
        shown = [ShownUpload(row, own=row.owner_id == viewer.person.pk) for row in uploads]
        photos = [one for one in shown if one.upload.is_photo]
        files = [one for one in shown if not one.upload.is_photo]
        panels[post] = Panel("community/parts/files.html", {"photos": photos, "files": files})
    return panels


def crumbs_to(host: Host, room_id: int, label: str = "") -> list[dict[str, str | None]]:
    """The way to the photos of a room, and to one of them."""
    crumbs = [
        {"label": host.title, "url": host.url},
        {"label": _("Photos"), "url": reverse("community:photos", args=[room_id]) if label else None},
    ]
    return [*crumbs, {"label": label, "url": None}] if label else crumbs


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, room_id: int, uid: UUID) -> HttpResponse:
    """One photo, large, with what it shows; POST: its owner says that."""
    now = timezone.now()
    rows = Upload.objects.visible_to(request.user, now).photos().filter(room=room_id, uid=uid, post__isnull=False)
    upload = rows.select_related("room__branch", "post__author", "post__discussion").first()
    if upload is None:
        raise Http404
    may_describe = upload.owner_id == request.user.pk and may_write_in(upload.room)
    context = {**photo_context(request, upload, now), "may_describe": may_describe, "tried": UNTRIED, "alt": upload.alt}
    if request.method == "POST":
        context["alt"] = alt = request.POST.get("alt", "")
        facts = {"upload": upload, "alt": alt, "sure": is_sure(request.POST.dict()), "now": now}
        context["tried"] = tried = attempt(describe_photo, actor=request.user, **facts)
        if tried.ok:
            return redirect("community:photo", room_id, uid)
    return render(request, "community/photo.html", context, status=context["tried"].status)


def photo_context(request: HttpRequest, upload: Upload, now: datetime) -> dict[str, object]:
    """What the page shows: the photo, its place among those of its message, the way back."""
    viewer = Viewer(request.user, ZoneInfo(upload.room.branch.zone), now)
    siblings = list(Upload.objects.standing().photos().filter(post=upload.post).in_order())
    index = siblings.index(upload)
    name = upload.post.author.peer_name if upload.post.author else _("Former member")
    title = _("Photo by %(name)s") % {"name": name}
    return {
        "item": ShownUpload(upload),
        "title": title,
        "day": viewer.day_words(upload.post.created_at.astimezone(viewer.zone).date()),
        "size": size_in_words(upload.size),
        "index": index + 1,
        "count": len(siblings),
        "before": siblings[index - 1] if index else None,
        "after": siblings[index + 1] if index + 1 < len(siblings) else None,
        "place": place_of(upload.post),
        "crumbs": crumbs_to(host_of(upload.room_id), upload.room_id, title),
    }


@never_cache
@signed_in
@require_safe
def album(request: HttpRequest, room_id: int) -> HttpResponse:
    """All photos of a room, the newest first, by month; `?avant=` goes on from one of them."""
    room = load_room(request, room_id, timezone.now())
    host = host_of(room.pk)
    try:
        before = read_number(dict(request.GET.items()), "avant")
    except Refusal as refusal:
        raise Http404 from refusal
    rows = Upload.objects.shown().photos().filter(room=room)
    count = rows.count()
    if before is not None:
        rows = rows.filter(post__lt=before)
    photos, older = whole_posts(list(rows.select_related("post__author").order_by("-post", "place")[: PAGE + 10]))
    viewer = Viewer(request.user, ZoneInfo(room.branch.zone), timezone.now())
    context = {
        "host": host,
        "room": room,
        "count": count,
        "months": by_month(photos, viewer.zone, viewer.lang),
        "older": older,
        "newest": before is None,
        "crumbs": crumbs_to(host, room.pk),
    }
    return render(request, "community/photos.html", context)


def whole_posts(rows: list[Upload]) -> tuple[list[Upload], int]:
    """A page that ends with a message's last photo, and the key of that message where more come after, else 0."""
    if len(rows) <= PAGE:
        return rows, 0
    last = rows[PAGE - 1].post_id
    kept = [row for index, row in enumerate(rows) if index < PAGE or row.post_id == last]
    return kept, last or 0


def by_month(photos: list[Upload], zone: ZoneInfo, lang: str) -> list[tuple[str, list[ShownUpload]]]:
    """[("Novembre 2026", its photos), …]."""
    months = groupby(photos, key=lambda row: dates.month_year(row.post.created_at.astimezone(zone).date(), lang))
    return [(words[:1].upper() + words[1:], [ShownUpload(row) for row in rows]) for words, rows in months]


def tools(person: Person, promotion: Promotion, now: datetime) -> list[Act]:
    """The way to the photos, once there are some."""
    count = Upload.objects.shown().photos().filter(room=promotion.room_id).count()
    if not count:
        return []
    hint = ngettext("%(count)s photo", "%(count)s photos", count) % {"count": count}
    return [Act(_("Photos of the promotion"), reverse("community:photos", args=[promotion.room_id]), hint, "read")]
