"""A member proposes a convivial date; a coordinator agrees with one press from the mail, or says why not."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.models import Audience
from events.models import Event, Proposal, Registration
from hub.actions.deliver import deliver_due
from hub.models import Role

PAGE = "/fr/agenda/proposer/"


@pytest.fixture
def wish(cast):
    def fill(**changed):
        branch = str(cast.branches["lille"].pk)
        facts = {"what": "apero", "begins": "2026-12-10T18:30", "place": "Café de la Gare", "branch": branch}
        return {**facts, "words": "On apporte un jeu.", "cid": str(uuid4()), **changed}

    return fill


@pytest.fixture
def made(clock, signed_in, wish):
    signed_in("mentor").post(PAGE, wish())
    return Proposal.objects.get()


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def link_in(message):
    return re.search(r"http\S+(/accord/\S+)", message.body)[1]


def test_it_is_agreed_from_the_mail_with_one_press_and_seen_by_the_branch_alone(made, cast, signed_in):
    (asked,) = mails()
    link, page = link_in(asked), f"/fr/agenda/proposition/{made.pk}/"
    shown = page_of(Client().get(link))
    waits, strange = page_of(signed_in("mentor").get(page)), signed_in("other_mentor").get(page).status_code
    untouched = Event.objects.filter(title__contains="Gare").exists()
    for _ in range(2):
        Client().post(link, {"act": "agree"})
    event = Event.objects.get(title="Apéro, Café de la Gare")
    (told,) = mails()

    assert asked.to == ["Coordinator Durand <coordinator@cast.example>"] and "On apporte un jeu." in asked.body
    assert "jeudi 10 décembre 2026 à 18 h 30" in shown.lower() and "J’accepte" in shown
    assert "En attente" in waits and strange == 404 and not untouched
    assert (event.audience, event.branch, event.status) == (Audience.BRANCH, cast.branches["lille"], "published")
    assert Registration.objects.get(event=event).person == cast.mentor
    assert told.to[0].endswith("<mentor@cast.example>") and "est à l’agenda" in told.subject
    assert [one.filename for one in told.attachments] == ["invite.ics"]
    assert signed_in("other_mentor").get(f"/fr/agenda/{event.pk}/").status_code == 404
    assert "À l’agenda" in page_of(Client().get(link))


def test_a_no_has_a_reason_that_its_proposer_reads(made, signed_in):
    mails()
    desk, page = signed_in("coordinator"), f"/fr/equipe/proposition/{made.pk}/"
    listed = page_of(desk.get("/fr/equipe/"))

    silent = desk.post(page, {"act": "refuse", "reason": " "})
    desk.post(page, {"act": "refuse", "reason": "La salle est prise."})
    late = desk.post(page, {"act": "agree"})
    (told,) = mails()

    assert page in listed
    assert silent.status_code == 422 and "en quelques mots" in page_of(silent)
    assert late.status_code == 422 and "déjà reçu une réponse" in page_of(late)
    assert "La salle est prise." in told.body and "La salle est prise." in page_of(
        signed_in("mentor").get(f"/fr/agenda/proposition/{made.pk}/")
    )
    assert page not in page_of(desk.get("/fr/equipe/"))


def test_whoever_is_not_of_the_team_answers_nothing_even_with_the_link(made, cast, signed_in):
    link = link_in(mails()[0])
    Role.objects.filter(person=cast.coordinator).update(ends_on=timezone.localdate())

    assert Client().post(link, {"act": "agree"}).status_code == 404
    assert Client().get("/accord/1.guessed/").status_code == 404
    assert signed_in("far_coordinator").post(f"/fr/equipe/proposition/{made.pk}/", {"act": "agree"}).status_code == 404
    assert Proposal.objects.get().state == "waiting"


def test_one_proposes_to_one_s_own_branch_in_time_and_not_without_end(made, cast, signed_in, wish, clock):
    member, before = signed_in("mentor"), mails()
    same = wish()
    answers = [
        member.post(PAGE, wish(branch=str(cast.branches["londres"].pk))),
        member.post(PAGE, wish(begins="2026-11-01T18:00")),
        member.post(PAGE, same),
        member.post(PAGE, same),
        member.post(PAGE, wish()),
        member.post(PAGE, wish()),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 302, 302, 302, 422]
    assert "On apporte un jeu." in page_of(answers[1]) and "est déjà passée" in page_of(answers[1])
    assert signed_in("stranger").get(PAGE).status_code == 404
    assert PAGE in page_of(member.get("/fr/agenda/")) and PAGE not in page_of(signed_in("stranger").get("/fr/agenda/"))
    assert len(before) == 1


def test_taken_back_it_asks_nobody_any_more(made, signed_in):
    page = f"/fr/agenda/proposition/{made.pk}/"

    signed_in("mentor").post(page)
    signed_in("mentor").post(page)

    assert mails() == []
    assert "Vous l’avez retirée" in page_of(signed_in("mentor").get(page))


def test_what_has_passed_meanwhile_is_not_put_on_the_agenda(made, signed_in, clock):
    clock.move_to("2026-12-11 09:00:00+00:00")

    answer = signed_in("coordinator").post(f"/fr/equipe/proposition/{made.pk}/", {"act": "agree"})

    assert answer.status_code == 422 and Proposal.objects.get().state == "waiting"


def test_where_the_branch_has_neither_the_next_above_are_asked_and_agree(clock, cast, signed_in, wish):
    Role.objects.filter(branch=cast.branches["lille"]).update(ends_on=timezone.localdate())

    signed_in("mentor").post(PAGE, wish())
    (asked,) = mails()
    Client().post(link_in(asked), {"act": "agree"})

    assert asked.to == ["Admin Durand <admin@cast.example>"]
    assert Proposal.objects.get().event is not None
