"""A withdrawal pressed by the mailed link is taken back for ten minutes: the seat while it is free, else its list."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.pipeline import withdraw_for
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.actions.undo import undo_withdrawal
from cms.links import status_path
from cms.models import Application
from events.actions.lives import cancel_event
from events.models import Event, Registration
from hub.actions.deliver import deliver_due
from hub.db import write
from hub.models import Notice, Person
from tests.cast import session


@pytest.fixture
def event(cast):
    return session(cast, "2026-12-03", seats=1)


@pytest.fixture
def send(clock, cast, answers, event):
    def sent(name="elodie", **more):
        facts = answers(**{"email": f"{name}@mail.example", "event_id": event.pk, **more})
        apply(call_id=cast.call.pk, answers=facts, language="fr", flagged=False, now=timezone.now())
        return Application.objects.select_related("registration").get(email_key=f"{name}@mail.example", state__in=LIVE)

    return sent


LIVE = ("received", "session_chosen", "waiting_list")


@pytest.fixture
def gone(send, clock):
    """Who had the seat and stepped back by their link, and has read their mails."""
    application = send()
    read_mails()
    clock.shift(timedelta(minutes=1))
    Client().post(status_path(application, "withdraw"), {"act": "withdraw"})
    return application


def read_mails():
    mail.outbox.clear()
    deliver_due(now=timezone.now())
    return [one.subject for one in mail.outbox]


def undo(application):
    return Client().post(status_path(application, "withdraw"), {"act": "undo"})


def words(answer):
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text(" ").replace("\xa0", " ").split())


def now_in(application):
    application.refresh_from_db()
    return application.state, Registration.objects.get(pk=application.registration_id).state


def test_a_free_seat_comes_back_and_no_mail_ever_says_it_went(gone, clock):
    answer = undo(gone)
    clock.shift(timedelta(hours=1))

    assert (answer.status_code, answer.url) == (302, status_path(gone))
    assert now_in(gone) == ("session_chosen", "confirmed")
    assert read_mails() == []
    assert [move.why for move in gone.transitions.order_by("pk")][-2:] == ["by link", "undone"]


def test_the_mail_about_the_seat_leaves_once_nothing_can_be_taken_back(gone, clock):
    before = read_mails()
    clock.shift(timedelta(minutes=10))

    assert before == []
    assert read_mails() == ["Place rendue : Découvrir le mentorat"]
    assert "METHOD:CANCEL" in mail.outbox[0].attachments[0].content.decode()


def test_a_seat_that_went_to_another_is_a_place_on_its_list_said_plainly(gone, send, clock):
    send("other")

    answer = undo(gone)
    text = words(answer)

    assert answer.status_code == 200
    assert "Votre place a été donnée entre-temps" in text
    assert "numéro 1 sur la liste d’attente de la séance d’information" in text
    assert now_in(gone) == ("received", "waiting")
    # The seat leaves their calendar, and the place is told.
    clock.shift(timedelta(minutes=10))
    sent = read_mails()
    assert {"Place rendue : Découvrir le mentorat", "Sur la liste d’attente : Découvrir le mentorat"} < set(sent)


def test_a_seat_that_was_offered_to_who_waits_stays_theirs(send, clock):
    first, second = send(), send("second")
    withdraw_application(actor=None, application_id=first.pk, why="by link", now=timezone.now())

    undo(first)

    assert now_in(first) == ("received", "waiting")
    assert now_in(second) == ("received", "offered")


def test_who_waited_for_a_seat_waits_again_at_the_end(send):
    send()
    second, third = send("second"), send("third")
    withdraw_application(actor=None, application_id=second.pk, why="by link", now=timezone.now())

    undo(second)

    assert (now_in(second), now_in(third)) == (("received", "waiting"), ("received", "waiting"))
    queue = Registration.objects.filter(state="waiting").order_by("queue_number")
    assert [one.pk for one in queue] == [third.registration_id, second.registration_id]


def test_a_session_that_is_cancelled_meanwhile_is_said(gone, cast, event, clock):
    cancel_event(actor=cast.coordinator, event_id=event.pk, now=timezone.now())

    text = words(undo(gone))

    assert "Cette séance n’a plus lieu" in text
    assert now_in(gone) == ("received", "withdrawn")
    clock.shift(timedelta(minutes=10))
    assert read_mails() == ["Place rendue : Découvrir le mentorat"]


def test_a_session_that_has_begun_meanwhile_is_said_and_another_date_can_be_chosen(send, event, clock):
    application = send()
    clock.shift(event.starts_at - timezone.now() - timedelta(minutes=2))
    withdraw_application(actor=None, application_id=application.pk, why="by link", now=timezone.now())
    clock.shift(timedelta(minutes=5))

    text = words(undo(application))

    assert "Cette date est passée" in text
    assert now_in(application) == ("received", "withdrawn")


def test_whoever_they_brought_comes_back_with_them(send, event):
    Event.objects.filter(pk=event.pk).update(guests=1, seats_in_person=2)
    application = send()
    Registration.objects.filter(pk=application.registration_id).update(guests=1)
    withdraw_application(actor=None, application_id=application.pk, why="by link", now=timezone.now())

    undo(application)

    assert now_in(application) == ("session_chosen", "confirmed")
    assert Registration.objects.get(pk=application.registration_id).guests == 1


def test_after_ten_minutes_it_stays_and_nothing_is_offered(gone, clock):
    offered = words(Client().get(status_path(gone)))
    clock.shift(timedelta(minutes=10))
    page = Client().get(status_path(gone))
    answer = undo(gone)

    assert "pendant dix minutes" in offered
    assert BeautifulSoup(page.content, "html.parser").select_one("button[value=undo]") is None
    assert answer.status_code == 422 and "appelez-nous" in words(answer).lower()
    assert now_in(gone) == ("withdrawn", "withdrawn")


def test_twice_is_harmless_and_a_get_takes_nothing_back(gone):
    Client().get(status_path(gone, "withdraw"), {"act": "undo"})
    looked = now_in(gone)

    answers = [undo(gone).status_code for _turn in range(2)]

    assert (looked, answers) == (("withdrawn", "withdrawn"), [302, 302])
    assert gone.transitions.filter(why="undone").count() == 1


def test_who_has_applied_again_goes_on_with_that(gone, send):
    again = send()

    answer = undo(gone)

    assert answer.status_code == 422
    assert (now_in(gone)[0], now_in(again)[0]) == ("withdrawn", "session_chosen")


def test_a_place_on_the_call_s_list_is_the_same_as_before(send, cast, clock):
    cast.call.total = 0
    cast.call.save()
    lines = [send(name, event_id=None, mode="", for_waiting_list=True) for name in ("first", "second")]
    withdraw_application(actor=None, application_id=lines[0].pk, why="by link", now=timezone.now())

    undo(lines[0])

    lines[0].refresh_from_db()
    assert (lines[0].state, lines[0].queue_number) == ("waiting_list", 1)


def test_what_the_team_did_the_link_does_not_take_back(send, cast):
    application = send()
    withdraw_for(actor=cast.coordinator, application_id=application.pk, why="told us", now=timezone.now())

    with pytest.raises(ApplicationRefusal) as refused:
        undo_withdrawal(application_id=application.pk, now=timezone.now())

    assert refused.value.code == "undo"


def test_from_the_roster_of_a_promotion_it_is_the_team_that_takes_back(send, cast):
    application = send()
    Application.objects.filter(pk=application.pk).update(state="accepted")
    with write():
        advance(lock_application(application.pk), "training_confirmed", actor=None, why="test", now=timezone.now())
    withdraw_application(actor=None, application_id=application.pk, why="by link", now=timezone.now())

    assert undo(application).status_code == 422


@pytest.mark.parametrize(("language", "said"), [("fr", "Annuler"), ("nl", "Ongedaan maken"), ("en", "Undo")])
def test_the_page_offers_it_in_their_language(gone, language, said):
    Person.objects.filter(pk=gone.person_id).update(language=language)

    page = BeautifulSoup(Client().get(status_path(gone)).content, "html.parser")

    assert page.select_one("#next button[value=undo]").get_text(strip=True) == said
    assert not Notice.objects.filter(state=Notice.State.DROPPED).exists()
