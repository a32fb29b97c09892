"""What one looks for: themes and languages, and what that brings into one's calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.interests import choose_interests
from community.models import Theme, reach_of
from events.choices import Chosen
from events.models import Event
from hub.answers import signed_in
from hub.tags import language

SHOWN = 4


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """GET shows what one has ticked and what it brings; POST keeps what is ticked now."""
    now = timezone.now()
    if request.method == "POST":
        ticked = {"themes": request.POST.getlist("theme"), "languages": request.POST.getlist("langue")}
        choose_interests(actor=request.user, **ticked, now=now)
        return redirect(reverse("agenda:interests") + "?garde=1")
    reach = reach_of(request.user, now)
    chosen = Chosen.of_interests(reach)
    rows = Event.objects.sought_by(reach).published().upcoming(now)
    context = {
        "themes": Theme.choices,
        "chosen": chosen,
        "words": chosen.in_words(language()),
        "number": rows.count() if chosen.query else 0,
        "next_dates": rows.select_related("branch").soonest_first()[:SHOWN] if chosen.query else [],
        "kept": request.GET.get("garde") == "1",
        "crumbs": [
            {"url": reverse("agenda:agenda"), "label": _("Agenda")},
            {"label": _("What I look for"), "url": None},
        ],
    }
    return render(request, "events/interests.html", context)
