"""What search engines and whoever shares a link fetch: the map of the site, and the association's picture."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hub.cards import draw_card
from hub.parts import parts
from hub.shared import same_for_visitors
from hub.site_map import draw_map


@same_for_visitors
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page that the apps list."""
    now = timezone.now()
    listed = (page for part in parts("sitemap_pages") for page in part(now))
    return HttpResponse(draw_map(listed), content_type="application/xml; charset=utf-8")


@require_safe
def picture(request: HttpRequest, language: str) -> HttpResponse:
    """What a shared link of a page shows that has no picture of its own."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        words = (_("Your experience can open a door."), _("Mentors over 50 beside young people who look for work"))
    return as_picture(draw_card(*words), seconds=24 * 3600)


def as_picture(picture: bytes, *, seconds: int) -> HttpResponse:
    """An answer that may be kept for so long, and that other sites may show."""
    headers = {"Cache-Control": f"public, max-age={seconds}", "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(picture, content_type="image/png", headers=headers)
