"""What one allows others to see: the questions, one's answers, and a button to change each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.actions.consents import answer_consent
from events.company import question
from events.models import Consent
from hub.answers import UNTRIED, attempt, signed_in


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """GET shows what one has answered; POST answers."""
    tried = UNTRIED
    if request.method == "POST":
        facts = {"purpose": request.POST.get("purpose", ""), "given": request.POST.get("given") == "1"}
        tried = attempt(answer_consent, actor=request.user, person=request.user, now=timezone.now(), **facts)
        if tried.ok:
            return redirect("agenda:consents")
    rows = [question(request.user.pk or 0, purpose) for purpose in Consent.Purpose]
    crumbs = [{"url": reverse("hub:space"), "label": _("My space")}, {"url": None, "label": _("What others see of me")}]
    context = {"rows": rows, "refusal": tried.refusal, "crumbs": crumbs}
    return render(request, "events/consents.html", context, status=tried.status)
