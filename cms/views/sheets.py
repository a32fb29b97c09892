"""In the editor: the sheets to read again, and one press for those that are still true."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.actions.sheets import confirm_sheet
from cms.dashboard import FORTNIGHT
from cms.editing import branches_of_editor, edits_everything
from cms.models import ResourcePage
from hub.errors import Refusal


@require_safe
def still_true(request: HttpRequest) -> HttpResponse:
    """What is due, and what will be within two weeks, the longest overdue first."""
    now = timezone.now()
    today = timezone.localdate(now)
    sheets = ResourcePage.objects.due(today + FORTNIGHT)
    if not edits_everything(request.user, now):
        sheets = sheets.filter(Q(branch__in=branches_of_editor(request.user, now)) | Q(keeper=request.user))
    rows = sheets.select_related("keeper", "locale").order_by("review_on", "pk")
    theirs = {sheet.pk for sheet in rows if sheet.permissions_for_user(request.user).can_edit()}
    return render(request, "cms/admin/still_true.html", {"sheets": rows, "theirs": theirs, "today": today})


@require_POST
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """Still true."""
    page = get_object_or_404(ResourcePage.objects.live(), pk=page_id)
    try:
        confirm_sheet(actor=request.user, page_id=page.pk, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("“%(title)s” is still true; it comes back in a year.") % {"title": page.title})
    return redirect("still_true")
