"""Two référents who stand in for one another, noted by two people at the same instant: on Postgres both are."""

from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from community.actions.home import note_absence
from community.actions.promotions import add_to_roster
from community.models import Absence
from tests.cast import person

pytestmark = pytest.mark.race
TIMES = 12


def test_each_stands_in_for_the_other_and_both_absences_are_noted(open_house, together):
    _base, cast = open_house
    now, second = timezone.now(), person("second")
    add_to_roster(actor=cast.admin, promotion_id=cast.promotion.pk, person=second, role="referent", now=now)
    pair, today = [cast.referent.pk, second.pk], timezone.localdate(now)

    def note(number):
        close_old_connections()
        try:
            for days in range(TIMES):
                begins = today + timedelta(days=10 * days)
                facts = {"person_id": pair[number % 2], "stand_in_id": pair[1 - number % 2]}
                ends = begins + timedelta(days=5)
                note_absence(actor=cast.admin, starts_on=begins, back_on=ends, now=timezone.now(), **facts)
            return "noted"
        finally:
            connection.close()

    assert together(note, 4) == ["noted"] * 4
    assert Absence.objects.filter(person__in=pair).count() == 2 * TIMES
