"""The newsletter for visitors: the address, the button in the mail, and the way out of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.subscriptions import CONSENT, LONGEST, confirm_subscription, subscribe, unsubscribe
from cms.models import Subscription
from cms.newsletter_forms import SubscribeForm
from cms.panels import address
from cms.views.asking import taken
from hub.anonymous import anonymous_form, stamp
from hub.links import is_one_click, unseal
from hub.tags import Tags, in_every_language

PURPOSE = "newsletter:public"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def ask(request: HttpRequest) -> HttpResponse:
    """GET shows the form, with the branch of `antenne` chosen; POST takes an address."""
    chosen = {"branch": request.GET.get("antenne", ""), "language": (get_language() or "fr")[:2]}
    form, now = SubscribeForm(request.POST or None, initial=chosen), timezone.now()
    if taken(request, form, PURPOSE, lambda: subscribe(**form.chosen(), now=now)):
        return redirect("cms:newsletter_asked")
    path = reverse("cms:newsletter")
    words = _("News of duos, dates to come and how to help, about once a month, by e-mail. No account is needed.")
    context = {
        "form": form,
        "stamp": stamp(PURPOSE),
        "consent": CONSENT,
        "privacy_url": address("vie-privee/"),
        "tags": Tags(_("The newsletter of a branch"), words, path, in_every_language(path)),
    }
    return render(request, "cms/newsletter.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """A mail is on its way; the same for everybody."""
    return render(request, "cms/newsletter_asked.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def subscription(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows where one stands, POST confirms, or erases the address; so does the post of RFC 8058 of a mail program, to the address that only the head of a mail has."""
    key = unseal("newsletter", token)
    if key is None:
        return render(request, "404.html", status=404)
    found = Subscription.objects.select_related("branch", "person").filter(pk=key).first()
    with override(found.person.language if found else "fr"):
        act = request.POST.get("act", "")
        if is_one_click(request):
            unsubscribe(subscription_id=key)
            found = None
        elif act == "stop":
            unsubscribe(subscription_id=key)
        elif act == "confirm":
            confirm_subscription(subscription_id=key, now=timezone.now())
        if act:
            return redirect(request.path)
        until = found.confirmed_at + LONGEST if found and found.confirmed_at else None
        context = {"found": found, "until": until, "again_url": reverse("cms:newsletter")}
        return render(request, "cms/newsletter_link.html", context)
