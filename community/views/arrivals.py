"""The way in by an invitation: the code, then who one is, then the six digits by mail, then the room."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.arrivals import at_of, join, knock
from community.actions.invitations import check_open, enter_code
from community.forms import AddressForm, InvitedForm, NewcomerForm
from community.models import Invitation
from hub.anonymous import address_of, anonymous_form
from hub.answers import status_of
from hub.arrivals import Arrival, announce
from hub.errors import Refusal
from hub.models import Person
from hub.views.entrance import send_code

KEY = "invitation"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def door(request: HttpRequest, secret: str = "") -> HttpResponse:
    """GET asks for the code, which a link may bring along; POST tries it. A GET never says whether it is right."""
    form = InvitedForm(request.POST or None, initial={"code": secret[:30]})
    if request.method != "POST":
        return render(request, "community/door.html", {"form": form, "brought": bool(secret)})
    if not form.is_valid():
        return render(request, "community/door.html", {"form": form}, status=422)
    now = timezone.now()
    try:
        invitation = enter_code(code=form.cleaned_data["code"], address=address_of(request), now=now)
    except Refusal as refusal:
        return shut(request, refusal, form)
    request.session[KEY] = {"key": invitation.pk, "at": now.isoformat()}
    return redirect("community:arrive")


def shut(request: HttpRequest, refusal: Refusal, form: InvitedForm | None = None) -> HttpResponse:
    """The first page again, with what is the matter with the code."""
    form = form or InvitedForm({"code": " "})
    form.is_valid()
    form.errors.pop("code", None)
    form.add_error("code", refusal.message)
    return render(request, "community/door.html", {"form": form}, status=status_of(refusal))


def invited(request: HttpRequest, now: datetime) -> tuple[Invitation | None, datetime]:
    """The invitation whose code this browser has brought, and when; raises InvitationRefusal where it has ended."""
    facts = request.session.get(KEY, {})
    entered_at = datetime.fromisoformat(facts["at"]) if facts else now
    rows = Invitation.objects.filter(pk=facts.get("key", 0))
    invitation = rows.select_related("promotion__branch", "promotion__room").first()
    if invitation is not None:
        check_open(invitation, at_of(entered_at, now))
    return invitation, entered_at


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest) -> HttpResponse:
    """GET asks who one is; POST sends the six digits, or takes in whoever has signed in already."""
    now = timezone.now()
    try:
        invitation, entered_at = invited(request, now)
        if invitation is None:
            return redirect("community:door")
        if request.method != "POST":
            return ask(request, invitation)
        if request.user.is_authenticated:
            _member, joined = join(actor=request.user, invitation_id=invitation.pk, entered_at=entered_at, now=now)
            return redirect(let_in(request, joined))
    except Refusal as refusal:
        return shut(request, refusal)
    return identify(request, invitation, entered_at, now)


def ask(request: HttpRequest, invitation: Invitation, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page with its two forms."""
    blank = {"form": NewcomerForm(), "known": AddressForm(auto_id="known_%s")}
    context = {"promotion": invitation.promotion, **blank, **forms}
    return render(request, "community/arrive.html", context, status=status)


def identify(request: HttpRequest, invitation: Invitation, entered_at: datetime, now: datetime) -> HttpResponse:
    """The same answer whether the address is a member's or not (S4), but that of a name without an address."""
    as_known = request.POST.get("act") == "known"
    which = "known" if as_known else "form"
    form = AddressForm(request.POST, auto_id="known_%s") if as_known else NewcomerForm(request.POST)
    if not form.is_valid():
        return ask(request, invitation, status=422, **{which: form})
    facts = form.cleaned_data
    names = None if as_known else (facts["first_name"], facts["last_name"])
    email, key = facts["email"], invitation.pk
    try:
        person = knock(actor=None, invitation_id=key, email=email, names=names, entered_at=entered_at, now=now)
        guest = None if person is None or person.is_active else person
        announce(request, guest, back=reverse("community:arrive"), certain=not as_known)
        return send_code(request, email, person)
    except Refusal as refusal:
        form.add_error("email", refusal.message)
        return ask(request, invitation, status=status_of(refusal), **{which: form})


def take_in(request: HttpRequest, person: Person) -> Arrival | None:
    """Somebody has proven their address: with a code that this browser brought they join; None where there is none."""
    now = timezone.now()
    try:
        invitation, entered_at = invited(request, now)
        if invitation is None:
            return None
        member, joined = join(actor=person, invitation_id=invitation.pk, entered_at=entered_at, now=now)
    except Refusal:
        return Arrival(person, reverse("community:arrive"))
    return Arrival(member, let_in(request, joined))


def let_in(request: HttpRequest, invitation: Invitation) -> str:
    """Where one introduces oneself; the code has served."""
    request.session.pop(KEY, None)
    room = invitation.promotion.room_id
    if invitation.discussion_id is None:
        return reverse("community:room", args=[room]) + "?bienvenue=1#ecrire"
    return reverse("community:discussion", args=[room, invitation.discussion_id]) + "?bienvenue=1#ecrire"
