"""Changing and withdrawing from a mailed link: GET shows, POST acts, seats follow."""

from datetime import timedelta

import pytest
from django.test import Client

from cms.actions.apply import apply
from cms.actions.change import choose_session, withdraw_application
from cms.actions.steps import ApplicationRefusal, advance, lock_application
from cms.links import status_path
from cms.models import Application, Call, Transition
from events.actions.seats import SeatRefusal
from events.models import Registration
from events.notices import seat_link
from hub.db import write
from hub.links import unseal


@pytest.fixture
def application(cast, now, answers) -> Application:
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    return Application.objects.get()


def states():
    return dict(Registration.objects.values_list("event__wall_start", "state"))


def test_another_date_takes_the_new_seat_and_frees_the_old(cast, now, application):
    choose_session(actor=None, application_id=application.pk, event_id=cast.sessions[1].pk, mode="online", now=now)

    application.refresh_from_db()
    assert states() == {"2026-12-01T18:00": "withdrawn", "2026-12-10T12:30": "confirmed"}
    assert application.registration.event == cast.sessions[1]


def test_a_date_that_is_full_leaves_the_old_seat(cast, now, answers, application):
    for number in range(2):
        extra = answers(email=f"{number}@mail.example", event_id=cast.sessions[1].pk)
        apply(call_id=cast.call.pk, answers=extra, language="fr", flagged=False, now=now)

    with pytest.raises(SeatRefusal) as refused:
        choose_session(
            actor=None, application_id=application.pk, event_id=cast.sessions[1].pk, mode="in_person", now=now
        )

    application.refresh_from_db()
    assert refused.value.code == "full"
    assert (application.state, application.registration.state) == ("session_chosen", "confirmed")
    assert application.registration.event == cast.sessions[0]


def test_going_back_to_the_first_date_reuses_its_row(cast, now, application):
    for event, mode in ((cast.sessions[1], "online"), (cast.sessions[0], "in_person")):
        choose_session(actor=None, application_id=application.pk, event_id=event.pk, mode=mode, now=now)

    assert states() == {"2026-12-01T18:00": "confirmed", "2026-12-10T12:30": "withdrawn"}
    assert Registration.objects.get(event=cast.sessions[0]).sequence == 3


def test_withdrawing_twice_is_withdrawing_once(now, application):
    for _ in range(2):
        withdraw_application(actor=None, application_id=application.pk, why="test", now=now)

    assert states() == {"2026-12-01T18:00": "withdrawn"}
    assert Transition.objects.filter(after="withdrawn").count() == 1


def test_once_the_session_has_begun_it_cannot_be_changed(cast, now, application):
    late = now + timedelta(days=7, hours=9)

    with pytest.raises(ApplicationRefusal) as refused:
        choose_session(actor=None, application_id=application.pk, event_id=cast.sessions[1].pk, mode="online", now=late)

    assert refused.value.code == "session"


def test_of_a_call_that_is_cancelled_no_date_is_offered_and_none_is_taken(clock, cast, now, application):
    path = status_path(application)
    choice = path + "seance/"
    seat = "/" + seat_link(application.registration).split("/", 3)[3]

    def ways():
        """Which of its pages lead to another date, and whether that page offers one."""
        pages = [Client().get(where).content.decode() for where in (path, path + "retrait/", seat, choice)]
        return [*(f'"{choice}"' in page for page in pages[:3]), "Prendre cette date" in pages[3]]

    before = ways()
    Call.objects.update(cancelled_at=now)
    Client().post(choice, {"session": f"{cast.sessions[1].pk}:online"})

    assert (before, ways()) == ([True] * 4, [False] * 4)
    assert states() == {"2026-12-01T18:00": "confirmed"}


@pytest.mark.parametrize("to", ["accepted", "training_confirmed", "interview_done", "waiting_list"])
def test_illegal_moves_are_refused(now, application, to):
    with write(), pytest.raises(ApplicationRefusal):
        advance(lock_application(application.pk), to, actor=None, why="test", now=now)


def test_the_status_page_and_its_acts_without_javascript(clock, cast, application):
    browser, path = Client(), status_path(application)

    shown = browser.get(path).content.decode()
    asked = browser.get(path + "seance/").content.decode()
    changed = browser.post(path + "seance/", {"session": f"{cast.sessions[1].pk}:online"})
    withdrawn = browser.get(path + "retrait/"), browser.post(path + "retrait/", {"act": "withdraw"})

    assert "Où en suis-je" in shown and 'aria-current="step"' in shown
    assert "Prendre cette date" in asked
    assert (changed.status_code, changed.url) == (302, path)
    assert [answer.status_code for answer in withdrawn] == [200, 302]
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert browser.cookies == {}


def test_whoever_the_team_took_out_is_not_thanked_for_having_withdrawn(clock, application, signed_in):
    path = status_path(application)

    signed_in("coordinator").post(f"/fr/equipe/candidature/{application.pk}/retrait/", {"why": "Ne répond plus"})

    application.refresh_from_db()
    shown = Client().get(path).content.decode()
    assert application.state == "withdrawn"
    assert "Votre candidature a été retirée." in shown
    assert ("Vous avez retiré" in shown, "Ne répond plus" in shown) == (False, False)


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("retrait", {"why": "Ne répond plus. " * 40}),
        ("rappeler", {"day": "un de ces jours"}),
        ("telephone", {"phone": "demain"}),
        ("note", {"words": ""}),
    ],
)
def test_whatever_the_team_writes_in_vain_is_told_first_and_stays_typed(clock, application, signed_in, place, typed):
    answer = signed_in("coordinator").post(f"/fr/equipe/candidature/{application.pk}/{place}/", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Erreur" in page
    assert all(words.strip() in page for words in typed.values())


def test_a_scanner_that_follows_every_link_changes_nothing(clock, application):
    before = states()

    for page in ("status", "session", "withdraw"):
        assert Client().get(status_path(application, page)).status_code == 200
    assert Client().get("/" + seat_link(application.registration).split("/", 3)[3]).status_code == 200

    application.refresh_from_db()
    assert (states(), application.state) == (before, "session_chosen")


def test_giving_the_seat_back_returns_the_application_to_the_team(clock, cast, application):
    path = "/" + seat_link(application.registration).split("/", 3)[3]

    answer = Client().post(path, {"act": "withdraw"})

    application.refresh_from_db()
    assert answer.status_code == 302
    assert application.state == "received"
    assert "C’est à nous" in Client().get(status_path(application)).content.decode()


def test_a_link_for_one_purpose_opens_no_other(application):
    token = seat_link(application.registration).rstrip("/").rsplit("/", 1)[1]

    assert unseal("application", token) is None
    assert Client().get(f"/suivi/{token}/").status_code == 404
    assert Client().get(f"/suivi/{application.pk}.xxxxx/").status_code == 404


def test_a_post_from_another_site_is_refused(clock, application):
    path = status_path(application, "withdraw")

    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert Client().post(path, {"act": "withdraw"}, headers=headers).status_code == 403

    application.refresh_from_db()
    assert application.state == "session_chosen"


def test_no_date_chosen_is_said_and_nothing_moves(cast, clock, application):
    answer = Client().post(status_path(application, "session"), {"act": "choose"})

    assert answer.status_code == 422
    assert "Choisissez une des dates" in answer.content.decode()
    assert states() == {"2026-12-01T18:00": "confirmed"}


def test_after_the_session_it_is_the_team_s_turn(cast, clock, application, signed_in):
    clock.move_to(cast.sessions[0].ends_at + timedelta(hours=1))

    shown = Client().get(status_path(application)).content.decode().replace("\xa0", " ")
    row = signed_in("coordinator").get("/fr/equipe/").content.decode().replace("\xa0", " ")

    assert "Vous venez à la séance" not in shown
    assert "C’est à nous" in shown
    assert "jeudi 3 décembre" in shown
    assert "<strong>L’équipe</strong>, au plus tard le" in row
    assert "en retard" not in row
