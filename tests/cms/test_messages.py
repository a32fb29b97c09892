"""A conversation attached to the file: each side answers the other, and nothing waits unseen."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.links import status_path
from cms.models import Application, Message
from hub.actions.deliver import deliver_due
from hub.mail.contacts import branch_contact
from hub.models import Role


@pytest.fixture
def application(clock, cast, now, answers) -> Application:
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    return Application.objects.get()


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return {one.to[0].split("<")[-1].strip(">"): one for one in sent}


def words(text="Puis-je venir avec mon chien ?"):
    return {"words": text, "key": str(uuid.uuid4())}


def test_each_side_writes_the_other_hears_and_answers(application, signed_in, clock):
    mails()
    path, file = status_path(application, "messages"), f"/fr/equipe/candidature/{application.pk}/messages/"
    typed = words()

    sent = [Client().post(path, typed).status_code for _ in range(2)]
    told = mails()
    listed = signed_in("coordinator").get("/fr/equipe/candidatures/").content.decode()
    seen_by_team = signed_in("coordinator").get(file).content.decode()
    clock.shift(timedelta(hours=1))
    answered = signed_in("coordinator").post(file, words("Oui, <b>bien sûr</b>."))
    heard = mails()
    status = Client().get(status_path(application)).content.decode().replace("\xa0", " ")
    page = Client().get(path).content.decode()
    Client().post(path, {"act": "seen"})
    after = Client().get(status_path(application)).content.decode()
    Client().post(path, words("Merci !"))

    assert sent == [302, 302]
    assert Message.objects.count() == 3
    assert set(told) == {"referent@cast.example", "coordinator@cast.example"}
    assert "mon chien" not in told["referent@cast.example"].body and file in told["referent@cast.example"].body
    assert "Élodie O’Connor</a>, 1" in listed
    assert "mon chien" in seen_by_team and "attend une réponse" in seen_by_team
    assert answered.status_code == 302
    assert list(heard) == ["elodie@mail.example"]
    assert "Coordinator Durand" in heard["elodie@mail.example"].body and path in heard["elodie@mail.example"].body
    assert "1 nouveau message de l’équipe" in status
    assert "&lt;b&gt;bien sûr" in page and "Coordinator Durand" in page
    assert "nouveau message" not in after
    assert list(mails()) == ["coordinator@cast.example"]


@pytest.mark.parametrize("above", ["stranger", "admin"])
def test_where_nobody_looks_after_the_branch_the_next_above_hears_and_answers(application, cast, signed_in, now, above):
    branch = application.call.branch
    Role.objects.filter(branch=branch).update(ends_on=now.date())
    if above == "stranger":
        Role.objects.create(person=cast.stranger, branch=None, kind="coordinator", starts_on=date(2020, 1, 1))
    path, file = status_path(application, "messages"), f"/fr/equipe/candidature/{application.pk}/messages/"
    mails()

    Client().post(path, words())
    told = mails()
    answered = signed_in(above).post(file, words("Oui."))
    mails()
    Client().post(path, words("Merci !"))

    assert list(told) == list(mails()) == [f"{above}@cast.example"]
    assert file in told[f"{above}@cast.example"].body and answered.status_code == 302
    name = "Stranger Durand, Lille" if above == "stranger" else "Lille"
    assert branch_contact(branch, on=now.date()).name == name


def test_whoever_answered_last_and_has_left_hears_nothing_more(application, cast, signed_in, now):
    mails()
    signed_in("coordinator").post(f"/fr/equipe/candidature/{application.pk}/messages/", words("Bonjour."))
    mails()
    Role.objects.filter(person=cast.coordinator).update(ends_on=now.date())

    Client().post(status_path(application, "messages"), words("Merci !"))

    assert list(mails()) == ["referent@cast.example"]


def test_nothing_is_lost_and_nobody_floods(application, signed_in):
    path = status_path(application, "messages")

    empty = Client().post(path, words("  "))
    answers = [Client().post(path, words(f"Message {number}")).status_code for number in range(21)]

    assert empty.status_code == 422 and "Écrivez d’abord votre message" in empty.content.decode()
    assert answers == [302] * 20 + [429]
    assert signed_in("far_coordinator").get(f"/fr/equipe/candidature/{application.pk}/messages/").status_code == 404
    Application.objects.all().delete()
    assert not Message.objects.exists()
