"""What is shared of a call: its picture, its short address, its poster."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import CallPage
from cms.models.sources import POSTER, known_source
from cms.spoken import page_for, place_for
from cms.standing import placed
from cms.views.head import call_picture
from cms.views.shown import show_call
from hub.cards import draw_card
from hub.links import absolute
from hub.qr import draw_code
from hub.shared import same_for_visitors
from hub.views.sharing import as_picture

YEAR = 365 * 24 * 3600


@require_safe
def picture(request: HttpRequest, page_id: int, mark: str) -> HttpResponse:
    """The picture of a call's page; the address of an older one leads to it."""
    page = CallPage.objects.live().filter(pk=page_id).select_related("locale").first()
    if page is None:
        raise Http404
    with override(page.locale.language_code):
        current, words = call_picture(page)
    if mark != current:
        return redirect("cms_sharing:picture", page_id, current)
    return as_picture(draw_card(*words), seconds=YEAR)


@require_safe
def short(request: HttpRequest, call_id: int, word: str = "") -> HttpResponse:
    """The address one can type from a wall: the call's page in the reader's language, for as long as there is one."""
    accepted = request.headers.get("Accept-Language")
    with override(get_language_from_request(request) if accepted else settings.LANGUAGE_CODE):
        path = place_for(call_id).url
    source = known_source(call_id, word or request.GET.get("source", ""))
    response = redirect(f"{path}?source={source}" if source else path)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@same_for_visitors
@require_safe
def poster(request: HttpRequest, call_id: int) -> HttpResponse:
    """A sheet of A4 to print: nothing on it changes with the seats that are left."""
    page = page_for(call_id)
    shown = show_call(page, timezone.now())
    link = absolute(reverse("cms_sharing:short", args=[call_id]))
    source = known_source(call_id, request.GET.get("source", "")) or POSTER
    context = {
        "shown": shown,
        "page": page,
        "qr": draw_code(f"{link}?source={source}"),
        "door": link.partition("://")[2].rstrip("/"),
        "link": link,
        "crumbs": [{"url": placed([page])[0].url, "label": page.title}, {"url": None, "label": _("Poster")}],
    }
    response = render(request, "cms/poster.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
