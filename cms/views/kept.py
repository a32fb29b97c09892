"""The sheets of the library that one keeps true oneself: when each is to be read again, and one press where it still is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.actions.sheets import confirm_sheet
from cms.models import ResourcePage
from cms.models.resources import ResourceQuerySet
from hub.answers import UNTRIED, Tried, attempt, signed_in


@require_safe
@never_cache
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """All of them, the first to be read again at the top; 404 for whoever keeps none."""
    return show(request, UNTRIED)


@require_POST
@signed_in
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """This one is still true."""
    page = get_object_or_404(ResourcePage.objects.kept_by(request.user), pk=page_id)
    tried = attempt(confirm_sheet, actor=request.user, page_id=page.pk, now=timezone.now())
    return redirect(f"{reverse('cms:kept')}?fait={page.pk}") if tried.ok else show(request, tried)


def show(request: HttpRequest, tried: Tried) -> HttpResponse:
    """The list, and what came of the last press."""
    kept = ResourcePage.objects.kept_by(request.user)
    sheets = list(kept.select_related("locale").defer("body", "words").order_by("review_on", "pk"))
    if not sheets:
        raise Http404
    crumbs = [{"url": reverse("hub:space"), "label": _("My space")}, {"url": None, "label": _("Still true?")}]
    context = {
        "sheets": sheets,
        "changeable": changeable(request, kept),
        "today": timezone.localdate(),
        "done": next((sheet for sheet in sheets if str(sheet.pk) == request.GET.get("fait")), None),
        "refusal": tried.refusal,
        "crumbs": crumbs,
    }
    return render(request, "cms/kept.html", context, status=tried.status)


def changeable(request: HttpRequest, kept: ResourceQuerySet) -> set[int]:
    """The keys of those that they may change themselves, in the editor."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return set()
    return {sheet.pk for sheet in kept.defer("body", "words") if sheet.permissions_for_user(request.user).can_edit()}
