"""People without e-mail: put on the roster, and written for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.actions.without_address import add_without_address, write_for
from community.models import Membership
from community.order_forms import WithoutAddressForm, WriteForForm
from community.policies import may_change_roster
from community.views.listed import open_in
from community.views.order import load_room_in_order
from community.views.posts import answer
from community.views.promotions import load_promotion
from community.views.rooms import promotion_of
from hub.answers import UNTRIED, Tried, attempt, is_sure, keeps_draft, read_input, signed_in
from hub.live.commands import new_cid
from hub.words.alphabet import by_first_name


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """GET asks for the names; POST puts the person on the roster."""
    now = timezone.now()
    promotion = load_promotion(request, promotion_id, now)
    if not may_change_roster(request.user, promotion, now):
        raise Http404
    form = WithoutAddressForm(request.POST or None, initial={"cid": new_cid()})
    context: dict[str, Any] = {"promotion": promotion, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/without_address.html", context, status=422 if form.errors else 200)
    facts = {"promotion_id": promotion.pk, "now": now, **form.cleaned_data}
    tried = attempt(add_without_address, actor=request.user, **facts)
    if tried.ok:
        return redirect("community:promotion", promotion_id)
    form.add_error(None, tried.refusal)
    return render(request, "community/without_address.html", context, status=tried.status)


def show_refusal(form: WriteForForm, tried: Tried) -> None:
    """The sentence, with the text; a form whose key is spent gets a new one."""
    if tried.code == "cid_reused":
        form.data = {**form.data.dict(), "cid": new_cid()}
    form.add_error(None, tried.refusal)


@never_cache
@signed_in
@keeps_draft
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, room_id: int) -> HttpResponse:
    """GET asks who says what where; POST writes it in their name."""
    now = timezone.now()
    room = load_room_in_order(request, room_id)
    promotion = promotion_of(room)
    rows = Membership.objects.without_address(now).filter(promotion=promotion).select_related("person")
    absent = by_first_name(rows.order_by("pk"), lambda one: one.person)
    people = [(row.person_id, row.person.full_name) for row in absent]
    choices = {"people": people, "talks": [(one.pk, str(one)) for one in open_in(room.pk)]}
    form = WriteForForm(request.POST or None, initial={"cid": new_cid()}, **choices)
    context: dict[str, Any] = {
        "promotion": promotion,
        "form": form,
        "people": people,
        "may_change_roster": may_change_roster(request.user, promotion, now),
        "tried": UNTRIED,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "community/write_for.html", context, status=422 if form.errors else 200)
    facts = {"room_id": room_id, "sure": is_sure(read_input(request)), "now": now, **form.cleaned_data}
    context["tried"] = tried = attempt(write_for, actor=request.user, **facts)
    if tried.ok:
        return answer(request, tried.done)
    show_refusal(form, tried)
    return render(request, "community/write_for.html", context, status=tried.status)
