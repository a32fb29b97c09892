"""What applicants read by their signed link: the sheets that help them prepare, and the files these offer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.links import status_path
from cms.shelf import shelf_of
from cms.views.documents import offering, send
from cms.views.pages import page_context
from cms.views.status import find, sheets_for

# Where the files of the site lie for whoever is signed in.
FILES = "/documents/"


@never_cache
@require_safe
def sheet(request: HttpRequest, token: str, page_id: int) -> HttpResponse:
    """One sheet as it was written, its files by this link as well; 404 for every other page."""
    application = find(token)
    page = get_object_or_404(sheets_for(application), pk=page_id)
    written, own = page.locale.language_code, application.person.language
    if own != written:
        request.asked_language = own  # type: ignore[attr-defined]  # read by the frame of the page
    with override(written), shelf_of(page):
        back = status_path(application)
        crumbs = [{"label": _("Where do I stand?"), "url": back}, {"label": page.title, "url": None}]
        context = {**page_context(request, page), "crumbs": crumbs, "tags": None, "frame": "base.html"}
        text = render_to_string("cms/resource.html", context, request)
    return HttpResponse(text.replace(f'="{FILES}', f'="{back}fichier/'))


@never_cache
@require_safe
def file(request: HttpRequest, token: str, document_id: int, name: str) -> HttpResponse:
    """A file that one of these sheets offers; 404 for every other."""
    if not sheets_for(find(token)).filter(pk__in=offering(document_id)).exists():
        raise Http404
    return send(request, document_id, name)
