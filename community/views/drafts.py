"""What somebody writes in a room and leaves: kept for their other devices, by the script or by a button."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.actions.drafts import keep_draft
from community.views.rooms import render_room
from hub.answers import SeeOther, attempt, read_input, refuse, signed_in, wants_json


@never_cache
@signed_in
@require_POST
def keep(request: HttpRequest, room_id: int, discussion_id: int) -> HttpResponse:
    """Keeps `body` of the form `cid`, which showed the versions `draft`; a script hears which version of it is kept now."""
    typed: dict[str, str] = {}
    tried = attempt(keep_typed, request=request, room_id=room_id, discussion_id=discussion_id, typed=typed)
    if wants_json(request):
        return JsonResponse({"draft": tried.done}) if tried.cause is None else refuse(tried.cause)
    if tried.ok:
        return SeeOther(reverse("community:discussion", args=[room_id, discussion_id]) + "#ecrire")
    return render_room(request, room_id, discussion_id, typed=typed, tried=tried)


def keep_typed(*, request: HttpRequest, room_id: int, discussion_id: int, typed: dict[str, str]) -> str:
    """As the fields say, which stand in `typed` afterwards, also where they are refused; raises Refusal."""
    typed |= read_input(request)
    body, cid, seen = (typed.get(name, "") for name in ("body", "cid", "draft"))
    place = {"room_id": room_id, "discussion_id": discussion_id}
    return keep_draft(actor=request.user, **place, body=body, cid=cid, seen=seen, now=timezone.now())
