"""A copy of an event keeps the clocks its hours are read from."""

from datetime import UTC, datetime

import pytest

from events.models import Event
from tests.events.test_desk import TEAM, filled
from tests.events.test_feeds import add

HOURS = {"start": "2026-12-03T18:30", "end": "2026-12-03T20:30"}


@pytest.mark.parametrize(
    ("zone", "kept", "instant"),
    [("Europe/London", "Europe/London", (18, 0)), ("Europe/Paris", "Europe/Paris", (17, 0))],
)
def test_a_copy_is_read_from_the_same_clocks(clock, cast, now, signed_in, zone, kept, instant):
    source, desk = add(cast, now, title="Café en ligne", zone=zone, **HOURS), signed_in("coordinator")
    address = f"{TEAM}nouveau/?copie={source.pk}"

    page = desk.get(address).content.decode()
    desk.post(f"{TEAM}nouveau/", filled(desk, address, title="Copie", publish="1"))

    copied = Event.objects.get(title="Copie")
    assert (copied.zone, copied.starts_at) == (kept, datetime(2026, 12, 10, *instant, tzinfo=UTC))
    assert ("Londres" in page) == (zone == "Europe/London")


def test_a_clock_that_does_not_exist_is_refused_in_words(clock, cast, signed_in):
    desk = signed_in("coordinator")

    answer = desk.post(f"{TEAM}nouveau/", filled(desk, zone="Europe/Atlantis"))

    assert answer.status_code == 422
    assert not Event.objects.filter(title="Atelier CV").exists()
