"""The outermost door: what a stranger's headers must not decide."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Scope = dict[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]


def guard(application: Application) -> Application:
    """Ignores a root path that a client sends, and X-Forwarded-* from anybody but a proxy of ours (ASGI)."""

    async def guarded(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] in {"http", "websocket"}:
            client = scope.get("client")
            trusted = client is None or client[0] in settings.TRUSTED_PROXIES
            headers = [pair for pair in scope["headers"] if trusted or not pair[0].startswith(b"x-forwarded-")]
            scope = {**scope, "root_path": "", "headers": headers}
        await application(scope, receive, send)

    return guarded
