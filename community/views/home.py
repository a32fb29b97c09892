"""What members say of themselves and can help with, and the absences of référents: a page each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.home import end_absence, note_absence, offer_help, referents_kept, stand_ins_for
from community.home_forms import AbsenceForm, OfferForm
from community.models import Absence, Membership, Offer
from hub.acts import Act
from hub.answers import INVALID, UNTRIED, attempt, is_sure, read_input, signed_in
from hub.models import Person
from hub.policies import may_see_team
from hub.words.alphabet import by_first_name


def help_step(_person: Person) -> list[Act]:
    """For whoever has just come in."""
    return [Act(_("say what I can help with"), reverse("community:offer"))]


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """GET says what the others read; POST says it anew, confirms it, or takes it back. 404 for who is in no promotion.

    What was said before the last one ended can still be taken back.
    """
    now, me = timezone.now(), request.user
    offer = Offer.objects.filter(person=me).first()
    said = {"city": me.city, "former_trade": me.former_trade, "words": offer.words if offer else ""}
    if not any(said.values()) and not Membership.objects.current(now).filter(person=me).exists():
        raise Http404
    form, tried = OfferForm(initial=said), UNTRIED
    if request.method == "POST":
        form, tried = OfferForm(request.POST), INVALID
        if form.is_valid():
            tried = attempt(offer_help, actor=me, sure=is_sure(read_input(request)), now=now, **form.cleaned_data)
            if tried.ok:
                return redirect(reverse("community:offer") + "?garde=1")
            form.add_error(None, tried.refusal)
    crumbs = [{"url": reverse("hub:space"), "label": _("My space")}, {"url": None, "label": _("Beside my name")}]
    context = {
        "form": form,
        "tried": tried,
        "offer": offer,
        "said": any(said.values()),
        "done": "garde" in request.GET,
        "crumbs": crumbs,
        "now": now,
    }
    return render(request, "community/offer.html", context, status=tried.status)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """GET lists the absences to come; POST notes one. 404 for who keeps no promotion in order."""
    now, me = timezone.now(), request.user
    people = by_first_name(referents_kept(me, now), lambda one: one) if me.is_authenticated else []
    if not people:
        raise Http404
    others = by_first_name(stand_ins_for(me, now), lambda one: one)
    lists: dict[str, Any] = {
        "people": [(one.pk, one.full_name) for one in people],
        "stand_ins": [(one.pk, one.full_name) for one in others],
        "today": timezone.localdate(now),
    }
    form, tried = AbsenceForm(initial={"person_id": me.pk}, **lists), UNTRIED
    if request.method == "POST":
        form, tried = AbsenceForm(request.POST, **lists), INVALID
        if form.is_valid():
            tried = attempt(note_absence, actor=me, now=now, **form.cleaned_data)
            if tried.ok:
                return redirect("community:absences")
            form.add_error(tried.code if tried.code in form.fields else None, tried.refusal)
    rows = Absence.objects.kept_by(me, now).to_come(lists["today"]).select_related("person", "stand_in")
    above = {"url": reverse("hub:space"), "label": _("My space")}
    if may_see_team(me, on=lists["today"]):
        above = {"url": reverse("hub:team"), "label": _("Team")}
    crumbs = [above, {"url": None, "label": _("Absences of référents")}]
    context = {"form": form, "rows": rows.order_by("starts_on", "pk"), "today": lists["today"], "crumbs": crumbs}
    return render(request, "community/absences.html", context, status=tried.status)


@never_cache
@signed_in
@require_POST
def end(request: HttpRequest, absence_id: int) -> HttpResponse:
    """They are there after all."""
    end_absence(actor=request.user, absence_id=absence_id, now=timezone.now())
    return redirect("community:absences")
