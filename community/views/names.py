"""The names that one wants to be warned of: how many are recognised, and a form for one more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from community.actions.names import forget_name, note_name
from community.forms import KnownNameForm
from community.models import KnownName
from community.models.guard import MOST_NAMES
from hub.answers import UNTRIED, attempt, signed_in


@sensitive_post_parameters("first_name", "last_name")
@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """GET says what is recognised; POST notes one more name."""
    form, tried = KnownNameForm(request.POST or None), UNTRIED
    if request.method == "POST" and form.is_valid():
        tried = attempt(note_name, actor=request.user, now=timezone.now(), **form.cleaned_data)
        if tried.ok:
            return redirect(reverse("community:names") + "?garde=1")
        form.add_error(None, tried.refusal)
    rows = list(KnownName.objects.visible_to(request.user).in_order())
    context = {
        "form": form,
        "rows": rows,
        "full": len(rows) >= MOST_NAMES,
        "done": {"1": "kept", "0": "forgotten"}.get(request.GET.get("garde", "")),
        "crumbs": [
            {"url": reverse("hub:space"), "label": _("My space")},
            {"url": None, "label": _("The name of your mentee")},
        ],
    }
    status = (422 if tried.ok else tried.status) if form.errors else 200
    return render(request, "community/names.html", context, status=status)


@never_cache
@signed_in
@require_POST
def forget(request: HttpRequest, name_id: int) -> HttpResponse:
    """One is recognised no more."""
    forget_name(actor=request.user, name_id=name_id)
    return redirect(reverse("community:names") + "?garde=0")
