"""The discussion of an event, opened by its team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from events.actions.rooms import open_room
from events.change_forms import ChangeForm
from events.views.backstage import lists_for, load
from events.views.team import event_page
from hub.answers import attempt, signed_in


@never_cache
@signed_in
@require_POST
def open_talk(request: HttpRequest, event_id: int) -> HttpResponse:
    """Opens it, or finds it open, and leads there."""
    now = timezone.now()
    event = load(request, event_id, now)
    tried = attempt(open_room, actor=request.user, event_id=event_id, now=now)
    if tried.ok:
        return redirect("community:room", tried.done.pk)
    form = ChangeForm(initial=ChangeForm.values_of(event), **lists_for(event))
    return event_page(request, event, form, now, tried)
