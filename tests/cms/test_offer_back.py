"""Whoever was offered a place of a full call, left it to the next and takes that back: the offer, or their old place."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.pipeline import move_on, withdraw_for
from cms.actions.places import take_place
from cms.actions.steps import advance, lock_application
from cms.actions.undo import undo_move
from cms.links import status_path
from cms.models import Application
from cms.models.places import place_in_line
from hub.actions.deliver import deliver_due
from hub.db import write

MINUTE = timedelta(minutes=1)
WAY = ("session_chosen", "present", "interview_proposed", "interview_done", "accepted")
OVER = "L’offre a pris fin entre-temps"


@pytest.fixture
def send(clock, cast, answers):
    cast.call.total = 1
    cast.call.save()

    def sent(name):
        one = answers(email=f"{name}@mail.example", event_id=None, mode="", for_waiting_list=True)
        apply(call_id=cast.call.pk, answers=one, language="fr", flagged=False, now=timezone.now())
        return Application.objects.get(email_key=one.email_key)

    return sent


@pytest.fixture
def offered(send, cast, now, clock):
    """Who was first on the list as the one place became free, and has read so."""
    holder, application = send("holder"), None
    for state in WAY:
        with write():
            advance(lock_application(holder.pk), state, actor=cast.coordinator, why="test", now=now)
    application = send("first")
    leave(holder)
    mails()
    clock.shift(MINUTE)
    return application


def leave(application):
    withdraw_application(actor=None, application_id=application.pk, why="by link", now=timezone.now())


def mails():
    mail.outbox.clear()
    deliver_due(now=timezone.now())
    return sorted((one.to[0].split("<")[-1].split("@")[0], one.subject) for one in mail.outbox)


def press_undo(application):
    return Client().post(status_path(application, "withdraw"), {"act": "undo"}, follow=True)


def undo_last(cast, application):
    move = application.transitions.order_by("-pk")[0]
    return undo_move(actor=cast.coordinator, transition_id=move.pk, now=timezone.now())


def words(answer):
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text(" ").replace("\xa0", " ").split())


def stand(application):
    application.refresh_from_db()
    return application.state, application.offered_until


def test_an_offer_that_nobody_else_had_is_theirs_again_until_the_same_hour(offered, clock):
    before = stand(offered)
    leave(offered)
    page = words(Client().get(status_path(offered)))
    clock.shift(MINUTE)

    answer = words(press_undo(offered))

    assert stand(offered) == before and before[1] is not None
    assert "Votre place dans la promotion revient si personne d’autre ne l’a" in page
    assert "Une place s’est libérée et c’est votre tour" in answer and OVER not in answer
    take_place(actor=None, application_id=offered.pk, now=timezone.now())
    assert stand(offered) == ("received", None) and offered.place_kept


def test_an_offer_that_went_to_the_next_is_theirs_and_the_old_place_is_said(offered, send, clock):
    second = send("second")
    leave(offered)
    clock.shift(MINUTE)

    answer = words(press_undo(offered))

    assert OVER in answer and "Vous êtes au rang 1 de la liste" in answer
    assert stand(offered) == ("waiting_list", None)
    assert (stand(second)[0], stand(second)[1] is not None) == ("waiting_list", True)


def test_an_offer_made_anew_is_told_anew(offered, send, clock):
    second = send("second")
    leave(offered)
    clock.shift(MINUTE)
    press_undo(offered)
    clock.shift(MINUTE)
    mails()

    leave(second)

    assert stand(offered)[1] is not None
    assert ("first", "Une place s’est libérée pour vous") in mails()


def test_an_offer_whose_hour_has_passed_meanwhile_does_not_come_back(offered, clock):
    clock.move_to(stand(offered)[1] - MINUTE)
    leave(offered)
    clock.shift(2 * MINUTE)

    answer = words(press_undo(offered))

    assert OVER in answer
    assert (*stand(offered), place_in_line(offered)) == ("waiting_list", None, 1)


@pytest.mark.parametrize("way", ["withdrawn", "interview_proposed"])
def test_the_team_takes_back_what_ended_the_offer(offered, cast, send, clock, way):
    before = stand(offered)
    facts = {"actor": cast.coordinator, "application_id": offered.pk, "now": timezone.now()}
    withdraw_for(why="told us", **facts) if way == "withdrawn" else move_on(to=way, **facts)
    clock.shift(MINUTE)

    undone = undo_last(cast, offered)

    assert (stand(offered), undone.left) == (before, [])


def test_the_team_reads_that_it_has_gone_on(offered, cast, send, clock):
    send("second")
    withdraw_for(actor=cast.coordinator, application_id=offered.pk, why="told us", now=timezone.now())

    undone = undo_last(cast, offered)

    assert [line.replace("\xa0", " ") for line in undone.left] == [
        "L’offre a pris fin entre-temps : cette personne est sur la liste d’attente, là où elle était."
    ]


def test_while_it_is_offered_the_team_reads_that_it_is_theirs_to_answer(offered, cast, signed_in):
    page = words(signed_in("coordinator").get(f"/fr/equipe/candidatures/{cast.call.pk}/?etape=attente"))

    assert "Prend la place proposée, ou la laisse à la personne suivante" in page
    assert "Donner des nouvelles" not in page


def test_news_given_to_who_waits_are_noted_from_the_list(offered, send, cast, signed_in, clock):
    second, browser = send("second"), signed_in("coordinator")
    clock.shift(timedelta(days=15))
    path = f"/fr/equipe/candidatures/{cast.call.pk}/?etape=attente"
    where = f"/fr/equipe/candidature/{second.pk}/geste/"

    button = BeautifulSoup(browser.get(path).content.decode(), "html.parser").select_one(f"[formaction='{where}']")
    browser.post(where, {"act": button["value"], "tab": "attente"})

    second.refresh_from_db()
    assert (button["value"], second.call_on is not None) == ("reached", True)
