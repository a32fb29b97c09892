"""Home pages made of panels: one's own space, and the team's."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from hub.actions.languages import choose_language
from hub.forms import read_language
from hub.models import Person
from hub.parts import parts
from hub.policies import may_see_team


@require_safe
@login_required
def space(request: HttpRequest) -> HttpResponse:
    """Where one lands after signing in."""
    now = timezone.now()
    panels = [panel for part in parts("home_panels") if (panel := part(request.user, now))]
    return render(request, "hub/space.html", {"panels": panels})


@require_POST
@login_required
def language(request: HttpRequest) -> HttpResponse:
    """One's mails and pages in another language; the space answers in it."""
    code, person = read_language(request.POST), cast("Person", request.user)
    choose_language(actor=person, person_id=person.pk, language=code, now=timezone.now())
    with override(code):
        return redirect("hub:space")


@require_safe
@login_required
def team(request: HttpRequest) -> HttpResponse:
    """Who waits for me: the staff's light page."""
    now = timezone.now()
    if not may_see_team(request.user, on=timezone.localdate(now)):
        raise PermissionDenied
    panels = [panel for part in parts("team_panels") if (panel := part(request.user, now))]
    return render(request, "hub/team.html", {"panels": panels})
