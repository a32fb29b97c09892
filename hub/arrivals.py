"""Somebody on their way in: the guest whom a browser may become once their address is proven, and who waits for them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from hub.models import Person
from hub.parts import parts

KEY = "announced"


@dataclass(frozen=True)
class Arrival:
    """Who comes in, if they may by now (`is_active`), and the page that they are led to either way."""

    person: Person
    url: str


def announce(request: HttpRequest, person: Person | None, *, back: str, certain: bool) -> None:
    """The code that this browser asks for next may go to somebody who cannot sign in yet.

    `back` is where the address was asked for, `certain` whether a code leaves whatever the address.
    """
    request.session[KEY] = {"person": person.pk if person else None, "back": back, "certain": certain}


def announced(request: HttpRequest) -> dict[str, Any]:
    """What was announced last; empty where nobody was."""
    return request.session.get(KEY, {})


def expected(request: HttpRequest, email: str) -> Person | None:
    """The guest who was announced, if this is their address."""
    guests = Person.objects.filter(pk=announced(request).get("person"), is_active=False)
    return guests.filter(email__iexact=email).first()


def forget(request: HttpRequest) -> None:
    """Nobody is announced any more."""
    request.session.pop(KEY, None)


def arrive(request: HttpRequest, person: Person) -> Arrival | None:
    """Their address is proven: the first app that waits for them makes them a member of what it is for."""
    forget(request)
    return next((found for part in parts("arrivals") if (found := part(request, person))), None)
