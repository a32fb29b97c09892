"""Django's door for pages that are all synchronous: one way into a thread and back, from the first middleware to the view."""

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Pages(ASGIHandler):
    """Loads the middleware as under WSGI.

    Django's own goes to the event loop and back wherever a middleware that knows only one way meets one that knows both,
    and once more around the view: six times here, for nothing.
    """

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002  # Django's signature
        """All of it on the synchronous side, whatever Django asks for."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, made in the request's thread."""
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)
