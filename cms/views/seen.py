"""A call's page says that it was opened, or its form begun: one more in a number, and nothing about who."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cms.actions.sources import count_page
from hub.anonymous import anonymous_form, read_stamp

WHAT = frozenset({"seen", "begun"})


@never_cache
@require_POST
@anonymous_form
def seen(request: HttpRequest, call_id: int) -> HttpResponse:
    """Counts what a page of ours says; what does not come from one is left uncounted, and told the same."""
    what = request.POST.get("what", "")
    if what in WHAT and read_stamp(f"apply:{call_id}", request.POST.get("stamp", "")) != "old":
        source = request.POST.get("source", "")
        count_page(call_id=call_id, source=source, begun=what == "begun", now=timezone.now())
    return HttpResponse(status=204)
