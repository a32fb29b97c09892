"""Pages that are the same for every visitor: any cache may keep them for a moment, and ask again by their tag."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, get_conditional_response

View = Callable[..., HttpResponse]
# Together less than five seconds (RFC 5861): by then a publication, a seat or a state shows to everybody. A browser
# asks each time: what it kept of a visitor must not be shown to a member.
FRESH, STALE = 1, 3
KEPT = f"public, max-age=0, s-maxage={FRESH}, stale-while-revalidate={STALE}"


def is_visitor(request: HttpRequest) -> bool:
    """Whether whoever asks has no session, and so is nobody in particular."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def same_for_visitors(view: View) -> View:
    """Lets caches keep what visitors are shown; what is shown to somebody with a session, none may."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "Cache-Control" in response.headers or request.method not in {"GET", "HEAD"}:
            return response
        if not is_visitor(request):
            add_never_cache_headers(response)
            return response
        if response.status_code != HTTPStatus.OK or response.streaming or response.cookies:
            return response
        return shared(request, response)

    return wrapped


def shared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its tag, or 304 where whoever asks has it already (RFC 9110, section 13)."""
    response.headers["Cache-Control"] = KEPT
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    # Looked at, and empty: the answer depends on no cookie, so no cache needs to tell visitors apart by theirs.
    request.session.accessed = False
    found = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return found if isinstance(found, HttpResponse) else response
