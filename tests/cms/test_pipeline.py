"""The team's list of applications: whom one waits for, who is due, what one press does, and only one's own branch."""

import gzip
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cms.actions.apply import apply
from cms.actions.pipeline import erase_old_notes, mark_contact, note_came, write_note
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.due import LONGEST, due_of
from cms.models import Application, Call, Contact, Note
from cms.models.applications import ENDED, State
from events.models import Event, Registration
from hub.db import write
from hub.models import Entry, Notice
from hub.words.working_days import working_days_after
from tests.cast import NOW

LIST = "/fr/equipe/candidatures/"
SETTLED = {*ENDED, State.TRAINING_CONFIRMED}


@pytest.fixture
def applications(clock, cast, now, answers) -> list[Application]:
    """Élodie has chosen a session; Bruno, who has a phone, found no date."""
    sent = [answers(), answers(email="b@mail.example", first_name="Bruno", phone="03 53 01 22 22", event_id=None)]
    for one in sent:
        apply(call_id=cast.call.pk, answers=one, language="fr", flagged=False, now=now)
    return list(Application.objects.order_by("pk"))


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\xa0", " ").split())


@given(
    state=st.sampled_from(State),
    waited=st.integers(0, 90),
    begins=st.none() | st.integers(-30, 60),
    put_off=st.none() | st.integers(-5, 400),
)
def test_nobody_stays_longer_without_the_team_being_asked(state, waited, begins, put_off):
    since = NOW - timedelta(days=waited)
    application = Application(state=state, since=since)
    until = since
    if state == State.SESSION_CHOSEN and begins is not None:
        start = NOW + timedelta(days=begins)
        event = Event(zone="Europe/Paris", starts_at=start, ends_at=start + timedelta(hours=2))
        application.registration, until = Registration(event=event), max(since, event.ends_at)
    if put_off is not None:
        application.call_on = NOW.date() + timedelta(days=put_off)

    due = due_of(application, NOW)

    if working_days_after(until.date(), LONGEST + 1) < NOW.date() and state not in SETTLED:
        assert due.is_due(NOW.date()), (state, due)
    if state in SETTLED:
        assert due.by is None


def test_the_list_says_who_waits_for_whom_and_one_press_goes_on(cast, applications, signed_in, clock):
    browser, path = signed_in("coordinator"), f"{LIST}{cast.call.pk}/"
    clock.move_to(cast.sessions[0].ends_at)
    page = browser.get(path)
    elodie, bruno = (f"/fr/equipe/candidature/{one.pk}/" for one in applications)

    assert re.search(r"À faire aujourd’hui.{0,10}\b1\b.*Séance \b2\b", text_of(page))
    assert "Bruno" in text_of(page) and "en retard" in text_of(page) and "03 53 01 22 22" in text_of(page)
    assert "Élodie" not in text_of(page)
    came = browser.post(elodie + "geste/", {"act": "came", "tab": "seance"})
    left = browser.post(bruno + "geste/", {"act": "message", "tab": "aujourdhui", "everywhere": "1"})
    proposed = browser.post(elodie + "geste/", {"act": "propose"})
    done = browser.post(elodie + "geste/", {"act": "done", "tab": "nonsense"})

    assert [one.status_code for one in (came, left, proposed, done)] == [302] * 4
    assert (came.url, left.url, done.url) == (f"{path}?etape=seance", LIST, elodie)
    states = list(Application.objects.order_by("pk").values_list("state", "call_on"))
    assert states == [("interview_done", None), ("received", date(2026, 12, 3))]
    assert Registration.objects.get().attendance == "present"
    again = browser.post(elodie + "geste/", {"act": "propose"})
    assert again.status_code == 422 and "n’est plus possible" in text_of(again)


def test_the_last_press_is_undone_from_the_list(cast, applications, signed_in):
    browser, path = signed_in("coordinator"), f"{LIST}{cast.call.pk}/"
    bruno = f"/fr/equipe/candidature/{applications[1].pk}/"

    browser.post(bruno + "retrait/", {"why": "Part à Nantes"})
    shown = browser.get(path).content.decode()
    undo = re.search(rf'action="({bruno}annuler/\d+/)"', shown)
    answer = browser.post(undo[1], {"tab": "seance"})

    applications[1].refresh_from_db()
    assert (answer.status_code, answer.url) == (302, f"{path}?etape=seance")
    assert applications[1].state == "received"
    assert "Part à Nantes" in text_of(browser.get(bruno))
    assert "annuler/" not in signed_in("referent").get(path).content.decode()


def test_a_call_noted_by_mistake_is_taken_back_with_the_day_to_call_again(cast, applications, signed_in, now, clock):
    browser, bruno = signed_in("coordinator"), f"/fr/equipe/candidature/{applications[1].pk}/"
    days = [applications[1].call_on]
    undos = []
    for outcome in ("message", "reached"):
        browser.post(bruno + "geste/", {"act": outcome, "tab": "seance"})
        applications[1].refresh_from_db()
        days.append(applications[1].call_on)
        undos.append(re.search(rf'action="({bruno}appel/\d+/annuler/)"', browser.get(LIST).content.decode())[1])

    early = browser.post(undos[0])
    other = signed_in("referent").post(undos[1])
    back = []
    for path in reversed(undos):
        answer = browser.post(path, {"tab": "aujourdhui", "everywhere": "1"})
        applications[1].refresh_from_db()
        back.append((answer.status_code, answer.url, applications[1].call_on))

    assert (early.status_code, other.status_code) == (422, 422)
    assert [call_on for _status, _url, call_on in back] == [days[1], days[0]]
    assert {(status, url) for status, url, _day in back} == {(302, LIST)}
    assert browser.post(undos[0]).status_code == 302
    assert Entry.objects.filter(verb="application.call_undone").count() == 2
    browser.post(bruno + "geste/", {"act": "reached"})
    clock.shift(600)
    late = browser.post(f"{bruno}appel/{applications[1].contacts.get().pk}/annuler/")
    assert (late.status_code, applications[1].contacts.count()) == (422, 1)


def test_a_date_is_chosen_with_the_applicant_in_two_presses(cast, applications, signed_in):
    browser, path = signed_in("referent"), f"/fr/equipe/candidature/{applications[1].pk}/seance/"

    asked = browser.get(path)
    wrong = browser.post(path, {"session": "7777:online"})
    taken = browser.post(path, {"session": f"{cast.sessions[1].pk}:online"})

    applications[1].refresh_from_db()
    assert (asked.status_code, wrong.status_code, taken.status_code) == (200, 422, 302)
    assert applications[1].registration.event == cast.sessions[1]
    assert applications[1].transitions.latest("pk").actor == cast.referent


def test_reading_a_file_leaves_a_line_and_notes_stay_private_and_short(cast, applications, signed_in, now):
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidature/{applications[0].pk}/"
    empty = browser.post(path + "note/", {"words": " "})
    browser.post(path + "note/", {"words": "Très à l’écoute"})
    note = Note.objects.get()

    read = signed_in("referent").get(path)
    kept = signed_in("referent").post(path + "note/", {"erase": note.pk})
    assert empty.status_code == 422 and "Écrivez d’abord" in text_of(empty)
    assert "Très à l’écoute" in text_of(read) and 'name="erase"' not in read.content.decode()
    assert kept.status_code == 302 and Note.objects.count() == 1
    assert Entry.objects.filter(verb="application.read", actor=cast.referent).count() == 1
    assert "écoute" not in str(list(Entry.objects.values_list("codes", flat=True)))
    assert erase_old_notes(now=now + timedelta(days=92)) == 0
    assert (erase_old_notes(now=now + timedelta(days=93)), Note.objects.count()) == (1, 0)


def test_a_day_to_call_again_is_kept_until_something_moves(cast, applications, signed_in, now):
    browser, path = signed_in("coordinator"), f"/fr/equipe/candidature/{applications[1].pk}/"

    for typed, status in (("3/12", 302), ("demain peut-être", 422), ("31/01/2027", 422)):
        assert browser.post(path + "rappeler/", {"day": typed}).status_code == status

    applications[1].refresh_from_db()
    assert applications[1].call_on == date(2026, 12, 3)
    assert Contact.objects.get().outcome == "later"
    assert "Rappeler, comme convenu" in text_of(browser.get(path))
    with write():
        advance(lock_application(applications[1].pk), State.WAITING_LIST, actor=None, why="test", now=now)
    assert Application.objects.get(pk=applications[1].pk).call_on is None


def test_a_mistaken_action_is_refused_in_words(cast, applications, now):
    facts = {"actor": cast.coordinator, "application_id": applications[0].pk, "now": now}

    codes = []
    for act in (
        lambda: note_came(came=True, **facts),
        lambda: note_came(came=True, **{**facts, "application_id": applications[1].pk}),
        lambda: mark_contact(outcome="later", **facts),
        lambda: write_note(words="x", **{**facts, "actor": cast.far_coordinator}),
        lambda: write_note(words="x", **{**facts, "actor": cast.trainer}),
    ):
        with pytest.raises(ApplicationRefusal) as refused:
            act()
        codes.append(refused.value.code)

    assert codes == ["early", "move", "day", "forbidden", "forbidden"]


def test_another_branch_sees_and_moves_nothing(cast, applications, signed_in):
    stranger = signed_in("far_coordinator")
    file = f"/fr/equipe/candidature/{applications[1].pk}/"

    page = stranger.get(LIST)
    answers = [
        stranger.get(path).status_code
        for path in (f"{LIST}{cast.call.pk}/", file, file + "seance/", file + "entretien/")
    ]
    answers += [
        stranger.post(file + end, {"act": "reached", "words": "x", "day": "3/12"}).status_code
        for end in ("geste/", "note/", "rappeler/", "retrait/", "annuler/1/", "seance/", "entretien/", "telephone/")
    ]

    assert page.status_code == 200 and "Bruno" not in text_of(page) and "Lille" not in text_of(page)
    assert answers == [404] * 12
    assert (Note.objects.count(), Contact.objects.count()) == (0, 0)


@pytest.mark.parametrize("path", ["", "{call}/?etape=seance"])
def test_the_list_is_light_and_its_queries_do_not_grow(
    cast, applications, now, answers, signed_in, django_assert_max_num_queries, path
):
    browser, path = signed_in("coordinator"), LIST + path.format(call=cast.call.pk)
    clones = [
        Application(
            call=cast.call,
            person=applications[1].person,
            email_key=f"{n}@x",
            since=now,
            created_at=now,
            over_fifty=True,
        )
        for n in range(150)
    ]
    Application.objects.bulk_create(clones)
    Call.objects.update(total=20)

    with django_assert_max_num_queries(12):
        answer = browser.get(path)

    assert len(gzip.compress(answer.content)) < 20_000
    assert answer.content.decode().count('<tr id="c') in {0, 60}


@pytest.mark.parametrize("path", ["", "{call}/?etape=seance", "feuille/"])
def test_whoever_s_address_refuses_our_mail_is_marked_in_every_list_for_no_more_queries(
    cast, applications, answers, signed_in, now, clock, path
):
    browser, path, counts = signed_in("coordinator"), LIST + path.format(call=cast.call.pk), []
    for number in range(3):
        sent = answers(email=f"{number}@mail.example", first_name=f"Rose {number}", event_id=None)
        apply(call_id=cast.call.pk, answers=sent, language="fr", flagged=False, now=now)
    refused = Application.objects.filter(registration=None).order_by("pk")
    clock.shift(timedelta(days=5))

    for marked in (refused[:0], refused[:1], refused[1:4]):
        for one in marked:
            Notice.objects.create(kind="application.received", person=one.person, state=Notice.State.FAILED)
        with CaptureQueriesContext(connection) as queries:
            page = text_of(browser.get(path))
        counts.append((page.count("e-mail refusé : appeler"), len(queries)))

    assert counts == [(0, counts[0][1]), (1, counts[0][1]), (4, counts[0][1])]


def test_the_file_says_that_an_address_refuses_our_mail(applications, signed_in):
    elodie, bruno = applications
    Notice.objects.create(kind="application.received", person=bruno.person, state=Notice.State.FAILED)
    Notice.objects.create(kind="application.received", person=elodie.person, state=Notice.State.SENT)

    files = [signed_in("coordinator").get(f"/fr/equipe/candidature/{one.pk}/") for one in applications]

    assert ["e-mail refusé : appeler" in text_of(file) for file in files] == [False, True]
