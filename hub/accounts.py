"""Adapts django-allauth: nobody signs up, codes leave through the outbox."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from hub.actions.notify import notify
from hub.arrivals import expected
from hub.db import write
from hub.models import Person

CODE_LIFE = timedelta(minutes=15)


def display_name(person: Person) -> str:
    """How allauth names a person."""
    return person.peer_name


class Adapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People become members through a call, never by signing up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queues the code, for a member or the guest this browser announced; an unknown address gets nothing.

        The page says the same either way.
        """
        if template_prefix != "account/email/login_code":
            return
        with write():
            member = Person.objects.active().filter(email__iexact=email).first()
            person = member or expected(context["request"], email)
            if person is not None:
                notify(person=person, kind="signin.code", now=timezone.now(), facts={"code": context["code"]})

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say it themselves; a stored message would outlive its page."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The person's own space."""
        return reverse("hub:space")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The site's first page."""
        return reverse("home")
