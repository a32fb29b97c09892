"""A button of the team's pages that is pressed twice does its work once, shows no error, and can still be undone."""

import pytest

from cms.actions.apply import apply
from cms.models import Application, Contact, Note
from hub.models import Notice
from tests.cms.test_moves import go


@pytest.fixture
def press(clock, cast, now, answers, signed_in):
    """press("present", "geste/", act="propose") presses twice, on the file of somebody in that state; the statuses."""
    apply(call_id=cast.call.pk, answers=answers(), language="fr", flagged=False, now=now)
    browser, one = signed_in("coordinator"), Application.objects.get()

    def pressed(state, page, **typed):
        Application.objects.update(state=state)
        return [browser.post(f"/fr/equipe/candidature/{one.pk}/{page}", typed).status_code for _ in range(2)]

    return pressed


MOVES = [
    ("present", "geste/", {"act": "propose"}, "interview_proposed"),
    ("interview_proposed", "geste/", {"act": "done"}, "interview_done"),
    ("interview_done", "decision/", {"to": "accepted"}, "accepted"),
    ("interview_done", "decision/", {"to": "waiting_list"}, "waiting_list"),
    ("interview_done", "decision/", {"to": "redirected", "why": "Part en mai"}, "redirected"),
    ("session_chosen", "retrait/", {"why": "Part à Nantes"}, "withdrawn"),
]


@pytest.mark.parametrize(("state", "page", "typed", "after"), MOVES)
def test_a_move_is_made_once_and_undone_by_one_press(press, cast, signed_in, state, page, typed, after):
    statuses = press(state, page, **typed)

    one = Application.objects.get()
    moves = list(one.transitions.filter(actor=cast.coordinator).values_list("before", "after"))
    assert (statuses, moves, one.state) == ([302, 302], [(state, after)], after)
    assert Notice.objects.filter(kind="application.decided").count() == (page == "decision/")
    where = f"/fr/equipe/candidature/{one.pk}/annuler/{one.transitions.latest('pk').pk}/"
    assert signed_in("coordinator").post(where).status_code == 302
    one.refresh_from_db()
    assert one.state == state


@pytest.mark.parametrize("outcome", ["reached", "message"])
def test_a_call_is_noted_once(press, outcome):
    assert press("received", "geste/", act=outcome) == [302, 302]
    assert Contact.objects.get().outcome == outcome


def test_a_call_put_off_and_a_note_are_kept_once(press):
    assert press("received", "rappeler/", day="3/12") == [302, 302]
    assert press("received", "note/", words="Très à l’écoute") == [302, 302]
    assert (Contact.objects.count(), Note.objects.count()) == (1, 1)


def test_somebody_else_or_later_it_is_told_that_nothing_is_left_to_do(press, cast, signed_in, clock):
    press("interview_done", "decision/", to="accepted")
    path = f"/fr/equipe/candidature/{Application.objects.get().pk}/decision/"

    other = signed_in("referent").post(path, {"to": "accepted"})
    clock.shift(11)
    later = signed_in("coordinator").post(path, {"to": "accepted"})

    assert [other.status_code, later.status_code] == [422, 422]


def test_another_call_after_a_while_is_another(press, clock):
    press("received", "geste/", act="reached")
    clock.shift(11)
    press("received", "geste/", act="reached")

    assert Contact.objects.count() == 2


def test_what_is_put_right_within_a_moment_is_no_second_press(press):
    for outcome in ("reached", "message", "reached"):
        press("received", "geste/", act=outcome)

    assert list(Contact.objects.order_by("pk").values_list("outcome", flat=True)) == ["reached", "message", "reached"]
    assert Application.objects.get().call_on == Contact.objects.latest("pk").call_on


def test_what_moved_on_meanwhile_is_not_done_again(press, cast, now):
    press("present", "geste/", act="propose")
    go(Application.objects.get(), "interview_done", actor=cast.coordinator, now=now)

    assert press("interview_done", "geste/", act="propose") == [422, 422]
