"""What several files of tests share: a session with one seat, who has it and who waits for it; who is to be interviewed."""

import pytest
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.steps import advance, lock_application
from cms.models import Application
from hub.db import write
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


@pytest.fixture
def invited(clock, cast, now, answers):
    """Two people who came to a session and are to be interviewed."""
    found = []
    for name in ("elodie", "bruno"):
        apply(
            call_id=cast.call.pk, answers=answers(email=f"{name}@mail.example"), language="fr", flagged=False, now=now
        )
        found.append(Application.objects.get(email_key=f"{name}@mail.example"))
        for state in ("present", "interview_proposed"):
            with write():
                advance(lock_application(found[-1].pk), state, actor=cast.coordinator, why="test", now=now)
    return found
