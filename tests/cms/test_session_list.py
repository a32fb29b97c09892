"""A session that is full: whoever comes too late is on its waiting list, with the application kept, until a seat comes."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.change import choose_session, withdraw_application
from cms.actions.pipeline import choose_for
from cms.due import COMES, DATE, TAKES, TASKS, WAITS, due_of
from cms.links import status_path
from cms.models import Application
from cms.models.places import place_at_session
from events.actions.desk import Caller, register_caller
from events.actions.lives import cancel_event
from events.actions.queue import settle_due
from events.actions.seats import SeatRefusal, accept_offer
from events.actions.switch import change_way
from events.models import Registration
from events.notices import seat_link
from hub.actions.deliver import deliver_due
from hub.models import Notice
from tests.cast import session
from tests.cms.waiting import give_back, of, read

State = Registration.State


def mails():
    """(to whom, kind) of the mails that wait."""
    waiting = Notice.objects.filter(state=Notice.State.WAITING).order_by("pk")
    return [(one.person.email.partition("@")[0], one.kind) for one in waiting.select_related("person")]


def test_whoever_comes_too_late_is_on_the_list_and_their_application_is_kept(send, event):
    outcomes = [send(name) for name in ("first", "second", "third")]

    assert [(one.event_id, one.place) for one in outcomes] == [(event.pk, 0), (event.pk, 1), (event.pk, 2)]
    assert [of(name).state for name in ("first", "second", "third")] == ["session_chosen", "received", "received"]
    assert [of(name).registration.state for name in ("first", "second", "third")] == ["confirmed", "waiting", "waiting"]
    assert (of("second").person.first_name, of("second").over_fifty) == ("Élodie", True)
    assert mails() == [("first", "event.registered"), ("second", "event.waiting"), ("third", "event.waiting")]


def test_the_same_form_again_is_answered_as_it_was_and_changes_nothing(send, two):
    told = send("first").place, send("second").place

    assert told == (0, 1)
    assert Application.objects.count() == Registration.objects.count() == 2
    assert mails() == [("first", "event.registered"), ("second", "event.waiting")]


def test_later_the_page_answers_whoever_is_known_as_anybody_new(send, two, clock):
    clock.shift(timedelta(hours=2))

    told = [send(name).place for name in ("first", "second")]

    assert told == [send("third").place] * 2 == [2, 2]
    # Both get the mail of which the page speaks: who waits hears where, who has a seat that they have it.
    assert [kind for who, kind in mails() if who == "second"] == ["event.waiting", "application.change_asked"]
    assert [kind for who, kind in mails() if who == "first"] == ["event.registered", "event.registered"]


def test_a_seat_given_back_is_offered_to_the_first_and_taken_makes_the_session_theirs(send, two, now):
    send("third")
    first, second = two

    give_back(first)
    offered = of("second").registration
    accept_offer(actor=None, registration_id=offered.pk, now=timezone.now())

    assert offered.state == "offered" and offered.offered_until > now + timedelta(days=1)
    assert [of(name).state for name in ("first", "second", "third")] == ["received", "session_chosen", "received"]
    assert of("second").registration.state == "confirmed"
    assert place_at_session(of("third"), timezone.now()) == 1
    last = second.transitions.order_by("-pk")[0]
    assert (last.before, last.after, last.why) == ("received", "session_chosen", "seat taken")
    assert [kind for who, kind in mails() if who == "second"][-2:] == ["event.offered", "event.registered"]


def test_a_seat_taken_twice_moves_the_application_once(two):
    give_back(two[0])

    for _turn in range(2):
        accept_offer(actor=None, registration_id=two[1].registration_id, now=timezone.now())

    assert two[1].transitions.count() == 2


def test_an_offer_that_lapses_leaves_the_application_to_the_team_from_then_on(two, clock):
    give_back(two[0])
    clock.move_to(of("second").registration.offered_until + timedelta(minutes=1))
    settle_due(now=timezone.now())

    due = due_of(of("second"), timezone.now())
    assert (of("second").state, of("second").registration.state) == ("received", "withdrawn")
    assert (due.whom, due.task) == ("team", TASKS["received"])
    assert not due.is_late(timezone.localdate())
    mail.outbox.clear()
    deliver_due(now=timezone.now())
    (told,) = [one for one in mail.outbox if one.to[0].endswith("second@mail.example>") or "second@" in one.to[0]][-1:]
    assert status_path(two[1]) in told.body and status_path(two[1], "session") in told.body
    assert "depuis la page de l’événement" not in told.body


def test_leaving_the_list_keeps_the_application_and_the_team_calls(two):
    Client().post("/" + seat_link(two[1].registration).split("/", 3)[3], {"act": "withdraw"})

    assert (of("second").state, of("second").registration.state) == ("received", "withdrawn")
    assert due_of(of("second"), timezone.now()).whom == "team"
    assert "C’est à nous" in read(two[1])


def test_withdrawing_the_application_frees_the_place_for_the_next(send, two):
    send("third")

    withdraw_application(actor=None, application_id=two[1].pk, why="by link", now=timezone.now())

    assert of("second").registration.state == "withdrawn"
    assert place_at_session(of("third"), timezone.now()) == 1


def test_withdrawing_whoever_has_the_seat_offers_it_to_the_one_who_waits(two):
    withdraw_application(actor=None, application_id=two[0].pk, why="by link", now=timezone.now())

    assert of("second").registration.state == "offered"


def test_another_date_leaves_the_list_and_a_full_one_is_another_list(cast, send, two, event):
    full = session(cast, "2026-12-08", seats=1)
    send("other", event_id=full.pk)
    facts = {"actor": None, "application_id": two[1].pk, "mode": "in_person", "now": timezone.now()}

    choose_session(event_id=full.pk, **facts)
    moved = of("second")
    choose_session(event_id=cast.sessions[0].pk, **facts)

    assert (moved.state, moved.registration.event, moved.registration.state) == ("received", full, "waiting")
    assert (of("second").state, of("second").registration.event) == ("session_chosen", cast.sessions[0])
    states = dict(Registration.objects.filter(person=two[1].person).values_list("event", "state"))
    assert states == {event.pk: "withdrawn", full.pk: "withdrawn", cast.sessions[0].pk: "confirmed"}


def test_the_other_way_of_the_same_session_is_taken_at_once(cast, send):
    both = session(cast, "2026-12-09", seats=1, online=3)
    send("first", event_id=both.pk)
    send("second", event_id=both.pk)
    facts = {"registration_id": of("second").registration_id, "mode": "online", "now": timezone.now()}

    change_way(actor=None, **facts)

    assert (of("second").state, of("second").registration.mode) == ("session_chosen", "online")


def test_the_team_is_still_told_that_a_session_is_full(cast, send, two, event):
    send("third", event_id=None, mode="")
    facts = {"actor": cast.coordinator, "application_id": of("third").pk, "now": timezone.now()}

    with pytest.raises(SeatRefusal) as refused:
        choose_for(event_id=event.pk, mode="in_person", **facts)

    assert refused.value.code == "full"
    assert of("third").registration is None


def test_the_team_registers_who_phones_and_the_application_follows(cast, two, event, clock):
    give_back(two[0])
    facts = {"actor": cast.coordinator, "event_id": event.pk, "mode": "in_person", "now": timezone.now()}

    register_caller(caller=Caller("Élodie", "O’Connor", "", "second@mail.example"), **facts)

    assert of("second").state == "session_chosen"


def test_who_walks_in_without_a_seat_has_come(cast, two, event, clock):
    clock.move_to(event.starts_at + timedelta(minutes=5))
    facts = {"actor": cast.coordinator, "event_id": event.pk, "mode": "in_person", "now": timezone.now()}

    register_caller(caller=Caller("Élodie", "O’Connor", "", "second@mail.example"), **facts)

    assert of("second").state == "present"


def test_whose_turn_it_is_while_one_waits_at_each_hour(two, event, clock):
    before = due_of(of("second"), timezone.now())
    give_back(two[0])
    offered = due_of(of("second"), timezone.now())
    accept_offer(actor=None, registration_id=two[1].registration_id, now=timezone.now())
    seated = due_of(of("second"), timezone.now())

    assert (before.whom, before.task, before.by) == ("team", WAITS, date(2026, 12, 3))
    assert (offered.whom, offered.task) == ("you", TAKES)
    assert offered.by == timezone.localdate(of("second").registration.modified_at) or offered.by <= date(2026, 12, 1)
    assert (seated.whom, seated.task, seated.by) == (DATE, COMES, date(2026, 12, 3))


def test_who_waited_in_vain_is_called_within_two_working_days_and_reads_so(two, event, clock):
    clock.move_to(event.starts_at + timedelta(minutes=1))

    due, told = due_of(of("second"), timezone.now()), read(two[1])

    assert (due.whom, due.task, due.by) == ("team", TASKS["received"], date(2026, 12, 7))
    assert "Aucune place ne s’est libérée" in told and "lundi 7 décembre" in told
    assert "Vous pouvez aussi choisir une date" in told


def test_a_session_that_is_cancelled_leaves_who_waited_to_the_team(cast, two, event):
    cancel_event(actor=cast.coordinator, event_id=event.pk, now=timezone.now())

    due = due_of(of("second"), timezone.now())

    assert (of("second").state, due.whom, due.task) == ("received", "team", TASKS["received"])
    assert "liste d’attente de la séance" not in read(two[1])
