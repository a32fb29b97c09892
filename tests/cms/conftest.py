"""What the tests of full sessions share: one seat, who has it, and who waits for it."""

import pytest
from django.utils import timezone

from cms.actions.apply import apply
from tests.cast import session
from tests.cms.waiting import of


@pytest.fixture
def event(cast):
    """The session of next Thursday, with one seat."""
    return session(cast, "2026-12-03", seats=1)


@pytest.fixture
def send(clock, cast, answers, event):
    """send("name"): that person applies for it."""

    def sent(name, **more):
        facts = answers(**{"email": f"{name}@mail.example", "event_id": event.pk, **more})
        return apply(call_id=cast.call.pk, answers=facts, language="fr", flagged=False, now=timezone.now())

    return sent


@pytest.fixture
def two(send):
    """Who has the seat, and who waits for it."""
    send("first")
    send("second")
    return of("first"), of("second")
