"""“Tell me when the next call opens”: the address, the button in the mail, and the way out of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.alerts import ask_alert, confirm_alert, stop_alert
from cms.forms import AddressForm
from cms.models import Alert
from cms.panels import address
from cms.views.asking import taken
from hub.anonymous import anonymous_form, stamp
from hub.links import unseal
from hub.models import Branch


def alert_context(branch: Branch, form: AddressForm) -> dict[str, Any]:
    """What the small form shows, on a call's page and on its own."""
    purpose = f"alert:{branch.slug}"
    return {"branch": branch, "alert_form": form, "alert_stamp": stamp(purpose), "privacy_url": address("vie-privee/")}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """GET shows the small form alone, POST takes an address."""
    branch, now = get_object_or_404(Branch, slug=slug), timezone.now()
    form, language = AddressForm(request.POST or None), get_language() or "fr"

    def tell_me() -> None:
        ask_alert(branch=branch, email=form.cleaned_data["email"], language=language, now=now)

    if taken(request, form, f"alert:{slug}", tell_me):
        return redirect("cms:alert_asked", slug=slug)
    status = 422 if form.errors else 200
    return render(request, "cms/alert_ask.html", alert_context(branch, form), status=status)


@never_cache
@require_safe
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """A mail is on its way; the same for everybody."""
    return render(request, "cms/alert_asked.html", {"branch": get_object_or_404(Branch, slug=slug)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def alert(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows where one stands, POST confirms, or erases the address."""
    key = unseal("alert", token)
    found = Alert.objects.select_related("branch", "person").filter(pk=key).first()
    if key is None:
        return render(request, "404.html", status=404)
    with override(found.person.language if found else "fr"):
        if request.POST.get("act") == "stop":
            stop_alert(alert_id=key)
            return redirect(request.path)
        if request.POST.get("act") == "confirm":
            confirm_alert(alert_id=key, now=timezone.now())
            return redirect(request.path)
        return render(request, "cms/alert.html", {"alert": found, "calls_url": address("devenir-mentor/")})
