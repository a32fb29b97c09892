"""Interviews: the hours that the team keeps, and the pages where an applicant chooses one, or the team with them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.actions.interviews import (
    Hours,
    cancel_interview,
    choose_interview,
    choose_interview_for,
    give_interview_back,
    give_interview_back_for,
    publish_interviews,
)
from cms.interview_forms import CalledForm, CalledForTeamForm, HoursForm
from cms.links import status_path
from cms.models import Interview
from cms.policies import may_choose_interview
from cms.views.rows import calls_of, crumbs, load, path_of
from cms.views.status import find, status_context
from hub.anonymous import anonymous_form
from hub.answers import INVALID, UNTRIED, Malformed, Tried, attempt, read_number, signed_in
from hub.models import Branch, Person, Role
from hub.policies import TEAM_ROLES


def number_of(request: HttpRequest, name: str) -> int:
    """A key among the fields; nought where there is none that could be one."""
    try:
        return read_number(request.POST, name) or 0
    except Malformed:
        return 0


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the hours, POST chooses one or gives it back."""
    application, now = find(token), timezone.now()
    with override(application.person.language):
        free, back = list(Interview.objects.free(application.call.branch, now)), request.POST.get("act") == "back"
        form = CalledForm(None if back else request.POST or None, person=application.person, hours=free)
        tried = UNTRIED
        if request.method == "POST":
            facts: dict[str, Any] = {"actor": None, "application_id": application.pk, "now": now}
            tried = attempt(give_interview_back, **facts) if back else take(choose_interview, request, form, **facts)
            if tried.ok:
                return redirect(status_path(application))
        context = {
            **status_context(application, now),
            "free": free,
            "form": form,
            "ticked": number_of(request, "interview"),
            "may_choose_interview": may_choose_interview(application, now),
            "refusal": tried.refusal,
        }
        return render(request, "cms/interview.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_for(request: HttpRequest, application_id: int) -> HttpResponse:
    """GET shows the free hours with one button each, POST takes one together with the applicant, or gives theirs back."""
    now = timezone.now()
    application, tried = load(request, application_id, now), UNTRIED
    free, back = list(Interview.objects.free(application.call.branch, now)), request.POST.get("act") == "back"
    form = CalledForTeamForm(None if back else request.POST or None, person=application.person, hours=free)
    if request.method == "POST":
        facts = {"actor": request.user, "application_id": application_id, "now": now}
        tried = (
            attempt(give_interview_back_for, **facts) if back else take(choose_interview_for, request, form, **facts)
        )
        if tried.ok:
            return redirect(path_of(application))
    context = {
        "application": application,
        "free": free,
        "form": form,
        "may_choose": may_choose_interview(application, now),
        "refusal": tried.refusal,
        "crumbs": crumbs(_("Choose an hour"), call=application.call, application=application),
    }
    return render(request, "cms/team/interview.html", context, status=tried.status)


def take(act: Callable[..., Any], request: HttpRequest, form: CalledForm, **facts: Any) -> Tried:
    """Takes the hour that is ticked; what lacks is said at its field."""
    if not form.is_valid():
        return INVALID
    phone = form.cleaned_data.get("phone", "")
    tried = attempt(act, interview_id=number_of(request, "interview"), phone=phone, **facts)
    if tried.code == "phone" and form.asks:
        form.add_error("phone", tried.refusal)
        return INVALID
    return tried


def hours_form(request: HttpRequest, keys: list[int], now: datetime, data: Any = None) -> HoursForm:
    """The form, with the branches one looks after and the people of their teams."""
    today = timezone.localdate(now)
    roles = Role.objects.current(today).filter(branch__in=keys, kind__in=TEAM_ROLES)
    hosts = Person.objects.filter(roles__in=roles).distinct().order_by("last_name", "first_name", "pk")
    branches = list(Branch.objects.filter(pk__in=keys).in_order())
    initial = {"host": request.user.pk, "where": branches[0].address}
    return HoursForm(data, branches=branches, hosts=hosts, today=today, initial=initial)


def publish(request: HttpRequest, form: HoursForm, now: datetime) -> Tried:
    """Keeps the hours that were typed."""
    if not form.is_valid():
        return INVALID
    data = dict(form.cleaned_data)
    data["branch"], data["host"] = Branch.objects.get(pk=data["branch"]), Person.objects.get(pk=data["host"])
    return attempt(publish_interviews, actor=request.user, hours=Hours(**data), now=now)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """The hours of one's branches, who comes, and a form that keeps several more at once."""
    now = timezone.now()
    keys, tried, form = calls_of(request, now), UNTRIED, None
    if request.method == "POST" and request.POST.get("act") == "cancel":
        facts = {"actor": request.user, "interview_id": number_of(request, "interview"), "now": now}
        tried = attempt(cancel_interview, **facts)
    elif request.method == "POST":
        form = hours_form(request, keys, now, request.POST)
        tried = publish(request, form, now)
    if request.method == "POST" and tried.ok:
        return redirect("cms:interviews")
    rows = Interview.objects.kept().filter(branch__in=keys, ends_at__gt=now).soonest_first()
    context = {
        "interviews": rows.select_related("branch", "host", "application__person"),
        "form": form or hours_form(request, keys, now),
        "refusal": tried.refusal,
        "several": len(keys) > 1,
        "crumbs": [
            {"url": reverse("hub:team"), "label": _("Team")},
            {"url": reverse("cms:applications"), "label": _("Applications")},
            {"url": None, "label": _("Interviews")},
        ],
    }
    return render(request, "cms/team/interviews.html", context, status=tried.status)
