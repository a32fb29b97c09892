"""The newsletter for the team: how many read it, and a page to write it, see it, try it on oneself, and send it."""

import uuid
from collections import Counter
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.newsletters import readers_of, send_newsletter, try_newsletter
from cms.models import Newsletter
from cms.newsletter_forms import NewsletterForm
from cms.views.rows import calls_of
from hub.answers import INVALID, UNTRIED, attempt, signed_in
from hub.mail.contacts import branch_contact
from hub.models import Branch
from hub.words.localised import Localised

LAST = 10


def crumbs(branch: Branch | None = None) -> list[dict[str, Any]]:
    """The way from the team's first page to here."""
    way: list[tuple[str | None, str]] = [(reverse("hub:team"), _("Team"))]
    if branch is None:
        way.append((None, _("Newsletter")))
    else:
        way += [(reverse("cms:newsletters"), _("Newsletter")), (None, str(branch))]
    return [{"url": url, "label": label} for url, label in way]


@never_cache
@signed_in
@require_safe
def branches(request: HttpRequest) -> HttpResponse:
    """Each branch of theirs with its readers, and what was sent last."""
    keys = calls_of(request, timezone.now())
    confirmed = Count("subscriptions", filter=Q(subscriptions__confirmed_at__isnull=False))
    waiting = Count("subscriptions", filter=Q(subscriptions__pk__isnull=False, subscriptions__confirmed_at=None))
    rows = Branch.objects.filter(pk__in=keys).in_order().annotate(readers=confirmed, waiting=waiting)
    sent = Newsletter.objects.filter(branch__in=keys, sent_at__isnull=False).select_related("branch", "author")
    context = {"branches": rows, "sent": sent.order_by("-sent_at", "pk")[:LAST], "crumbs": crumbs()}
    return render(request, "cms/team/newsletters.html", context)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """GET asks for the text, POST shows it as it will be read, with `trial` mails it to oneself, with `send` to all."""
    now, branch = timezone.now(), get_object_or_404(Branch, slug=slug)
    if branch.pk not in calls_of(request, now):
        raise Http404
    form, tried, sent = NewsletterForm(initial={"key": uuid.uuid4()}), UNTRIED, False
    seen = request.method == "POST" and "again" not in request.POST
    if request.method == "POST":
        form = NewsletterForm(request.POST)
        seen = seen and form.is_valid()
        tried = UNTRIED if seen or "again" in request.POST else INVALID
    if seen and {"send", "trial"} & set(request.POST):
        sent = "send" in request.POST
        act = send_newsletter if sent else try_newsletter
        tried = attempt(act, actor=request.user, branch_id=branch.pk, written=form.written(), now=now)
    context = {
        "branch": branch,
        "form": form,
        "seen": seen,
        "signed": branch_contact(branch, on=timezone.localdate(now)),
        "reading": reading(branch, form if seen else None),
        "sent": tried.done if sent else None,
        "tried_on": request.user.email if tried.done and not sent else "",
        "refusal": tried.refusal,
        "crumbs": crumbs(branch),
    }
    return render(request, "cms/team/newsletter.html", context, status=tried.status)


def reading(branch: Branch, form: NewsletterForm | None) -> list[dict[str, Any]]:
    """Each language with its readers, and once it is written what they will read: their own, or the one there is."""
    counts = Counter(one.person.language for one in readers_of(branch.pk))
    rows: list[dict[str, Any]] = [
        {"code": code, "name": name, "count": counts[code]} for code, name in settings.LANGUAGES
    ]
    if form is not None:
        written = form.written()
        for row in rows:
            row["own"] = row["code"] in written.words
            row["subject"] = Localised(written.subject).get(row["code"], "")
            row["words"] = Localised(written.words).get(row["code"], "")
    return rows
