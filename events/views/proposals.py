"""A convivial date that a member proposes: the form, what becomes of it, and the team's answer."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.outings import WHAT
from events.actions.proposals import agree, branches_of, propose, refuse_proposal, withdraw_proposal
from events.actions.schedule import WALL
from events.models import Proposal
from events.outing_forms import FIVE
from events.proposal_forms import ProposalForm, ReasonForm
from hub.anonymous import anonymous_form
from hub.answers import INVALID, UNTRIED, attempt, keeps_draft, signed_in
from hub.links import unseal
from hub.live.commands import new_cid
from hub.models import Branch, Notice

MINE = 5
TWO_WEEKS = timedelta(days=14)


def say(proposal: Proposal) -> Proposal:
    """The same, with its words for people."""
    proposal.name = WHAT[proposal.what][0]
    proposal.start = datetime.strptime(proposal.begins, WALL)  # noqa: DTZ007  # wall time is naive by nature
    return proposal


def in_two_weeks(branch: Branch, now: datetime) -> str:
    """A day on which the team has had time to answer, as the form shows it."""
    day = (now + TWO_WEEKS).astimezone(ZoneInfo(branch.zone)).date()
    return f"{day.isoformat()}T{FIVE + 1}:30"


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def propose_date(request: HttpRequest) -> HttpResponse:
    """GET shows the form and what became of one's last proposals; POST proposes. 404 for who is in no branch."""
    now, me = timezone.now(), request.user
    branches = list(Branch.objects.in_order().filter(pk__in=branches_of(me, now))) if me.is_authenticated else []
    if not branches:
        raise Http404
    start = {"what": "apero", "begins": in_two_weeks(branches[0], now)}
    form, tried = ProposalForm(initial=start, branches=branches), UNTRIED
    if request.method == "POST":
        form, tried = ProposalForm(request.POST, branches=branches), INVALID
        if form.is_valid():
            facts = {"wish": form.wish(), "cid": request.POST.get("cid", ""), "now": now}
            tried = attempt(propose, actor=me, **facts)
        if tried.ok:
            return redirect("agenda:own_proposal", tried.done.pk)
    mine = [say(one) for one in Proposal.objects.filter(proposer=me).newest_first()[:MINE]]
    crumbs = [{"url": reverse("agenda:agenda"), "label": _("Agenda")}, {"url": None, "label": _("Propose a date")}]
    context = {"form": form, "refusal": tried.refusal, "cid": new_cid(), "mine": mine, "crumbs": crumbs}
    return render(request, "events/propose_date.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """GET shows its proposer where it stands; POST takes it back."""
    rows = Proposal.objects.filter(proposer=request.user.pk).select_related("branch", "event")
    proposal, tried = get_object_or_404(rows, pk=proposal_id), UNTRIED
    if request.method == "POST":
        tried = attempt(withdraw_proposal, actor=request.user, proposal_id=proposal_id, now=timezone.now())
        if tried.ok:
            return redirect("agenda:own_proposal", proposal_id)
    crumbs = [{"url": reverse("agenda:propose_date"), "label": _("Propose a date")}]
    crumbs.append({"url": None, "label": _("My proposal")})
    context = {"proposal": say(proposal), "refusal": tried.refusal, "crumbs": crumbs}
    return render(request, "events/own_proposal.html", context, status=tried.status)


def answer(request: HttpRequest, proposal: Proposal, who: Any, frame: str) -> HttpResponse:
    """GET shows the proposal and both answers; POST gives one of them."""
    form, tried = ReasonForm(), UNTRIED
    facts = {"actor": who, "proposal_id": proposal.pk, "now": timezone.now()}
    if request.method == "POST" and request.POST.get("act") == "agree":
        tried = attempt(agree, **facts)
    elif request.method == "POST":
        form, tried = ReasonForm(request.POST), INVALID
        if form.is_valid():
            tried = attempt(refuse_proposal, reason=form.cleaned_data["reason"], **facts)
    if request.method == "POST" and tried.ok:
        return redirect(request.path)
    context = {"proposal": say(proposal), "form": form, "refusal": tried.refusal, "frame": frame}
    return render(request, "events/answer_proposal.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def for_team(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """The team's answer, signed in."""
    rows = Proposal.objects.for_team(request.user, timezone.now()).select_related("branch", "proposer", "event")
    return answer(request, get_object_or_404(rows, pk=proposal_id), request.user, "base_space.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def mailed(request: HttpRequest, token: str) -> HttpResponse:
    """The same from the mail, without signing in: the link stands for the person it was sent to, while they are of
    the team.
    """
    notices = Notice.objects.filter(pk=unseal("proposal", token), kind="event.proposed").select_related("person")
    notice = notices.first()
    if notice is None:
        raise Http404
    rows = Proposal.objects.for_team(notice.person, timezone.now()).select_related("branch", "proposer", "event")
    with override(notice.person.language):
        return answer(request, get_object_or_404(rows, pk=notice.target_id or 0), notice.person, "base.html")
