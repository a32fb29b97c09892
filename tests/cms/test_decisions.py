"""Decisions: within the places, with a reason and a mail; and the way onto a promotion's roster, and back."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from icalendar import Calendar

from cms.actions.apply import apply
from cms.actions.change import withdraw_application
from cms.actions.decide import Decision, decide
from cms.actions.roster import confirm_training
from cms.actions.steps import ApplicationRefusal
from cms.actions.undo import undo_move
from cms.links import status_path
from cms.models import Application, Call
from cms.models.applications import State
from community.models import Journey, Membership, Room, Stage
from events.actions.links import open_link
from events.actions.seats import register
from events.ical import uid
from events.models import Event, Registration
from hub.actions.deliver import deliver_due
from hub.models import Notice, Person
from tests.cast import person
from tests.events.test_feeds import add

MINUTE = timedelta(minutes=1)


@pytest.fixture
def applications(clock, cast, now, answers) -> list[Application]:
    """Two who had their interview; the first has the number of a session, the second waits for one."""
    for email in ("elodie@mail.example", "b@mail.example"):
        apply(call_id=cast.call.pk, answers=answers(email=email), language="fr", flagged=False, now=now)
    Application.objects.update(state=State.INTERVIEW_DONE)
    Notice.objects.all().delete()
    return list(Application.objects.order_by("pk"))


def settle(application, to, *, actor, now, **more):
    return decide(actor=actor, application_id=application.pk, decision=Decision(to, **more), now=now)


def accepted(application, actor, now):
    settle(application, State.ACCEPTED, actor=actor, now=now)
    return confirm_training(actor=actor, application_id=application.pk, now=now)


def training_days(secret: str) -> dict[str, str]:
    """{uid: status} of the days in somebody's own calendar that are of a promotion."""
    answer = Client().get(f"/agenda/moi/{secret}.ics")
    assert answer.status_code == 200
    found = {str(one["UID"]): str(one["STATUS"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    days = {uid(day) for day in Event.objects.of_kind(Event.Kind.TRAINING)}
    return {key: status for key, status in found.items() if key in days}


def mails(now) -> list:
    mail.outbox.clear()
    deliver_due(now=now)
    return mail.outbox


def test_places_are_counted_and_each_decision_has_its_mail(cast, applications, now, clock):
    Call.objects.update(total=1)
    first, second = applications
    settle(first, State.ACCEPTED, actor=cast.coordinator, now=now, words="À très vite !")

    with pytest.raises(ApplicationRefusal) as full:
        settle(second, State.ACCEPTED, actor=cast.coordinator, now=now)
    settle(second, State.WAITING_LIST, actor=cast.coordinator, now=now)

    assert full.value.code == "full"
    assert mails(now + 9 * MINUTE) == []
    clock.shift(600)
    sent = {one.to[0].split("<")[1]: one for one in mails(now + 10 * MINUTE)}
    welcome, list_ = sent["elodie@mail.example>"], sent["b@mail.example>"]
    assert welcome.subject == "Bienvenue : vous avez une place"
    text = welcome.body.replace("\xa0", " ")
    for words in (
        "À très vite",
        "12, 14, 19 et 21 janvier",
        "Referent Durand",
        "03 53 01 00 01",
        "1er décembre",
    ):
        assert words in text, words
    assert "numéro 1 sur la liste" in list_.body


def test_another_way_needs_a_reason_that_no_mail_tells(cast, applications, signed_in, clock, now):
    browser, path = signed_in("referent"), f"/fr/equipe/candidature/{applications[0].pk}/"

    asked = browser.get(path + "decision/")
    without = browser.post(path + "decision/", {"to": "redirected"})
    done = browser.post(path + "decision/", {"to": "redirected", "why": "Pas disponible avant juin"})
    late = browser.post(path + "decision/", {"to": "accepted"})

    assert [one.status_code for one in (asked, without, done, late)] == [200, 422, 302, 422]
    assert "Pas disponible avant juin" in browser.get(path).content.decode()
    clock.shift(600)
    (text,) = [one.body for one in mails(now + 10 * MINUTE) if one.subject == "Au sujet de votre candidature"]
    assert "d’autres façons d’aider" in text and "juin" not in text


def test_a_decision_taken_back_in_time_is_never_told(cast, applications, now):
    settle(applications[0], State.REDIRECTED, actor=cast.coordinator, now=now, why="Erreur")

    undone = undo_move(
        actor=cast.coordinator, transition_id=applications[0].transitions.latest("pk").pk, now=now + 9 * MINUTE
    )

    assert (undone.application.state, undone.left) == ("interview_done", [])
    assert mails(now + 20 * MINUTE) == []


def test_a_confirmed_training_makes_a_mentor_who_reads_the_room(cast, applications, now, clock):
    elodie = accepted(applications[0], cast.referent, now).person

    assert Person.objects.active().get(email="elodie@mail.example") == elodie
    roster = Membership.objects.current(now).get(person=elodie)
    assert (roster.promotion, roster.role) == (cast.promotion, "mentor")
    browser = Client()
    browser.force_login(elodie, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(f"/fr/promotion/{cast.promotion.pk}/").status_code == 200
    assert Room.objects.visible_to(elodie, now).filter(pk=cast.promotion.room_id).exists()
    _link, secret = open_link(actor=elodie, name="Téléphone", now=now)
    assert training_days(secret) == {uid(day): "CONFIRMED" for day in Event.objects.filter(promotion=cast.promotion)}
    clock.shift(600)
    (sent,) = mails(now + 10 * MINUTE)
    assert "bienvenue dans Lille 14" in sent.subject
    (link,) = re.findall(r"https?://[^/]+(/fr/connexion/\S+)", sent.body)
    assert browser.get(link).headers["Location"] == f"/fr/salon/{cast.promotion.room_id}/#ecrire"
    again = confirm_training(actor=cast.referent, application_id=applications[0].pk, now=now)
    assert again.state == "training_confirmed" and Membership.objects.filter(person=elodie).count() == 1


def test_the_confirmation_is_taken_back_with_roster_account_and_mail(cast, applications, now):
    elodie = accepted(applications[0], cast.referent, now).person
    move = applications[0].transitions.latest("pk")
    _link, secret = open_link(actor=elodie, name="Téléphone", now=now)

    undo_move(actor=cast.referent, transition_id=move.pk, now=now + MINUTE)

    elodie.refresh_from_db()
    assert not Journey.objects.filter(person=elodie).exists()
    assert Client().get(f"/agenda/moi/{secret}.ics").status_code == 404
    assert not elodie.is_active
    assert not Membership.objects.current(now + MINUTE).filter(person=elodie).exists()
    assert Notice.objects.get(kind="application.confirmed").state == "dropped"


def test_an_account_with_that_address_is_joined_once_the_team_says_so(cast, applications, now, signed_in):
    member = person("elodie")
    Person.objects.filter(pk=member.pk).update(email="Elodie@mail.example")
    register(actor=member, event_id=cast.sessions[0].pk, mode="in_person", now=now)
    guest = applications[0].person
    settle(applications[0], State.ACCEPTED, actor=cast.referent, now=now)
    browser, path = signed_in("referent"), f"/fr/equipe/candidature/{applications[0].pk}/formation/"

    shown = browser.get(path).content.decode()
    unsaid = browser.post(path)
    said = browser.post(path, {"same_as": member.pk})

    applications[0].refresh_from_db()
    assert "Elodie Durand a un compte" in shown
    assert (unsaid.status_code, said.status_code) == (422, 302)
    assert applications[0].person == member and applications[0].registration.person == member
    assert Registration.objects.filter(event=cast.sessions[0], person=member, state="confirmed").count() == 1
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert Membership.objects.current(now).filter(person=member, promotion=cast.promotion).exists()
    undone = undo_move(actor=cast.referent, transition_id=applications[0].transitions.latest("pk").pk, now=now)
    member.refresh_from_db()
    assert member.is_active and len(undone.left) == 1


def test_who_steps_back_leaves_the_roster(cast, applications, now):
    elodie = accepted(applications[0], cast.referent, now).person

    withdraw_application(actor=None, application_id=applications[0].pk, why="by link", now=now + MINUTE)

    assert not Membership.objects.current(now + 2 * MINUTE).filter(person=elodie).exists()


def test_taken_back_it_names_the_seats_that_are_not_put_back(cast, applications, now):
    elodie = accepted(applications[0], cast.referent, now).person
    facts = {"audience": "promotion", "promotion": cast.promotion, "seats_in_person": 2}
    lunch = add(cast, now, title="Déjeuner", **facts)
    register(actor=elodie, event_id=lunch.pk, mode="in_person", now=now)
    gone = now + MINUTE
    withdraw_application(actor=cast.referent, application_id=applications[0].pk, why="phoned", now=gone)
    move = applications[0].transitions.latest("pk")

    undone = undo_move(actor=cast.referent, transition_id=move.pk, now=gone + MINUTE)

    assert Membership.objects.current(gone + MINUTE).filter(person=elodie, promotion=cast.promotion).exists()
    assert Registration.objects.get(event=lunch, person=elodie).state == "withdrawn"
    assert [text for text in undone.left if "Déjeuner" in text] == undone.left[-1:]


def test_without_a_promotion_or_from_elsewhere_nobody_is_confirmed(cast, applications, now):
    settle(applications[0], State.ACCEPTED, actor=cast.referent, now=now)
    facts = {"application_id": applications[0].pk, "now": now}
    with pytest.raises(ApplicationRefusal) as far:
        confirm_training(actor=cast.far_coordinator, **facts)
    Call.objects.update(promotion=None)

    with pytest.raises(ApplicationRefusal) as alone:
        confirm_training(actor=cast.referent, **facts)

    assert (far.value.code, alone.value.code) == ("forbidden", "promotion")


STANDS = [
    (Stage.TRAINING, "Votre place en formation est confirmée", "Formation"),
    (Stage.TRAINED, "nous cherchons la jeune personne", "Votre duo"),
    (Stage.DUO, "Vous êtes en duo.", "Votre duo"),
    (Stage.PAUSE, "Vous faites une pause.", "Votre duo"),
    (Stage.ALUMNI, "Vous n’accompagnez personne", None),
    (Stage.LEFT, "Vous avez quitté cette promotion.", None),
]


@pytest.mark.parametrize(("stage", "words", "current"), STANDS)
def test_where_am_i_goes_on_after_the_training(cast, applications, now, clock, stage, words, current):
    elodie = accepted(applications[0], cast.referent, now).person
    Journey.objects.filter(person=elodie).update(stage=stage)
    clock.move_to(now + timedelta(days=30))

    page = BeautifulSoup(Client().get(status_path(applications[0])).content, "html.parser")

    step = page.select_one("ol.steps [aria-current=step] h3")
    assert words in page.select_one("#next").get_text(" ")
    assert (step.get_text() if step else None) == current
