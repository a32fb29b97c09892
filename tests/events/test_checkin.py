"""At the door: one's own square, the letters on the wall, the word that was said, the list, the numbers on paper."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cms.actions.apply import apply
from cms.models import Application
from events.actions.checkin import say_word, wall_code
from events.actions.desk import Caller, register_caller
from events.actions.seats import register, withdraw
from events.door_forms import read_numbers
from events.models import Event, Registration
from hub.actions.deliver import deliver_due
from hub.links import seal
from hub.models import Entry
from tests.cast import person
from tests.events.test_feeds import add

TEAM = "/fr/equipe/agenda/"
HERE = "/fr/agenda/je-suis-la/"


@pytest.fixture
def event(clock, cast, now):
    return add(
        cast, now, title="Atelier CV", seats_in_person=2, seats_online=2, mode="hybrid", join_url="https://v.example"
    )


@pytest.fixture
def held(event, cast, now):
    """The mentor's seat."""
    return register(actor=cast.mentor, event_id=event.pk, mode="in_person", now=now)


@pytest.fixture
def square(held):
    return f"/entree/{seal('pass', held.pk)}/"


def page_of(answer):
    return answer.content.decode().replace("\xa0", " ")


def mark_of(held):
    return Registration.objects.get(pk=held.pk).attendance


def how(held):
    """How people were noted, as the journal says."""
    return [one.codes["how"] for one in Entry.objects.filter(verb="registration.attended").order_by("pk")]


def test_the_square_is_in_the_mail_and_shows_a_stranger_nobody_s_full_name(held, square, clock):
    deliver_due(now=timezone.now())
    page = page_of(Client().get(square))

    assert square in mail.outbox[0].body
    assert "Mon carré pour l’accueil" in page and "Mentor D." in page
    assert "Durand" not in page and "Noter la présence" not in page
    assert Client().get("/entree/1.guessed/").status_code == 404
    assert Client().get(f"/entree/{seal('seat', held.pk)}/").status_code == 404


def test_the_team_scans_it_sees_who_and_where_and_notes_with_one_button(held, square, event, signed_in, clock):
    desk = signed_in("coordinator")
    early = page_of(desk.get(square))
    clock.move_to(event.starts_at)
    shown = page_of(desk.get(square))
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', shown))
    before = mark_of(held)
    answers = [desk.post(f"{TEAM}{event.pk}/accueil/", form, follow=True) for _ in range(2)]
    clock.shift(timedelta(minutes=5))
    scanned_again = page_of(desk.get(square))

    assert "Pas aujourd’hui" in early and "Noter la présence" not in early
    assert "Mentor Durand" in shown and "Atelier CV" in shown
    assert before == "" and mark_of(held) == "present" and how(held) == ["door"]
    assert "Présence notée" in page_of(answers[1])
    assert "Déjà noté à 18 h 30" in scanned_again and "Présence notée" not in scanned_again
    assert "Bienvenue, Mentor" in page_of(Client().get(square))


@pytest.mark.parametrize("who", ["far_coordinator", "other_mentor", "editor"])
def test_whoever_is_not_of_the_team_notes_nobody(held, square, event, signed_in, clock, who):
    clock.move_to(event.starts_at)
    browser = signed_in(who)

    seen = page_of(browser.get(square))
    answer = browser.post(
        f"{TEAM}{event.pk}/accueil/", {"person": held.person_id, "mark": "present", "cid": str(uuid4())}
    )

    assert "Durand" not in seen
    assert answer.status_code == 404
    assert mark_of(held) == ""


def test_whoever_has_no_seat_is_let_in_once_it_has_begun_and_before_where_one_is_left(
    held, square, event, signed_in, clock, now, cast
):
    withdraw(actor=cast.mentor, registration_id=held.pk, now=now)
    Event.objects.filter(pk=event.pk).update(seats_in_person=0)
    desk, address = signed_in("coordinator"), f"{TEAM}{event.pk}/accueil/entrer/"
    token = {"token": square.split("/")[2]}
    clock.move_to(event.starts_at - timedelta(minutes=30))
    shown = page_of(desk.get(square))
    full = desk.post(address, token)
    between = mark_of(held)
    clock.move_to(event.starts_at + timedelta(minutes=5))
    let = desk.post(address, token)

    assert "avait rendu sa place" in shown
    assert full.status_code == 422 and "toutes les places sont prises" in page_of(full).lower()
    assert between == "" and let.status_code == 302
    assert mark_of(held) == "present"


def test_the_letters_on_the_wall_note_whoever_types_them_with_their_name_and_address(
    held, event, signed_in, clock, cast
):
    letters = wall_code(event)
    sheet = page_of(signed_in("coordinator").get(f"{TEAM}{event.pk}/affiche/"))
    typed = {"code": letters.lower(), "first_name": "mentor", "email": "MENTOR@cast.example"}

    def say(**changed):
        answer = Client().post("/porte/", {**typed, **changed}, HTTP_ACCEPT_LANGUAGE="fr")
        return answer.status_code, page_of(answer)

    early = say()
    clock.move_to(event.starts_at - timedelta(minutes=10))
    brought = Client().get(f"/porte/{letters}/", HTTP_ACCEPT_LANGUAGE="fr")
    wrong = say(code="BBBBBB")
    stranger, somebody = say(first_name="Ann"), say(email="ann@mail.example")
    nothing = mark_of(held)
    first = say()
    clock.move_to(event.starts_at)
    again = say()
    clock.move_to(event.ends_at + timedelta(hours=2))
    late = say()

    assert letters in sheet and f'value="{letters}"' in page_of(brought)
    assert "Atelier" not in page_of(brought) and not brought.cookies
    assert early[0] == 422 and "trop tôt" in early[1] and "jeudi 3 décembre" in early[1]
    assert wrong[0] == 422 and "n’ouvre rien" in wrong[1] and "MENTOR@cast.example" in wrong[1]
    assert stranger[0] == somebody[0] == 422 and "ne vous trouvons pas" in stranger[1]
    assert nothing == ""
    assert first[0] == again[0] == 200 and "Bienvenue, Mentor" in first[1]
    assert "Bienvenue" not in again[1] and "Mentor, c’est déjà noté" in again[1] and "notée à 18 h 20." in again[1]
    assert mark_of(held) == "present" and how(held) == ["wall"]
    assert late[0] == 422 and "terminé" in late[1]


def test_codes_are_not_guessed(event, clock):
    clock.move_to(event.starts_at)
    typed = {"first_name": "Mentor", "email": "mentor@cast.example"}

    answers = [Client().post("/porte/", {**typed, "code": f"BBB{letter}BB"}) for letter in "BCDFGHJKMNPRSTVWXZBCD"]

    assert {answer.status_code for answer in answers[:20]} == {422}
    assert answers[20].status_code == 429


def test_a_member_says_it_with_one_button_and_without_a_seat_is_told_what_to_do(
    held, event, signed_in, clock, now, cast
):
    register(actor=cast.other_mentor, event_id=event.pk, mode="in_person", now=now)
    register(actor=cast.stranger, event_id=event.pk, mode="in_person", now=now, wait=True)
    clock.move_to(event.starts_at)
    member = signed_in("mentor")
    led = member.get(f"/porte/{wall_code(event)}/", HTTP_ACCEPT_LANGUAGE="fr")
    filled = page_of(member.get(led["Location"]))

    done = page_of(member.post(HERE, {"code": wall_code(event)}))
    waits = page_of(signed_in("stranger").post(HERE, {"code": wall_code(event)}))
    none = page_of(signed_in("trainer").post(HERE, {"code": wall_code(event)}))

    assert wall_code(event) in filled and "Bienvenue, Mentor" in done
    assert "liste d’attente" in waits and "peut vous faire entrer" in waits
    assert "ne vous trouvons pas" in none
    assert list(Registration.objects.filter(attendance="present")) == [held]
    assert "Votre présence est notée" in page_of(member.get(f"/fr/agenda/{event.pk}/"))


def test_a_word_that_was_said_counts_for_five_minutes_and_at_its_own_event(event, signed_in, clock, now, cast):
    other = add(cast, now, title="Apéro", mode="online", seats_online=5, seats_in_person=0)
    held = register(actor=cast.mentor, event_id=event.pk, mode="online", now=now)
    guest = register_caller(
        actor=cast.coordinator, event_id=event.pk, caller=Caller("Odile", "Martin", "", ""), mode="online", now=now
    )
    clock.move_to(event.starts_at + timedelta(minutes=20))
    desk, member = signed_in("coordinator"), signed_in("mentor")
    desk.post(f"{TEAM}{event.pk}/accueil/mot/")
    word = event.spoken_word.word
    elsewhere = say_word(actor=cast.coordinator, event_id=other.pk, now=timezone.now()).word
    shown = page_of(desk.get(f"{TEAM}{event.pk}/accueil/"))
    square = f"/entree/{seal('pass', guest.pk)}/"
    page = page_of(Client().get(square))

    wrong = page_of(Client().post(square, {"code": elsewhere}))
    Client().post(square, {"code": f" {word.upper()} "})
    clock.shift(timedelta(minutes=6))
    late = page_of(member.post(HERE, {"code": word}))
    nothing = mark_of(held)
    desk.post(f"{TEAM}{event.pk}/accueil/mot/")
    event.spoken_word.refresh_from_db()
    member.post(HERE, {"code": event.spoken_word.word})

    assert word in shown and re.fullmatch(r"\w+ \d\d", word)
    assert "un mot est dit et montré. Écrivez-le ici" in page and "carré" not in page and 'class="square"' not in page
    assert "un autre événement : Apéro" in wrong
    assert "n’ouvre rien" in late and nothing == ""
    assert [mark_of(one) for one in (guest, held)] == ["present", "present"] and how(held) == ["word", "word"]


def test_a_cancelled_event_notes_nobody(held, event, clock, signed_in):
    Event.objects.filter(pk=event.pk).update(status="cancelled")
    clock.move_to(event.starts_at)

    answer = signed_in("mentor").post(HERE, {"code": wall_code(event)})

    assert answer.status_code == 422 and "n’a pas lieu" in page_of(answer)


def test_an_applicant_s_file_follows_and_a_training_day_knows_its_roster(cast, answers, clock, now, signed_in):
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    session = Application.objects.get().registration.event
    clock.move_to(session.starts_at)
    Client().post("/porte/", {"code": wall_code(session), "first_name": "Elodie", "email": "elodie@mail.example"})
    day = Event.objects.of_kind("training").filter(promotion=cast.promotion).soonest_first()[0]
    clock.move_to(day.starts_at)

    invited = page_of(signed_in("mentor").get(f"/fr/agenda/{day.pk}/"))
    signed_in("mentor").post(HERE, {"code": wall_code(day)})

    assert Application.objects.get().state == "present"
    assert HERE in invited
    assert Registration.objects.get(event=day).attendance == "present"


def test_the_list_takes_marks_from_a_phone_once_however_often_they_arrive(held, event, signed_in, clock):
    desk, address = signed_in("coordinator"), f"{TEAM}{event.pk}/accueil/"

    def send(mark, cid, who=held.person_id, browser=desk):
        body = json.dumps({"person": who, "mark": mark})
        return browser.post(address, body, content_type="application/json", headers={"Idempotency-Key": cid})

    first, undo = str(uuid4()), str(uuid4())
    early = send("present", first).json()
    clock.move_to(event.starts_at)
    answers = [send("present", first), send("", undo), send("present", first)]
    refused = [send("flying", str(uuid4())), send("present", str(uuid4()), 999_999), send("present", "x")]

    assert early["refused"] == "early"
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert mark_of(held) == ""
    assert [answer.status_code for answer in refused] == [422, 422, 422]
    assert send("present", first, browser=Client()).status_code == 401


def test_the_numbers_on_the_sheet_are_ticked_before_they_are_saved(held, event, cast, signed_in, clock, now):
    register(actor=person("ann"), event_id=event.pk, mode="online", now=now)
    clock.move_to(event.starts_at)

    page = page_of(signed_in("coordinator").get(f"{TEAM}{event.pk}/presence/?numeros=2+9"))

    assert re.search(rf'value="{held.person_id}" checked', page) and page.count(" checked") == 1
    assert "Pas sur la liste : 9" in page and "pas encore enregistré" in page
    assert mark_of(held) == ""
    assert read_numbers("1, 3 - 5;7. x 2–1 99", 9) == ({1, 3, 4, 5, 7}, ["x", "2-1", "99"])
