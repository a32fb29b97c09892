"""Files of the site: for whoever may read a page that offers them, and nobody else."""

from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.models import Page, PageQuerySet, ReferenceIndex
from wagtail.permissions import policy_registry

from cms import ranges
from cms.models import ResourcePage, SiteDocument
from cms.own_files import CHOOSE

FILMS = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8"}


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """The file; 404 for whoever may read no page that offers it, after a sign-in whether there is one or not."""
    if not may_read(request, document_id, timezone.now()):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    return send(request, document_id, document_filename)


def send(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """The file, for whoever may read it; 404 where there is none of this name."""
    film = SiteDocument.objects.filter(pk=document_id).first()
    if film is not None and film.file_extension.lower() in FILMS and film.filename == document_filename:
        return show_film(request, film)
    response: HttpResponse = serve(request, document_id, document_filename)
    response["Cache-Control"] = "private, no-cache"
    # Wagtail writes the word None where a file is sent as it is.
    del response["Content-Encoding"]
    return response


def show_film(request: HttpRequest, film: SiteDocument) -> HttpResponse:
    """A film or its captions, played in place; players ask for them part by part."""
    kind = FILMS[film.file_extension.lower()]
    response: HttpResponse = ranges.send(film.file.open("rb"), film.file.size, kind, request.headers.get("Range", ""))
    response["Cache-Control"] = "private, no-cache"
    return response


def may_read(request: HttpRequest, document_id: int, now: datetime) -> bool:
    """Whether a published page that this person may read offers the file; editors read those they may choose or change."""
    person = request.user
    if person.has_perm("wagtailadmin.access_admin"):
        policy = policy_registry.get_by_type(SiteDocument)
        if policy.instances_user_has_any_permission_for(person, CHOOSE).filter(pk=document_id).exists():
            return True
    keys = offering(document_id)
    plain = Page.objects.live().filter(pk__in=keys).not_type(ResourcePage)
    return opens(request, plain) or opens(request, ResourcePage.objects.visible_to(person, now).filter(pk__in=keys))


def offering(document_id: int) -> list[int]:
    """The keys of the pages that offer a file; none where there is no such file."""
    found = SiteDocument.objects.filter(pk=document_id).first()
    if found is None:
        return []
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(found).filter(base_content_type=pages)
    return [int(key) for key in references.values_list("object_id", flat=True)]


def opens(request: HttpRequest, pages: PageQuerySet) -> bool:
    """Whether one of these pages is for everybody, or opens to whoever asks although the editor keeps it for some."""
    if pages.public().exists():
        return True
    return any(
        all(one.accept_request(request) for one in page.get_view_restrictions()) for page in pages.order_by("pk")
    )
