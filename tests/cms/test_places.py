"""The waiting list of a call: first come first served, an offer that ends, and never two for one place."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.places import settle_calls_due, take_place
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.actions.undo import undo_move
from cms.links import status_path
from cms.models import Application, Call, Transition
from cms.models.places import place_in_line
from hub.actions.deliver import deliver_due
from hub.anonymous import stamp
from hub.db import write
from hub.models import Person
from tests.cast import NOW, assemble

WAY = ("session_chosen", "present", "interview_proposed", "interview_done")


@pytest.fixture
def call(clock, cast):
    cast.call.total = 1
    cast.call.save()
    return cast.call


@pytest.fixture
def send(call, now, answers):
    """One application; the name is its address."""

    def sent(name, *, waits=True, now=now):
        one = answers(email=f"{name}@mail.example", event_id=None, mode="", for_waiting_list=waits)
        apply(call_id=call.pk, answers=one, language="fr", flagged=False, now=now)
        return Application.objects.get(email_key=one.email_key)

    return sent


@pytest.fixture
def go(cast, now):
    """Takes an application along some states."""

    def went(application, *states: str, at=now):
        for state in states:
            with write():
                advance(lock_application(application.pk), state, actor=cast.coordinator, why="test", now=at)

    return went


@pytest.fixture
def full(send, go):
    """The one place is taken; two wait, in this order."""
    first = send("first", waits=False)
    go(first, *WAY, "accepted")
    return first, send("second"), send("third")


def states(*applications: Application):
    rows = dict(Application.objects.values_list("pk", "state"))
    return [rows[one.pk] for one in applications]


def state(call):
    return Call.objects.with_facts().get(pk=call.pk).state(timezone.now())


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def apply_on_page(call, email):
    """The page that the public form leads to."""
    sent = {"first_name": "Odile", "last_name": "Martin", "email": email, "over_fifty": "on", "phone": ""}
    sent["stamp"] = stamp(f"apply:{call.pk}")
    return Client().post(reverse("cms:apply", args=[call.pk]), sent, follow=True).content.decode()


def offered(application):
    return Application.objects.get(pk=application.pk).offered_until


def test_a_place_given_back_is_offered_at_once_to_the_first_alone_with_its_hour(call, full, now):
    first, second, third = full
    assert [place_in_line(one) for one in (second, third)] == [1, 2]
    mails()

    withdraw_application(actor=None, application_id=first.pk, why="test", now=now)

    assert (offered(second), offered(third)) == (now + timedelta(hours=72), None)
    assert state(call) == "full"
    assert settle_calls_due(now=now + timedelta(hours=1)) == 0
    (told,) = mails()
    assert (told.to[0].split("<")[1], told.subject) == ("second@mail.example>", "Une place s’est libérée pour vous")
    for text in (told.body, told.alternatives[0].content):
        assert "vendredi 27 novembre 2026 à 10 h" in text.replace("\xa0", " ")
        assert status_path(second, "place") in text
        assert "03\xa053\xa001\xa000\xa001" in text


def test_whoever_comes_onto_the_list_reads_their_place_and_the_rule_on_every_page_and_in_the_mail(call, full, send):
    _first, second, third = full
    mails()

    thanked = apply_on_page(call, "fourth@mail.example")
    (told,) = mails()
    stands = Client().get(status_path(third)).content.decode()

    assert "au rang 3 de la liste d’attente pour Lille" in thanked
    assert "au rang 2 de la liste" in stands
    assert "au rang 3 de la liste d’attente pour Lille" in told.body
    for text in (thanked, stands, told.body, told.alternatives[0].content):
        assert "gardons la place pour vous pendant 72 heures au plus" in text.replace("\xa0", " ")
    assert [place_in_line(one) for one in (second, third)] == [1, 2]


def test_the_page_tells_nobody_whether_an_address_waits_already_and_a_mail_tells_the_address(call, full, clock):
    known = Application.objects.get(email_key="second@mail.example")
    at_once = apply_on_page(call, "second@mail.example")
    asked_at_once = len([one for one in mails() if "second@" in one.to[0]])
    clock.shift(timedelta(days=2))

    later = apply_on_page(call, "second@mail.example")
    again = apply_on_page(call, "second@mail.example")
    others = apply_on_page(call, "first@mail.example")
    told = mails()
    new = apply_on_page(call, "new@mail.example")

    assert "au rang 1 de la liste" in at_once and asked_at_once == 1
    assert later == again == others == new
    assert "au rang 3 de la liste" in new
    known_ones = {one.to[0].split("<")[1]: one.body for one in told}
    assert sorted(known_ones) == ["first@mail.example>", "second@mail.example>"] and len(told) == 2
    assert "au rang 1 de la liste" in known_ones["second@mail.example>"]
    # Who has a place already hears so by their own page, and is sent to no date.
    assert status_path(full[0]) in known_ones["first@mail.example>"]
    assert status_path(full[0], "session") not in known_ones["first@mail.example>"]
    assert place_in_line(known) == 1


def test_the_page_shows_and_only_the_button_takes(call, full, now):
    first, second, third = full
    assert "au rang 2 de la liste" in Client().get(status_path(third)).content.decode()
    withdraw_application(actor=None, application_id=first.pk, why="test", now=now)
    path = status_path(second, "place")

    shown = Client().get(path).content.decode()
    waiting = states(second)
    answers = [Client().post(path, {"act": "take"}).status_code for _ in range(2)]
    other = Client().post(status_path(third, "place"), {"act": "take"})

    assert "vendredi 27 novembre 2026 à 10 h" in shown.replace("\xa0", " ")
    assert "Je prends cette place" in shown
    assert (waiting, answers) == (["waiting_list"], [302, 302])
    assert states(second, third) == ["received", "waiting_list"]
    assert other.status_code == 422
    assert "Cette offre est terminée" in other.content.decode()
    assert state(call) == "full"
    assert [one.subject for one in mails()][-1] == "La place est à vous"


def test_an_offer_that_nobody_takes_passes_to_the_next_by_the_tick(call, full, now, clock):
    first, second, third = full
    withdraw_application(actor=None, application_id=first.pk, why="test", now=now)
    mails()
    clock.shift(timedelta(hours=72))

    late = Client().post(status_path(second, "place"), {"act": "take"})
    assert settle_calls_due(now=timezone.now()) == 1
    assert settle_calls_due(now=timezone.now()) == 0

    assert late.status_code == 422
    assert states(second, third) == ["withdrawn", "waiting_list"]
    assert offered(third) is not None
    assert sorted(one.to[0].split("<")[1] for one in mails()) == ["second@mail.example>", "third@mail.example>"]
    gone, left = (BeautifulSoup(Client().get(status_path(one)).content, "html.parser") for one in (second, first))
    assert "n’avons pas eu de réponse à temps" in gone.select_one("#next").text
    assert "Vous avez retiré" not in gone.text and "Vous avez retiré" in left.select_one("#next").text
    again = Client().get(gone.select_one("#next a")["href"])
    assert (again.status_code, again["Location"]) == (302, "/fr/devenir-mentor/lille/")


def test_nothing_is_offered_once_the_training_has_begun_or_the_call_is_cancelled(call, full, cast, now):
    first, second, _third = full
    begins = Call.objects.with_facts().get(pk=call.pk).facts.training_begins
    withdraw_application(actor=None, application_id=first.pk, why="test", now=begins)
    assert offered(second) is None
    assert settle_calls_due(now=begins + timedelta(hours=1)) == 0
    Call.objects.filter(pk=call.pk).update(cancelled_at=now)
    assert settle_calls_due(now=now) == 0

    Call.objects.filter(pk=call.pk).update(cancelled_at=None)
    assert settle_calls_due(now=begins - timedelta(hours=2)) == 1

    assert offered(second) <= begins
    with pytest.raises(ApplicationRefusal):
        take_place(actor=None, application_id=second.pk, now=begins)


def test_a_place_more_is_offered_by_the_tick_and_whoever_had_their_interview_is_accepted(call, full, send, go, now):
    _first, second, third = full
    go(second, "interview_proposed", "interview_done", "waiting_list")
    assert [place_in_line(one) for one in (third, Application.objects.get(pk=second.pk))] == [1, 2]
    Call.objects.update(total=3)

    settle_calls_due(now=now)
    take_place(actor=None, application_id=second.pk, now=now)

    assert states(second, third) == ["accepted", "waiting_list"]
    assert Call.objects.with_facts().get(pk=call.pk).facts.reserved == 1


def test_a_place_kept_is_theirs_until_they_are_accepted_and_free_when_they_step_back(call, full, go, send, now):
    first, second, third = full
    withdraw_application(actor=None, application_id=first.pk, why="test", now=now)
    take_place(actor=None, application_id=second.pk, now=now)

    with pytest.raises(ApplicationRefusal) as refused:
        go(third, "interview_proposed", "interview_done", "accepted")
    go(second, *WAY, "accepted")
    withdraw_application(actor=None, application_id=second.pk, why="test", now=now)

    assert refused.value.code == "full"
    assert states(second, third) == ["withdrawn", "interview_done"]
    assert state(call) != "full"


def test_an_undo_finds_its_old_place_in_the_line(full, cast, go, now):
    _first, second, _third = full
    go(second, "received")
    move = Transition.objects.filter(application=second).latest("pk")

    undo_move(actor=cast.coordinator, transition_id=move.pk, now=now)

    assert place_in_line(Application.objects.get(pk=second.pk)) == 1


def interviewed(cast, number):
    """Somebody of whom the team decides now."""
    facts = {"email": f"{number}@mail.example", "first_name": "Nom", "last_name": "Durand", "is_active": False}
    guest = Person.objects.create(created_at=NOW, **facts)
    facts = {"state": "interview_done", "since": NOW, "email_key": guest.email, "over_fifty": True, "created_at": NOW}
    return Application.objects.create(call=cast.call, person=guest, **facts)


@pytest.mark.race
def test_two_at_once_for_the_last_place_one_has_it_and_the_other_waits(transactional_db, together):
    """Eight are accepted at one instant; as the place is given back, eight take at once what was offered to one."""
    cast = assemble()
    cast.call.total = 1
    cast.call.save()
    applications = [interviewed(cast, number) for number in range(8)]

    def accept(number):
        with write():
            one = lock_application(applications[number].pk)
            try:
                advance(one, "accepted", actor=cast.coordinator, why="race", now=NOW)
            except ApplicationRefusal:
                advance(one, "waiting_list", actor=cast.coordinator, why="race", now=NOW)
        return one.state

    answers = together(accept, 8)
    held = Application.objects.get(state="accepted")
    withdraw_application(actor=None, application_id=held.pk, why="race", now=NOW)

    def claim(number):
        try:
            return take_place(actor=None, application_id=applications[number].pk, now=NOW).state
        except ApplicationRefusal as refusal:
            return refusal.code

    claims = together(claim, 8)

    assert sorted(answers) == ["accepted"] + ["waiting_list"] * 7
    assert claims.count("received") == 1
    assert Application.objects.filter(place_kept=True, offered_until=None).count() == 1
    assert Application.objects.filter(state="waiting_list").count() == 6
    assert sorted(one.queue_number for one in Application.objects.exclude(queue_number=None)) == list(range(1, 8))
