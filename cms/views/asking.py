"""What every small public form that takes an address has in common: robots, old pages, floods."""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.anonymous import address_of, read_stamp
from hub.limits import TooMany, spend

HOUR, MOST = timedelta(hours=1), 12


def taken(request: HttpRequest, form: forms.Form, purpose: str, act: Callable[[], None]) -> bool:
    """Whether the post was taken: then `act` was done, or a robot is told so; else the form says what is wrong.

    `purpose` is "kind:…", as in the stamp the form carries; an address may do twelve of a kind an hour.
    """
    if request.method != "POST":
        return False
    if request.POST.get("website"):
        return True
    if read_stamp(purpose, request.POST.get("stamp", "")) == "old":
        form.add_error(None, _("This page has been open for a long time. Please send the form once more."))
    if not form.is_valid():
        return False
    key, message = f"{purpose.partition(':')[0]}:{address_of(request)}", _("Too many tries. Please wait an hour.")
    try:
        spend(key, limit=MOST, per=HOUR, now=timezone.now(), message=message)
        act()
    except TooMany as refusal:
        form.add_error(None, refusal.message)
        return False
    return True
