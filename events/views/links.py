"""One's own calendar: the devices that have a link to it; a new one, another address, none any more."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from events.actions.links import choose_entries, choose_invitations, open_link, replace_link, revoke_link
from events.models import CalendarLink, MailedEntries
from events.models.links import choice_of, is_invited
from events.views.addresses import addresses
from hub.answers import signed_in, status_of
from hub.errors import Refusal


def context_of(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What the page shows."""
    crumbs = [{"url": reverse("agenda:agenda"), "label": _("Agenda")}, {"label": _("My calendar"), "url": None}]
    rows = CalendarLink.objects.working().filter(person=request.user.pk).newest_first()
    chosen = {"chosen": choice_of(request.user), "choices": MailedEntries.Choice.choices}
    chosen["invitations"] = is_invited(request.user)
    kept = request.GET.get("garde") == "1"
    return {"links": rows, "crumbs": crumbs, "typed": "", "kept": kept, **chosen, **more}


def show_secret(request: HttpRequest, link: CalendarLink, secret: str) -> HttpResponse:
    """The page with the new address on it: the only time it is shown."""
    fresh = {"name": link.name, **addresses(reverse("events:own_feed", args=[secret]))}
    return render(request, "events/links.html", context_of(request, fresh=fresh))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """GET lists one's devices; POST makes a link for another."""
    if request.method != "POST":
        return render(request, "events/links.html", context_of(request))
    name = request.POST.get("name", "")
    try:
        link, secret = open_link(actor=request.user, name=name, now=timezone.now())
    except Refusal as refusal:
        context = context_of(request, refusal=refusal.message, typed=name)
        return render(request, "events/links.html", context, status=status_of(refusal))
    return show_secret(request, link, secret)


@never_cache
@signed_in
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """When mails about a seat put it into one's calendar; with `wanted`, whether one is invited by mail."""
    if "wanted" in request.POST:
        choose_invitations(actor=request.user, wanted=request.POST["wanted"] == "1")
        return redirect(reverse("agenda:links") + "?garde=1#courriels")
    try:
        choose_entries(actor=request.user, choice=request.POST.get("choice", ""))
    except Refusal as refusal:
        context = context_of(request, unchosen=refusal.message)
        return render(request, "events/links.html", context, status=status_of(refusal))
    return redirect(reverse("agenda:links") + "?garde=1#courriels")


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, link_id: int) -> HttpResponse:
    """GET asks; POST shows a new address, and the old one is dead."""
    link = load_link(request, link_id)
    if request.method != "POST":
        return render(request, "events/link.html", {"link": link, "act": "replace"})
    return show_secret(request, *replace_link(actor=request.user, link_id=link.pk, now=timezone.now()))


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, link_id: int) -> HttpResponse:
    """GET asks; POST revokes."""
    link = load_link(request, link_id)
    if request.method != "POST":
        return render(request, "events/link.html", {"link": link, "act": "revoke"})
    revoke_link(actor=request.user, link_id=link.pk, now=timezone.now())
    return redirect("agenda:links")


def load_link(request: HttpRequest, link_id: int) -> CalendarLink:
    """A working link of this person; 404 otherwise."""
    link = CalendarLink.objects.working().filter(person=request.user.pk, pk=link_id).first()
    if link is None:
        raise Http404
    return link
