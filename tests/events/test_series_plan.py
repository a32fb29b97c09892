"""A series that cannot be made as it was asked for: said on its form, with the day it is about."""

from tests.events.test_series import SERIES, typed


def test_what_cannot_be_made_is_said_before_the_dates_are_shown_with_the_day_it_is_about(clock, signed_in, cast):
    desk = signed_in("coordinator")
    gap = {"begins": "2027-03-14T02:30", "ends": "2027-03-14T03:30", "rhythm": "week", "until": "2027-04-04"}

    answer = desk.post(SERIES, typed(desk, **gap))
    late = desk.post(SERIES, typed(desk, deadline="2026-12-04T12:00"))

    assert (answer.status_code, late.status_code) == (422, 422)
    assert "dimanche 28 mars 2027 : L’événement doit finir" in answer.content.decode().replace("\xa0", " ")
    assert "La fin des inscriptions tombe après" in late.content.decode()
