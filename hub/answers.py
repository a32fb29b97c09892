"""Answers to writes: JSON for a script, a page for a form; both say the same (docs/live.md)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseRedirectBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hub.again import tried_first
from hub.errors import Refusal
from hub.limits import TooMany

View = Callable[..., HttpResponse]
STATUS = {"not_found": 404, "not_yours": 403, "forbidden": 403, "cid_reused": 409, "too_many": 429, "storage": 503}
UNPROCESSABLE = 422


class Malformed(Refusal):
    """The body of a request is not what it says it is."""


class SeeOther(HttpResponseRedirect):
    """What was written stands at another address, which is read, not written to (docs/live.md)."""

    status_code = 303


def by_script(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return request.content_type == "application/json" or "application/json" in request.headers.get("Accept", "")


def sends_form(request: HttpRequest) -> bool:
    """Whether that script sends the form of the page it stands in (hub/js/drafts.js): what a page can show again."""
    return "X-Form" in request.headers and request.content_type != "application/json"


def wants_json(request: HttpRequest) -> bool:
    """Whether a script wants to hear what it would be told in JSON."""
    return by_script(request) and not sends_form(request)


def refused(code: str, message: str, status: int) -> JsonResponse:
    """A refusal for a script."""
    return JsonResponse({"refused": code, "message": message}, status=status)


def status_of(refusal: Refusal) -> int:
    """The status that says this refusal; 422 where none says it better."""
    return STATUS.get(refusal.code, UNPROCESSABLE)


def refuse(refusal: Refusal) -> JsonResponse:
    """A refusal for a script, with the time to wait where there is one."""
    response = refused(refusal.code, refusal.message, status_of(refusal))
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


@dataclass(frozen=True)
class Tried:
    """What came of an action: what it answered, or the refusal in words, and the status that says it."""

    done: Any = None
    refusal: str = ""
    status: int = 200
    # That of the refusal.
    code: str = ""
    # The refusal itself, for a script.
    cause: Refusal | None = None

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.status == HTTPStatus.OK

    @property
    def field(self) -> str:
        """The field that the refusal is about; empty where it is about none."""
        return self.cause.field if self.cause else ""


UNTRIED = Tried()
INVALID = Tried(status=UNPROCESSABLE)


def attempt(act: Callable[..., Any], /, **facts: Any) -> Tried:
    """Calls an action; a refusal becomes what a page shows."""
    try:
        return Tried(act(**facts))
    except Refusal as refusal:
        return Tried(None, refusal.message, status_of(refusal), refusal.code, refusal)


def signed_in(view: View) -> View:
    """Signed out: a script gets 401 and never a redirect, a person the sign-in page and then this one."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if by_script(request):
            return refused("signed_out", _("Please sign in again."), 401)
        return redirect_to_login(way_back(request))

    return wrapped


def keeps_draft(view: View) -> View:
    """Where a form would be led on, its script hears where to, and only then forgets what was typed."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sends_form(request):
            return view(request, *args, **kwargs)
        with tried_first():
            response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirectBase):
            return JsonResponse({"to": response.url})
        return response

    return wrapped


def way_back(request: HttpRequest) -> str:
    """Where one goes on once signed in: the page asked for, or that of the form that was sent, where it is ours."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl()


def read_input(request: HttpRequest) -> dict[str, str]:
    """The fields of a form or of a JSON object, as texts; raises Malformed."""
    if request.content_type != "application/json":
        return {name: str(value) for name, value in request.POST.items()}
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Malformed("malformed", _("This request is damaged."))
    return {str(name): "" if value is None else str(value) for name, value in data.items()}


def read_number(data: dict[str, str], name: str) -> int | None:
    """A whole number among the fields, None when empty; raises Malformed."""
    text = data.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):  # noqa: PLR2004  # below 2^63
        raise Malformed("malformed", _("This request is damaged."))
    return int(text)


def is_sure(data: dict[str, str]) -> bool:
    """Whether somebody who was warned says that they want it all the same: `sure`."""
    return data.get("sure", "").lower() in {"1", "true"}
