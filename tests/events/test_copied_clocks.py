"""By whose clocks a new event's hours are read: chosen on the form, kept by a copy."""

from datetime import UTC, datetime

import pytest

from events.models import Event
from tests.events.test_desk import TEAM, filled
from tests.events.test_feeds import add
from tests.events.test_series import SERIES, typed

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
    assert ('value="Europe/London" selected' in page, '<details class="fold" open>' in page) == (
        kept != "Europe/Paris",
    ) * 2


def test_a_clock_that_does_not_exist_is_refused_in_words(clock, cast, signed_in):
    desk = signed_in("coordinator")

    answer = desk.post(f"{TEAM}nouveau/", filled(desk, zone="Europe/Atlantis"))

    assert answer.status_code == 422
    assert not Event.objects.filter(title="Atelier CV").exists()


@pytest.mark.parametrize(("zone", "hour"), [("Europe/London", 18), ("", 17)])
def test_a_new_event_is_read_from_the_clocks_that_are_chosen(clock, cast, signed_in, zone, hour):
    desk = signed_in("coordinator")

    desk.post(f"{TEAM}nouveau/", filled(desk, zone=zone, publish="1"))

    assert Event.objects.get(title="Atelier CV").starts_at == datetime(2026, 12, 10, hour, tzinfo=UTC)


def test_a_series_says_by_whose_clocks_before_it_is_made(clock, cast, signed_in):
    desk = signed_in("coordinator")

    preview = desk.post(SERIES, typed(desk, zone="Europe/London")).content.decode()
    plain = desk.post(SERIES, typed(desk)).content.decode()
    desk.post(SERIES, typed(desk, zone="Europe/London", make="publish"))

    assert ("(à l’heure de Londres)" in preview, "à l’heure de" in plain) == (True, False)
    assert set(Event.objects.filter(title="Apéro").values_list("zone", flat=True)) == {"Europe/London"}
