"""What becomes of an application: the decision after the interview, and the way onto a promotion's roster."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.actions.decide import DECISIONS, decide
from cms.actions.people import account_of
from cms.actions.roster import confirm_training
from cms.models import Call
from cms.models.applications import State
from cms.referents import referent_of
from cms.team_forms import DecisionForm
from cms.views.rows import crumbs, load, path_of
from community.models import Promotion
from events.models import Event
from hub.answers import INVALID, UNTRIED, Malformed, attempt, read_number, signed_in


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, application_id: int) -> HttpResponse:
    """GET asks for the decision, POST makes it."""
    now = timezone.now()
    application, tried = load(request, application_id, now), UNTRIED
    allowed = [state for state in DECISIONS if application.may_become(state)]
    form = DecisionForm(allowed=allowed, initial={"to": request.GET.get("choix", "")})
    if request.method == "POST":
        # The button may have been pressed twice: the action knows.
        again = [application.state] if request.POST.get("to") == application.state else []
        form, tried = DecisionForm(request.POST, allowed=[*allowed, *again]), INVALID
        if form.is_valid():
            facts = {"decision": form.decision(), "now": now}
            tried = attempt(decide, actor=request.user, application_id=application_id, **facts)
        if tried.ok:
            return redirect(path_of(application))
    context = {
        "application": application,
        "form": form,
        "refusal": tried.refusal,
        "facts": Call.objects.with_facts().get(pk=application.call_id).facts,
        "may_decide": bool(allowed),
        "referent": referent_of(application.call, now),
        "crumbs": crumbs(_("Decide"), call=application.call, application=application),
    }
    return render(request, "cms/team/decision.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, application_id: int) -> HttpResponse:
    """GET shows what will happen, POST puts them on the roster."""
    now = timezone.now()
    application, tried = load(request, application_id, now), UNTRIED
    if request.method == "POST":
        try:
            same_as = read_number(request.POST, "same_as")
        except Malformed:
            same_as = None
        facts = {"application_id": application_id, "same_as": same_as, "now": now}
        tried = attempt(confirm_training, actor=request.user, **facts)
        if tried.ok:
            return redirect(path_of(application))
    account = account_of(application.person)
    days = Event.objects.published().of_kind(Event.Kind.TRAINING).filter(promotion=application.call.promotion_id or 0)
    context = {
        "application": application,
        "refusal": tried.refusal,
        "account": account,
        "theirs": Promotion.objects.filter(memberships__person=account).distinct().order_by("pk") if account else (),
        "days": [event.start for event in days.soonest_first()],
        "may_confirm": application.may_become(State.TRAINING_CONFIRMED),
        "crumbs": crumbs(_("Training"), call=application.call, application=application),
    }
    return render(request, "cms/team/training.html", context, status=tried.status)
