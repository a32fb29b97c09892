"""Whoever chooses an hour by phone can be called: their number is asked for where none is known."""

from datetime import time, timedelta

import pytest
from django.test import Client

from cms.actions.interviews import (
    choose_interview,
    choose_interview_for,
    give_interview_back_for,
    publish_interviews,
)
from cms.actions.steps import ApplicationRefusal
from cms.links import status_path
from cms.models import Application, Interview
from hub.models import Entry, Person
from tests.cms.test_interviews import hours, mails


def test_an_hour_by_phone_is_theirs_once_they_say_where_to_call(cast, invited, now):
    for changed in ({"mode": "phone", "where": "", "last": time(9, 45)}, {"first": time(10), "last": time(10, 45)}):
        publish_interviews(actor=cast.coordinator, hours=hours(cast, **changed), now=now)
    called, met = Interview.objects.soonest_first()
    elodie, bruno = invited
    path, other = (status_path(one, "interview") for one in invited)
    mails()

    asked = Client().get(path).content.decode()
    without = Client().post(path, {"interview": called.pk, "act": "choose"})
    wrong = Client().post(path, {"interview": called.pk, "act": "choose", "phone": "demain matin"})
    held = Application.objects.filter(interview=called).exists()
    taken = Client().post(path, {"interview": called.pk, "act": "choose", "phone": "+32 (0)475 / 12.34.56"})
    told = mails()["referent@cast.example Entretien avec Élodie O’Connor"].body
    in_person = Client().post(other, {"interview": met.pk, "act": "choose", "phone": ""})

    assert "Téléphone (facultatif)" in asked and "nous vous appelons à ce numéro" in asked
    assert [one.status_code for one in (without, wrong, taken, in_person)] == [422, 422, 302, 302]
    for answer, words in ((without, "écrivez le numéro où appeler"), (wrong, "Écrivez seulement des chiffres")):
        page = answer.content.decode()
        assert words in page and 'href="#id_phone"' in page and f'value="{called.pk}" required checked' in page
    assert 'value="demain matin"' in wrong.content.decode() and not held
    elodie.person.refresh_from_db()
    bruno.person.refresh_from_db()
    assert (elodie.person.phone, bruno.person.phone) == ("+32 (0)475 / 12.34.56", "")
    assert elodie.person.phone in told
    assert Entry.objects.filter(verb="phone.kept", target_id=elodie.person_id, actor=None).count() == 1
    assert 'name="phone"' not in Client().get(path).content.decode()


def test_where_every_hour_is_by_phone_a_number_is_needed_and_a_known_one_is_not_replaced(cast, invited, now):
    publish_interviews(actor=cast.coordinator, hours=hours(cast, mode="phone", where=""), now=now)
    called, other = Interview.objects.soonest_first()
    elodie, bruno = invited
    Person.objects.filter(pk=bruno.person_id).update(phone="03 20 00 00 01")

    asked = [Client().get(status_path(one, "interview")).content.decode() for one in invited]
    with pytest.raises(ApplicationRefusal) as refused:
        choose_interview(actor=None, application_id=elodie.pk, interview_id=called.pk, now=now)
    facts = {"application_id": bruno.pk, "interview_id": other.pk, "now": now}
    choose_interview(actor=None, phone="03 20 99 99 99", **facts)

    assert refused.value.code == "phone"
    assert ["facultatif" in page for page in asked] == [False, False]
    assert ['name="phone"' in page for page in asked] == [True, False]
    bruno.person.refresh_from_db()
    assert bruno.person.phone == "03 20 00 00 01"
    assert [one.interview_id for one in Application.objects.order_by("pk")] == [None, other.pk]


def test_the_team_chooses_an_hour_with_whoever_is_on_the_phone_and_the_file_says_who_did(cast, invited, now, signed_in):
    publish_interviews(actor=cast.coordinator, hours=hours(cast, mode="phone", where=""), now=now)
    called, other = Interview.objects.soonest_first()
    elodie, bruno = invited
    choose_interview(actor=None, phone="03 20 00 00 01", application_id=bruno.pk, interview_id=other.pk, now=now)
    mails()
    browser, file = signed_in("referent"), f"/fr/equipe/candidature/{elodie.pk}/"
    page = f"{file}entretien/"

    offered, asked = browser.get(file).content.decode(), browser.get(page).content.decode()
    without = browser.post(page, {"interview": called.pk, "phone": ""})
    gone = browser.post(page, {"interview": other.pk, "phone": "03 20 00 00 02"})
    taken = browser.post(page, {"interview": called.pk, "phone": "03 20 00 00 02"})
    again = browser.post(page, {"interview": called.pk})
    past = browser.get(file).content.decode().replace("\xa0", " ")

    assert f'href="{page}"' in offered and "Choisir un horaire" in offered
    assert f'value="{called.pk}"' in asked and f'value="{other.pk}"' not in asked and 'name="phone"' in asked
    assert [one.status_code for one in (without, gone, taken, again)] == [422, 422, 302, 302]
    assert "écrivez le numéro où appeler" in without.content.decode()
    move = Application.objects.get(pk=elodie.pk).transitions.latest("pk")
    assert (move.actor, move.why) == (cast.referent, "interview chosen by the team")
    assert "Referent Durand : horaire choisi avec l’équipe" in past and "03 20 00 00 02" in past
    assert "lundi 30 novembre 2026, 9 h" in past and "Choisir un autre horaire" in past
    assert {one.split()[0] for one in mails()} == {"elodie@mail.example", "referent@cast.example"}
    assert Entry.objects.filter(verb="phone.kept", target_id=elodie.person_id, actor=cast.referent).count() == 1


def test_the_team_gives_an_hour_back_for_whoever_calls_and_another_can_be_chosen(cast, invited, now, signed_in):
    publish_interviews(actor=cast.coordinator, hours=hours(cast), now=now)
    first, elodie = Interview.objects.soonest_first()[0], invited[0]
    browser, file = signed_in("referent"), f"/fr/equipe/candidature/{elodie.pk}/"
    page = f"{file}entretien/"
    before = browser.get(page).content.decode()
    choose_interview(actor=None, application_id=elodie.pk, interview_id=first.pk, now=now)
    mails()

    offered = browser.get(page).content.decode()
    given = [browser.post(page, {"act": "back"}) for _press in range(2)]
    told, past = mails(), browser.get(file).content.decode()
    anew = browser.post(page, {"interview": first.pk})

    assert ["Rendre cet horaire" in one for one in (before, offered)] == [False, True]
    assert [(one.status_code, one.url) for one in (*given, anew)] == [(302, file)] * 3
    assert sorted(told) == [
        "elodie@mail.example Votre entretien est annulé",
        "referent@cast.example Annulé : entretien avec Élodie O’Connor",
    ]
    assert "horaire rendu avec l’équipe" in past
    moves = elodie.transitions.filter(why="interview given back by the team")
    assert [move.actor for move in moves] == [cast.referent]
    assert Application.objects.get(pk=elodie.pk).interview == first


def test_on_the_day_itself_the_team_is_told_that_the_hour_stays(cast, invited, now, clock, signed_in):
    publish_interviews(actor=cast.coordinator, hours=hours(cast), now=now)
    first, elodie = Interview.objects.soonest_first()[0], invited[0]
    choose_interview(actor=None, application_id=elodie.pk, interview_id=first.pk, now=now)
    clock.move_to(first.starts_at - timedelta(minutes=30))

    late = signed_in("referent").post(f"/fr/equipe/candidature/{elodie.pk}/entretien/", {"act": "back"})

    assert late.status_code == 422
    assert Application.objects.get(pk=elodie.pk).interview == first


def test_only_the_team_of_its_branch_chooses_for_an_application_or_gives_back(cast, invited, now):
    publish_interviews(actor=cast.coordinator, hours=hours(cast), now=now)
    first, second = Interview.objects.soonest_first()[:2]
    facts = {"application_id": invited[0].pk, "now": now}
    choose_interview(actor=None, interview_id=second.pk, **facts)

    for actor in (cast.far_coordinator, cast.mentor):
        with pytest.raises(ApplicationRefusal):
            choose_interview_for(actor=actor, interview_id=first.pk, **facts)
        with pytest.raises(ApplicationRefusal):
            give_interview_back_for(actor=actor, **facts)

    assert Application.objects.get(pk=invited[0].pk).interview == second


def test_the_team_writes_a_number_down_corrects_it_and_takes_a_wrong_one_out(cast, invited, now, signed_in):
    publish_interviews(actor=cast.coordinator, hours=hours(cast, mode="phone", where=""), now=now)
    elodie, browser = invited[0], signed_in("coordinator")
    file = f"/fr/equipe/candidature/{elodie.pk}/"
    statuses, kept = [], []

    def write(phone):
        answer = browser.post(f"{file}telephone/", {"phone": phone})
        elodie.person.refresh_from_db()
        statuses.append(answer.status_code)
        kept.append(elodie.person.phone)
        return answer.content.decode()

    wrong = write("à la maison")
    for phone in ("03 20 00 00 01", "03 20 00 00 01", "03 20 00 00 02", "", "03 20 00 00 03"):
        write(phone)
    interview = Interview.objects.soonest_first()[0]
    choose_interview(actor=None, application_id=elodie.pk, interview_id=interview.pk, now=now)
    needed = write("")

    assert statuses == [422, 302, 302, 302, 302, 302, 422]
    assert kept == ["", *["03 20 00 00 01"] * 2, "03 20 00 00 02", "", *["03 20 00 00 03"] * 2]
    assert "Écrivez seulement des chiffres" in wrong and 'value="à la maison"' in wrong
    assert "écrivez son numéro" in needed
    assert 'value="03 20 00 00 03"' in browser.get(file).content.decode()
    journal = Entry.objects.filter(verb="phone.kept", target_id=elodie.person_id)
    assert [one.codes for one in journal] == [{}] * 4 and {one.actor for one in journal} == {cast.coordinator}
