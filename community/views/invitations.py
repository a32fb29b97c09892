"""A promotion's invitation, for its référents and its team: the sheet to print, the text to send, who came by it and who waits."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.invitations import open_invitation, revoke_invitation
from community.forms import InvitationForm
from community.models import Invitation, Knock, Membership, Promotion
from community.policies import may_change_roster, may_invite
from community.views.promotions import load_promotion
from hub.acts import Act
from hub.answers import signed_in, status_of
from hub.errors import Refusal
from hub.links import absolute
from hub.live.commands import new_cid
from hub.models import Person
from hub.qr import draw_code
from hub.words import dates

DOOR = "/i/"
FORBIDDEN = 403


def invite_tool(person: Person, promotion: Promotion, now: datetime) -> list[Act]:
    """Beside the discussions, for those who may invite."""
    if not may_invite(person, promotion, now):
        return []
    hint = _("A sheet to print with a code: people join by themselves.")
    return [Act(_("Invite"), reverse("community:invitation", args=[promotion.pk]), hint, "people")]


def sheet_of(invitation: Invitation) -> dict[str, Any]:
    """What is printed and sent, in the promotion's language."""
    promotion = invitation.promotion
    link = absolute(f"{DOOR}{invitation.code}/")
    with override(promotion.language):
        words = {"promotion": promotion.name, "link": link, "code": invitation.code, "until": until(invitation)}
        message = _(
            "Hello! Here is your invitation to promotion %(promotion)s. Open %(link)s (code %(code)s) and write your name and "
            "your e-mail address: that is all, there is no password. The code works until %(until)s."
        )
        text = message % words
    return {
        "invitation": invitation,
        "last_day": invitation.last_day(ZoneInfo(promotion.branch.zone)),
        "link": link,
        "door": f"{urlsplit(settings.HUB_URL).netloc}{DOOR}",
        "qr": draw_code(link),
        "text": text,
    }


def until(invitation: Invitation) -> str:
    """The last day on which the code works, where the branch is."""
    zone = ZoneInfo(invitation.promotion.branch.zone)
    return dates.in_words(invitation.last_day(zone), invitation.promotion.language, year=False)


def context_of(promotion: Promotion, now: datetime) -> dict[str, Any]:
    """What the page shows."""
    rows = Invitation.objects.filter(promotion=promotion).select_related("promotion__branch")
    invitation = rows.open(now).newest_first().first()
    came = Membership.objects.filter(invitation__promotion=promotion).select_related("person")
    waiting = Knock.objects.filter(invitation__promotion=promotion).select_related("person")
    return {
        "promotion": promotion,
        "cid": new_cid(),
        "came": list(came.order_by("-starts_at", "-pk")),
        "waiting": list(waiting.order_by("-created_at", "-pk")),
        "now": now,
        "crumbs": [
            {"label": promotion.title, "url": reverse("community:promotion", args=[promotion.pk])},
            {"label": _("Invite"), "url": None},
        ],
        **(sheet_of(invitation) if invitation else {"invitation": None}),
    }


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """GET shows the sheet; POST makes a new code, or withdraws the one there is."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    team = may_change_roster(request.user, promotion, now)
    if not may_invite(request.user, promotion, now, team=team):
        raise Http404
    if request.method != "POST":
        return show(request, promotion, team=team, now=now)
    form = InvitationForm(request.POST)
    try:
        if request.POST.get("act") == "revoke":
            revoke_invitation(actor=request.user, promotion_id=promotion.pk, now=now)
        elif form.is_valid():
            days, cid = form.cleaned_data["days"], request.POST.get("cid", "")
            open_invitation(actor=request.user, promotion_id=promotion.pk, days=days, cid=cid, now=now)
        else:
            return show(request, promotion, team=team, now=now, form=form, status=422)
    except Refusal as refusal:
        if status_of(refusal) == FORBIDDEN:
            # Taken off meanwhile: neither the code nor who waits is theirs to read any more.
            raise PermissionDenied from refusal
        form.add_error(None, refusal.message)
        return show(request, promotion, team=team, now=now, form=form, status=status_of(refusal))
    return redirect("community:invitation", promotion.pk)


def show(
    request: HttpRequest,
    promotion: Promotion,
    *,
    team: bool,
    now: datetime,
    form: InvitationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, for whoever may take somebody off the roster (`team`) and for whoever may not."""
    context = {**context_of(promotion, now), "form": form or InvitationForm(), "may_change_roster": team}
    return render(request, "community/invitation.html", context, status=status)
