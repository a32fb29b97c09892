"""Interviews: hours the team keeps, one for each applicant who is to be interviewed; calendars of both follow."""

import re
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from cms.actions.change import withdraw_application
from cms.actions.interviews import Hours, choose_interview, forget_interviews, publish_interviews
from cms.actions.merge import merge_applications
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.due import DATE, due_of
from cms.links import status_path
from cms.models import Application, Call, Interview
from cms.policies import next_of
from hub.actions.deliver import deliver_due
from hub.db import write
from hub.models import Notice, Person
from tests.cast import NOW, assemble

TEAM = "/fr/equipe/entretiens/"
PHRASES = {"day": "30/11", "first": "9", "last": "11 h", "minutes": "45", "mode": "in_person", "where": "1 rue du Test"}


def hours(cast, **changed):
    facts = {
        "branch": cast.branches["lille"],
        "host": cast.referent,
        "day": date(2026, 11, 30),
        "where": "1 rue du Test",
    }
    facts |= {"first": time(9), "last": time(11), "minutes": 45, "mode": "in_person"}
    return Hours(**{**facts, **changed})


@pytest.fixture
def kept(cast, now):
    publish_interviews(actor=cast.coordinator, hours=hours(cast), now=now)
    return list(Interview.objects.soonest_first())


def mails():
    deliver_due(now=timezone.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return {one.to[0].split("<")[-1].strip(">") + " " + one.subject: one for one in sent}


def entry(message):
    found = next(content for content, kind in message.alternatives if kind.startswith("text/calendar"))
    return Calendar.from_ical(found).walk("VEVENT")[0]


def test_several_hours_are_kept_at_once_and_never_twice(cast, clock, signed_in):
    browser, where = signed_in("coordinator"), {"branch": cast.branches["lille"].pk, "host": cast.referent.pk}

    wrong = browser.post(TEAM, {**where, **PHRASES, "last": "8", "mode": "video"})
    first = browser.post(TEAM, {**where, **PHRASES})
    again = browser.post(TEAM, {**where, **PHRASES})
    page = browser.get(TEAM).content.decode().replace("\xa0", " ")

    assert (wrong.status_code, first.status_code, again.status_code) == (422, 302, 422)
    assert "La fin doit venir après le début" in wrong.content.decode()
    assert "commence par https://" in wrong.content.decode()
    assert 'value="30/11"' in wrong.content.decode()
    assert [one.wall_start for one in Interview.objects.soonest_first()] == ["2026-11-30T09:00", "2026-11-30T09:45"]
    assert page.count(">libre<") == 2
    assert "Lundi 30 novembre, 9 h à 9 h 45" in page
    assert signed_in("trainer").get(TEAM).status_code == 404


def test_only_the_team_of_a_branch_keeps_hours_for_it(cast, now):
    for changed, actor in (({}, cast.far_coordinator), ({}, cast.mentor), ({"host": cast.mentor}, cast.coordinator)):
        with pytest.raises(ApplicationRefusal):
            publish_interviews(actor=actor, hours=hours(cast, **changed), now=now)

    assert not Interview.objects.exists()


def test_the_mail_leads_to_the_hours_and_one_press_fills_both_calendars(cast, invited, kept, now, clock):
    elodie, bruno = invited
    path = status_path(elodie, "interview")
    asked = mails()["elodie@mail.example Rencontrons-nous : votre entretien"]
    shown = Client().get(path).content.decode().replace("\xa0", " ")
    before = Application.objects.get(pk=elodie.pk).interview_id
    taken = [Client().post(path, {"interview": kept[0].pk}).status_code for _ in range(2)]
    other = Client().post(status_path(bruno, "interview"), {"interview": kept[0].pk})
    sent = mails()

    assert path in asked.body and "lundi 30 novembre 2026, 9 h à 9 h 45" in asked.body.replace("\xa0", " ")
    assert "Lundi 30 novembre 2026, 9 h à 9 h 45" in shown and "Avec Referent Durand." in shown
    assert (before, taken, other.status_code) == (None, [302, 302], 422)
    assert "vient d’être pris" in other.content.decode()
    assert set(sent) == {
        "elodie@mail.example Votre entretien est fixé",
        "referent@cast.example Entretien avec Élodie O’Connor",
    }
    entries = [entry(one) for one in sent.values()]
    assert [str(one["UID"]) for one in entries] == [f"{kept[0].uid}@lebanc.example"] * 2
    assert {one["ATTENDEE"].split(":")[1] for one in entries} == {"elodie@mail.example", "referent@cast.example"}
    assert {str(one["LOCATION"]) for one in entries} == {"1 rue du Test"}
    page = Client().get(status_path(elodie)).content.decode().replace("\xa0", " ")
    assert "Vous rencontrez Referent Durand" in page and "lundi 30 novembre 2026, 9 h" in page
    clock.move_to(NOW + timedelta(days=5))
    assert list(mails()) == ["elodie@mail.example Rappel : votre entretien, lundi 30 novembre à 9 h"]


def test_changed_or_given_back_until_the_day_before_and_calendars_follow(cast, invited, kept, clock):
    elodie, bruno = invited
    path = status_path(elodie, "interview")
    Client().post(path, {"interview": kept[0].pk})
    mails()

    Client().post(path, {"interview": kept[1].pk})
    moved = mails()
    Client().post(path, {"act": "back"})
    freed = mails()
    Client().post(status_path(bruno, "interview"), {"interview": kept[1].pk})
    taken = mails()
    clock.move_to(NOW + timedelta(days=6))
    late = Client().post(status_path(bruno, "interview"), {"act": "back"})

    statuses = {name: str(entry(one)["STATUS"]) for name, one in {**moved, **freed}.items()}
    assert statuses == {
        "elodie@mail.example Votre entretien est fixé": "CONFIRMED",
        "elodie@mail.example Votre entretien est annulé": "CANCELLED",
        "referent@cast.example Entretien avec Élodie O’Connor": "CONFIRMED",
        "referent@cast.example Annulé : entretien avec Élodie O’Connor": "CANCELLED",
    }
    numbers = [int(entry(one)["SEQUENCE"]) for one in (*freed.values(), *taken.values()) if "referent" in one.to[0]]
    assert numbers == sorted(set(numbers))
    assert late.status_code == 422
    assert Application.objects.get(pk=bruno.pk).interview == kept[1]


def test_of_a_call_that_is_cancelled_no_hour_is_offered_and_none_is_taken(cast, invited, kept, signed_in):
    elodie, bruno = invited
    paths = [status_path(one, "interview") for one in invited]
    theirs = f"/fr/equipe/candidature/{elodie.pk}/entretien/"
    Client().post(paths[1], {"interview": kept[1].pk})

    def ways():
        """Which of the pages offer an hour: theirs, of who has one and of who has none, and the team's."""
        pages = [*(Client().get(path) for path in paths), signed_in("coordinator").get(theirs)]
        return [f'value="{kept[0].pk}"' in page.content.decode() for page in pages]

    before = ways()
    Call.objects.update(cancelled_at=NOW)
    posts = [Client().post(path, {"interview": kept[0].pk}).status_code for path in paths]
    posts.append(signed_in("coordinator").post(theirs, {"interview": kept[0].pk}).status_code)

    assert (before, ways(), posts) == ([True] * 3, [False] * 3, [422] * 3)
    assert "L’horaire ne peut plus être changé ici" in Client().get(paths[1]).content.decode()
    assert [Application.objects.get(pk=one.pk).interview for one in (elodie, bruno)] == [None, kept[1]]


def test_whoever_steps_back_frees_the_hour_and_the_team_can_cancel_it(cast, invited, kept, now, signed_in, clock):
    elodie, _bruno = invited
    for one, interview in zip(invited, kept, strict=True):
        choose_interview(actor=None, application_id=one.pk, interview_id=interview.pk, now=now)
    mails()

    withdraw_application(actor=None, application_id=elodie.pk, why="test", now=now)
    answer = signed_in("coordinator").post(TEAM, {"act": "cancel", "interview": kept[1].pk})
    gone = signed_in("coordinator").post(TEAM, {"act": "cancel", "interview": kept[0].pk})

    assert [answer.status_code, gone.status_code] == [302, 302]
    clock.shift(timedelta(minutes=10))
    assert sorted(name for name in mails() if "Découvrir" not in name) == [
        "bruno@mail.example Votre entretien est annulé",
        "elodie@mail.example Votre entretien est annulé",
        "referent@cast.example Annulé : entretien avec Élodie O’Connor",
    ]
    assert not Application.objects.exclude(interview=None).exists()
    assert not Interview.objects.kept().exists()
    publish_interviews(actor=cast.coordinator, hours=hours(cast), now=now)
    assert signed_in("far_coordinator").post(TEAM, {"act": "cancel", "interview": kept[1].pk}).status_code == 403


@pytest.mark.parametrize("keeps", [False, True], ids=["taken over", "given back"])
def test_two_files_become_one_and_both_who_were_to_meet_hear_of_it(cast, invited, kept, now, keeps):
    elodie, bruno = invited
    choose_interview(actor=None, application_id=bruno.pk, interview_id=kept[1].pk, now=now)
    if keeps:
        choose_interview(actor=None, application_id=elodie.pk, interview_id=kept[0].pk, now=now)
    mails()

    merge_applications(actor=cast.coordinator, keep_id=elodie.pk, other_id=bruno.pk, now=now)

    told = {name.partition(" ")[0]: str(entry(one)["STATUS"]) for name, one in mails().items()}
    elodie.refresh_from_db()
    said = "CANCELLED" if keeps else "CONFIRMED"
    assert elodie.interview_id == kept[not keeps].pk
    assert told == {"elodie@mail.example": said, "referent@cast.example": said}
    free = Interview.objects.free(cast.branches["lille"], now).filter(pk=kept[1].pk)
    reminders = Notice.objects.filter(
        kind="interview.reminder", state=Notice.State.WAITING, facts__application=elodie.pk
    )
    assert (free.exists(), reminders.count()) == (keeps, 1)


def test_an_interview_goes_where_the_file_that_is_kept_does_not_wait_for_one(cast, invited, kept, now):
    elodie, bruno = invited
    choose_interview(actor=None, application_id=bruno.pk, interview_id=kept[1].pk, now=now)
    with write():
        advance(lock_application(elodie.pk), "interview_done", actor=cast.coordinator, why="test", now=now)
    mails()

    merge_applications(actor=cast.coordinator, keep_id=elodie.pk, other_id=bruno.pk, now=now)

    elodie.refresh_from_db()
    assert (elodie.interview_id, len(mails())) == (None, 2)


def test_until_the_interview_it_is_theirs_to_come_and_then_the_team_s_to_note(invited, kept, now):
    choose_interview(actor=None, application_id=invited[0].pk, interview_id=kept[0].pk, now=now)
    application = Application.objects.select_related("interview").get(pk=invited[0].pk)
    after = kept[0].ends_at + timedelta(minutes=5)

    assert (next_of(application, now).actor, next_of(application, now).by) == ("you", date(2026, 11, 30))
    assert due_of(application, now).whom == DATE
    assert (next_of(application, after).actor, next_of(application, after).by) == ("team", date(2026, 12, 2))


def test_hours_that_nobody_chose_go_after_a_month(invited, kept, now):
    choose_interview(actor=None, application_id=invited[0].pk, interview_id=kept[0].pk, now=now)

    assert forget_interviews(now=now + timedelta(days=35)) == 0
    assert forget_interviews(now=now + timedelta(days=40)) == 1
    assert list(Interview.objects.all()) == [kept[0]]


@pytest.mark.race
def test_twenty_at_once_for_one_hour_exactly_one_has_it(transactional_db, together):
    cast = assemble()
    publish_interviews(actor=cast.coordinator, hours=hours(cast, last=time(9, 45)), now=NOW)
    (interview,) = Interview.objects.all()
    facts = {"state": "interview_proposed", "since": NOW, "over_fifty": True, "created_at": NOW, "call": cast.call}
    applications = []
    for number in range(20):
        names = {"first_name": "Nom", "last_name": "Durand", "is_active": False, "created_at": NOW}
        guest = Person.objects.create(email=f"{number}@mail.example", **names)
        applications.append(Application.objects.create(person=guest, email_key=guest.email, **facts))

    def choose(number):
        try:
            choose_interview(actor=None, application_id=applications[number].pk, interview_id=interview.pk, now=NOW)
        except ApplicationRefusal as refusal:
            return refusal.code
        return "mine"

    answers = together(choose, 20)

    assert sorted(answers) == ["mine"] + ["taken"] * 19
    assert Application.objects.filter(interview=interview).count() == 1
    assert re.fullmatch(r"\d+:.*", str(interview))
