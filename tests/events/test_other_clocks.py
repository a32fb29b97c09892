"""Wherever hours are said that are not read from the clocks of the branch, these clocks are named."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from events.actions.reminders import remind_due
from events.actions.replies import say_answer
from events.actions.seats import SeatRefusal, register, withdraw
from hub.actions.deliver import deliver_due
from hub.links import seal
from tests.events.test_feeds import add

SAID = "(à l’heure de Londres)"


@pytest.mark.parametrize(("zone", "said"), [("Europe/London", True), ("Europe/Paris", False)])
def test_pages_and_mails_name_the_clocks_of_an_event(clock, cast, now, signed_in, zone, said):
    event = add(cast, now, title="Café en ligne", zone=zone)
    row = register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    asked = say_answer(actor=cast.other_mentor, event_id=event.pk, said="maybe", now=now)
    deliver_due(now=now)
    browser = signed_in("mentor")

    pages = {
        path: SAID in browser.get(path).content.decode()
        for path in (
            "/fr/agenda/",
            f"/fr/agenda/{event.pk}/",
            "/fr/espace/",
            *(reverse("events:seat", args=[seal("seat", one.pk)]) for one in (row, asked)),
        )
    }
    (message,) = mail.outbox

    assert set(pages.values()) == {said}
    assert (SAID in message.body, SAID in message.alternatives[0][0]) == (said, said)


@pytest.mark.parametrize(("zone", "said"), [("Europe/London", True), ("Europe/Paris", False)])
def test_so_do_deadlines_and_how_long_a_seat_is_kept(clock, cast, now, signed_in, zone, said):
    facts = {"deadline": "2026-12-02T12:00", "seats_in_person": 1, "zone": zone}
    event = add(cast, now, title="Café en ligne", **facts)
    held = register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", now=now)
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", wait=True, now=now)
    browser, mail.outbox[:] = signed_in("mentor"), []
    named = "2 décembre 2026 à 12 h" + said * f" {SAID}"

    open_ = browser.get(f"/fr/agenda/{event.pk}/").content.decode().replace("\xa0", " ")
    withdraw(actor=cast.other_mentor, registration_id=held.pk, now=now)
    deliver_due(now=now)
    kept = [browser.get(path).content.decode() for path in (f"/fr/agenda/{event.pk}/", "/fr/espace/")]
    offered = next(one for one in mail.outbox if one.subject.startswith("Une place s’est libérée"))

    assert f"Inscriptions jusqu’au mercredi {named}." in open_
    assert [text.count(SAID) for text in kept] == [3 * said, 2 * said]
    assert (offered.body.count(SAID), offered.alternatives[0][0].count(SAID)) == (2 * said, 2 * said)
    clock.move_to(event.closes_at)
    with pytest.raises(SeatRefusal) as refused:
        register(actor=cast.referent, event_id=event.pk, mode="in_person", now=timezone.now())
    assert (SAID in refused.value.message) == said


@pytest.mark.parametrize(("zone", "said"), [("Europe/London", f"à 18 h 30 {SAID}"), ("Europe/Paris", "à 18 h 30")])
def test_the_subject_of_a_reminder_names_them_too(clock, cast, now, zone, said):
    event = add(cast, now, title="Café en ligne", zone=zone)
    register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)
    deliver_due(now=now)
    clock.move_to(event.starts_at - timedelta(hours=2))
    remind_due(now=timezone.now())
    deliver_due(now=timezone.now())

    assert mail.outbox[-1].subject == f"Rappel : Café en ligne, jeudi 3 décembre {said}"
