"""What a change of several dates does to whom is said before it is done, for many dates as cheaply as for two."""

import uuid
from datetime import date

from events.actions.seats import register
from events.change_forms import ChangeForm
from tests.events.series import plan_apero
from tests.events.test_series import TEAM


def test_a_change_of_many_dates_is_foreseen_in_as_many_queries_as_of_two(
    clock, signed_in, cast, now, django_assert_max_num_queries
):
    desk = signed_in("coordinator")
    few = plan_apero(cast, now, until=date(2027, 1, 31))
    many = plan_apero(cast, now, rhythm="week", until=date(2027, 12, 1), uid=uuid.uuid4())
    for event in (few[0], few[1], many[0], many[9]):
        for who in (cast.stranger, cast.mentor):
            register(actor=who, event_id=event.pk, mode="in_person", now=now)
    terms = {"audience": "promotion", "promotion": str(cast.promotion.pk), "mode": "online", "seats_online": "9"}

    def foreseen(event):
        with django_assert_max_num_queries(40) as counted:
            answer = desk.post(f"{TEAM}{event.pk}/serie/", {**ChangeForm.values_of(event), "scope": "all", **terms})
        return len(counted), answer.content.decode()

    (count_of_few, page), (count_of_many, whole) = foreseen(few[0]), foreseen(many[0])

    assert count_of_many == count_of_few
    for shown in (page, whole):
        assert "1 personne inscrite" in shown and shown.count("Stranger Durand") == 1
        assert "Mentor Durand" not in shown and "4 personnes participent en ligne" in shown
