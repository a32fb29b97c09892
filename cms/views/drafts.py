"""“Finish later”: the form opens again as it was left, on any device that has the mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions.drafts import KEEP, Typed, save_draft
from cms.forms import LaterForm
from cms.models import Draft
from cms.panels import address
from cms.spoken import page_for, place_for
from cms.views.asking import HOUR, MOST
from cms.views.calls import form_of, show_form
from cms.views.shown import show_call
from hub.anonymous import address_of, anonymous_form
from hub.limits import TooMany, spend
from hub.links import unseal


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anonymous_form
def keep(request: HttpRequest, call_id: int) -> HttpResponse:
    """Keeps what is typed behind a mailed link; only the address must be there. A GET leads back to the call."""
    if request.method != "POST" or request.POST.get("website"):
        return redirect(place_for(call_id).url)
    shown = show_call(page_for(call_id), timezone.now())
    later, form = LaterForm(request.POST), form_of(shown, request.POST)
    try:
        if later.is_valid():
            key, message = f"draft:{address_of(request)}", _("Too many tries. Please wait an hour.")
            spend(key, limit=MOST, per=HOUR, now=shown.now, message=message)
            typed = Typed(**later.cleaned_data, source=request.POST.get("source", ""))
            save_draft(call=shown.call, typed=typed, language=get_language() or "fr", now=shown.now)
            return redirect("cms:draft_kept")
    except TooMany as refusal:
        later.add_error(None, refusal.message)
    form.replace_errors(later.errors)
    return show_form(request, shown, form, status=422)


@never_cache
@require_safe
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """The call's page with the form filled; what has been sent or erased says so."""
    key = unseal("draft", token)
    if key is None:
        raise Http404
    draft = Draft.objects.select_related("person", "call").filter(pk=key).first()
    if draft is None:
        return render(request, "cms/draft_gone.html", {"calls_url": address("devenir-mentor/"), "days": KEEP.days})
    person = draft.person
    with override(person.language):
        shown = show_call(page_for(draft.call_id), timezone.now())
        typed = {"session": draft.session, "email": person.email, "over_fifty": draft.over_fifty}
        names = {"first_name": person.first_name, "last_name": person.last_name, "phone": person.phone}
        form = form_of(shown, initial={**typed, **names})
        return show_form(request, shown, form, source=draft.source, draft=token, resumed=True)


@never_cache
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """The link is on its way."""
    return render(request, "cms/draft_kept.html", {"days": KEEP.days, "calls_url": address("devenir-mentor/")})
