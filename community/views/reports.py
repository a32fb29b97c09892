"""Reports, for whoever makes one: a page that asks, and says afterwards where it stands."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.reports import report_person, report_post
from community.models import Membership, Post, Promotion, Report
from community.order_forms import ReportForm, ReportPersonForm
from community.views.posts import load_post, place_of
from community.views.promotions import load_promotion
from hub.acts import Act
from hub.answers import attempt, signed_in
from hub.models import Person
from hub.words.alphabet import by_first_name


def of_message(person: Person, post: Post) -> list[Act]:
    """Everybody may tell the team about somebody else's message."""
    if post.deleted_at is not None or person.pk in {post.author_id, post.written_by_id}:
        return []
    return [Act(_("Tell the team about this message"), reverse("community:report_post", args=[post.room_id, post.pk]))]


def tool(person: Person, promotion: Promotion, now: Any) -> list[Act]:
    """And about somebody of their promotion."""
    return [
        Act(_("Tell the team about somebody"), reverse("community:report_person", args=[promotion.pk]), group="help")
    ]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def of_post(request: HttpRequest, room_id: int, post_id: int) -> HttpResponse:
    """GET asks what is wrong, or says where one's report stands; POST reports."""
    post = load_post(request, room_id, post_id)
    if request.user.pk in {post.author_id, post.written_by_id}:
        raise Http404
    mine = Report.objects.filter(reporter=request.user, post=post).order_by("-created_at", "-pk").first()
    form = ReportForm(request.POST or None)
    context: dict[str, Any] = {
        "branch": post.room.branch,
        "post": post,
        "mine": mine,
        "form": form,
        "back": place_of(post),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/report.html", context, status=422 if form.errors else 200)
    tried = attempt(report_post, actor=request.user, post_id=post.pk, now=timezone.now(), **form.cleaned_data)
    if tried.ok:
        return redirect("community:report_post", room_id, post_id)
    form.add_error(None, tried.refusal)
    return render(request, "community/report.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def of_person(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """GET asks whom it is about and says what one has reported already; POST reports."""
    promotion = load_promotion(request, promotion_id, timezone.now())
    mine = Report.objects.filter(reporter=request.user, room=promotion.room_id, post=None).select_related("person")
    form = ReportPersonForm(request.POST or None, people=peers(request.user, promotion))
    back = reverse("community:promotion", args=[promotion.pk])
    reports = list(mine.order_by("-created_at", "-pk"))
    context: dict[str, Any] = {"promotion": promotion, "post": None, "reports": reports, "form": form, "back": back}
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/report_person.html", context, status=422 if form.errors else 200)
    facts = {"promotion_id": promotion.pk, "now": timezone.now(), **form.cleaned_data}
    tried = attempt(report_person, actor=request.user, **facts)
    if tried.ok:
        return redirect("community:report_person", promotion_id)
    form.add_error(None, tried.refusal)
    return render(request, "community/report_person.html", context, status=tried.status)


def peers(person: Person, promotion: Promotion) -> list[tuple[int, str]]:
    """Everybody else of the promotion, by the names that peers see."""
    rows = Membership.objects.current(timezone.now()).filter(promotion=promotion).exclude(person=person.pk)
    people = by_first_name(rows.select_related("person").order_by("pk"), lambda one: one.person)
    return list({row.person_id: row.person.peer_name for row in people}.items())
