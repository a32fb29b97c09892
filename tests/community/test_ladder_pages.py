"""How long a question waits, in words; the team's hours and figure; and a message that is marked as a question."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from community.actions.ladder import ask_others, ladders_of
from community.actions.ladder_hours import Hours, LadderRefusal, set_ladder
from community.actions.posts import delete_post, write_post
from community.actions.questions import accept_answer, mark_question
from community.actions.rooms import RoomRefusal, archive_room
from community.answers import count_answers
from community.ladder import so_long
from community.models import Ladder, Post, Question, Rung, Step
from hub.live.commands import new_cid
from hub.models import Entry, LogEvent, Role
from tests.cast import NOW
from tests.community.asking import ask, befriend, reply

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPACES = re.compile(r"\s+")


def text(answer):
    return SPACES.sub(" ", re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\u00a0", " "))


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(minutes=59), ["", "", ""]),
        (HOUR, ["1 h", "1 uur", "1 hour"]),
        (26 * HOUR + timedelta(minutes=59), ["26 h", "26 uur", "26 hours"]),
        (71 * HOUR, ["71 h", "71 uur", "71 hours"]),
        (72 * HOUR, ["3 jours", "3 dagen", "3 days"]),
        (-HOUR, ["", "", ""]),
    ],
)
def test_how_long_in_words(waited, words):
    said = []
    for language in ("fr", "nl", "en"):
        with override(language):
            said.append(so_long(NOW, NOW + waited).replace("\u00a0", " "))

    assert said == words


def test_the_room_and_the_list_say_for_how_long_and_who_was_asked(clock, signed_in, cast, now):
    befriend(cast)
    question = ask(cast, now=NOW)
    room = f"/fr/salon/{cast.promotion.room_id}/"
    fresh = text(signed_in("mentor").get(room))

    clock.shift(26 * 3600)
    ask_others(now=timezone.now())
    waits = [text(signed_in("mentor").get(room + rest)) for rest in ("", "questions/")]
    reply(cast, question, now=timezone.now())
    answered = [text(signed_in("mentor").get(room + rest)) for rest in ("", "questions/")]

    assert "Personne n’a encore répondu." in fresh and "Sans réponse depuis" not in fresh
    assert all("Sans réponse depuis 26 h." in page for page in waits)
    assert "Déjà sollicités par e-mail : des membres qui peuvent aider." in waits[1]
    assert not any("Sans réponse depuis" in page for page in answered)


def test_a_coordinator_sets_the_hours_and_the_journal_knows(clock, signed_in, cast):
    browser, path = signed_in("coordinator"), "/fr/equipe/questions/lille/"
    shown = browser.get(path).content.decode()

    typed = {"active": "on", "first": "12", "second": "30", "third": "60"}
    pages = [browser.post(path, typed, follow=True) for _time in range(2)]

    assert [f'value="{hours}"' in shown for hours in (24, 48, 72)] == [True] * 3
    assert all("D’autres sont sollicités après 12, 30 et 60 heures ouvrées." in text(page) for page in pages)
    entry = Entry.objects.get(verb="ladder.set")
    assert (entry.actor, entry.codes) == (cast.coordinator, {"active": 1, "first": 12, "second": 30, "third": 60})
    browser.post(path, {**typed, "active": ""})
    assert Ladder.objects.get().active is False
    assert "Personne d’autre n’est sollicité." in text(browser.get("/fr/equipe/questions/"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"first": "x"}, "Écrivez un nombre entier d’heures, par exemple 24."),
        ({"second": ""}, "Écrivez un nombre entier d’heures, par exemple 24."),
        ({"first": "0"}, "Écrivez au moins une heure."),
        ({"second": "24"}, "La deuxième étape vient après la première"),
        ({"third": "48"}, "La troisième étape vient après la deuxième"),
        ({"third": "241"}, "Écrivez 240 heures au plus : dix jours ouvrés."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_kept(clock, signed_in, cast, typed, words):
    name, value = next(iter(typed.items()))
    facts = {"active": "on", "first": "24", "second": "48", "third": "72", **typed}

    refused = signed_in("coordinator").post("/fr/equipe/questions/lille/", facts)

    assert refused.status_code == 422 and Ladder.objects.count() == 0
    assert words in text(refused)
    assert f'id="id_{name}-error"' in refused.content.decode()
    assert not value or f'value="{value}"' in refused.content.decode()


@pytest.mark.parametrize("who", ["mentor", "referent", "trainer", "far_coordinator"])
def test_nobody_else_sets_them(cast, now, who):
    with pytest.raises(LadderRefusal) as refusal:
        set_ladder(
            actor=cast.people[who],
            branch_id=cast.promotion.branch_id,
            hours=Hours(active=True, first=1, second=2, third=3),
            now=now,
        )

    assert (refusal.value.code, Ladder.objects.count()) == ("forbidden", 0)


@pytest.mark.parametrize(
    ("hours", "code"), [((0, 2, 3), "first"), ((2, 2, 3), "second"), ((1, 3, 3), "third"), ((1, 2, 241), "third")]
)
def test_the_action_refuses_what_does_not_rise(cast, now, hours, code):
    first, second, third = hours

    with pytest.raises(LadderRefusal) as refusal:
        set_ladder(
            actor=cast.coordinator, branch_id=cast.promotion.branch_id,
            hours=Hours(active=True, first=first, second=second, third=third), now=now,
        )  # fmt: skip

    assert refusal.value.code == code


def figure(cast, now):
    branch = cast.promotion.branch
    return count_answers([branch], ladders_of([branch]), now)[branch.pk]


def test_the_figure_counts_by_working_hours_who_was_answered_in_time(cast):
    befriend(cast, now=NOW - 9 * DAY)
    friday = NOW + 3 * DAY
    for waited in (HOUR, 23 * HOUR, 30 * HOUR, 60 * HOUR, 100 * HOUR):
        reply(cast, ask(cast, now=NOW - 7 * DAY), now=NOW - 7 * DAY + waited)
    reply(cast, ask(cast, now=friday), now=friday + 3 * DAY - HOUR)
    accepted, deleted = ask(cast, now=NOW), ask(cast, now=NOW)
    said = write_post(actor=cast.denis, room_id=cast.promotion.room_id, body="Ici", cid=new_cid(), now=NOW + 2 * HOUR)
    accept_answer(actor=cast.mentor, question_id=accepted.post_id, answer_id=said.target, now=NOW + 90 * HOUR)
    reply(cast, ask(cast, now=NOW), who="mentor", now=NOW + HOUR)
    delete_post(actor=cast.mentor, post_id=deleted.post_id, now=NOW + HOUR)
    ask(cast, now=NOW - 91 * DAY, who="coordinator")

    found = figure(cast, friday + 4 * DAY)

    assert (found.asked, found.waiting) == (8, 1)
    assert found.within == {Step.PEERS: 4, Step.REFERENT: 5, Step.COORDINATOR: 6}


def test_the_page_of_figures_is_for_the_team_of_the_branch_alone(clock, signed_in, cast):
    befriend(cast)
    reply(cast, ask(cast, now=NOW - 2 * HOUR), now=NOW - HOUR)
    ask(cast, now=NOW - HOUR)

    pages = {who: text(signed_in(who).get("/fr/equipe/questions/")) for who in ("referent", "coordinator", "trainer")}

    for who, page in pages.items():
        assert "2 questions ces 90 derniers jours : " in page
        assert "1 a reçu une réponse en 24 heures ouvrées au plus" in page and "1 sans réponse" in page
        assert "Londres" not in page and ("Changer ces heures" in page) == (who == "coordinator")
    assert "Aucune question" in text(signed_in("far_coordinator").get("/fr/equipe/questions/"))
    assert "/fr/equipe/questions/" in signed_in("trainer").get("/fr/equipe/").content.decode()


def test_the_page_asks_as_often_for_more(clock, signed_in, cast, django_assert_max_num_queries):
    befriend(cast)
    browser, counts = signed_in("coordinator"), []

    def count():
        reply(cast, ask(cast, now=NOW - HOUR), now=NOW)
        with django_assert_max_num_queries(20) as queries:
            page = browser.get("/fr/equipe/questions/").content.decode()
        counts.append(len(queries))
        return page.count("Changer ces heures")

    before = count()
    facts = {"person": cast.coordinator, "kind": "coordinator", "starts_on": NOW.date()}
    Role.objects.bulk_create(Role(branch=one, **facts) for slug, one in cast.branches.items() if slug != "lille")

    assert (before, count()) == (1, 4)
    assert counts[0] == counts[1]


def said(cast, body="Qui a les clés ?", who="mentor"):
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": NOW}
    return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, **facts).target)


def test_ones_own_message_that_ends_like_a_question_can_be_marked(clock, signed_in, cast):
    post, room = said(cast), f"/fr/salon/{cast.promotion.room_id}/messages/"
    browser, path = signed_in("mentor"), f"{room}{post.pk}/question/"
    plain = said(cast, "Voici les clés.")

    offered = [path in signed_in(who).get(f"{room}{post.pk}/actes/").content.decode() for who in ("mentor", "referent")]
    asked = text(browser.get(path))
    pages = [text(browser.post(path, follow=True)) for _time in range(2)]

    assert offered == [True, False]
    assert f"{plain.pk}/question/" not in browser.get(f"{room}{plain.pk}/actes/").content.decode()
    assert "Qui a les clés ?" in asked
    assert all("Personne n’a encore répondu." in page for page in pages)
    assert Question.objects.get().post == post and Post.objects.get(pk=post.pk).more
    assert list(LogEvent.objects.filter(kind="answer").values_list("target", flat=True)) == [post.pk]
    assert f'"{path}"' not in browser.get(f"{room}{post.pk}/actes/").content.decode()


def test_a_slip_is_taken_back_and_nobody_else_is_asked(clock, signed_in, cast):
    post, room = said(cast), f"/fr/salon/{cast.promotion.room_id}/messages/"
    browser, back = signed_in("mentor"), f"{room}{post.pk}/question/non/"
    mark_question(actor=cast.mentor, post_id=post.pk, now=NOW)
    ask_others(now=NOW + timedelta(days=1))

    offered = [back in signed_in(who).get(f"{room}{post.pk}/actes/").content.decode() for who in ("mentor", "referent")]
    asked = text(browser.get(back))
    pages = [text(browser.post(back, follow=True)) for _time in range(2)]

    assert offered == [True, False]
    assert "Qui a les clés ?" in asked and "Le message reste." in asked
    assert not any("Personne n’a encore répondu." in page for page in pages)
    assert not Question.objects.exists() and not Rung.objects.exists()
    assert LogEvent.objects.filter(kind="answer", target=post.pk).count() == 2
    assert ask_others(now=NOW + timedelta(days=3)) == 0
    assert signed_in("referent").post(back).status_code == 404


def test_a_question_with_an_answer_that_helped_stays_one(clock, signed_in, cast):
    post = said(cast)
    mark_question(actor=cast.mentor, post_id=post.pk, now=NOW)
    answer = said(cast, "Moi.", "referent")
    accept_answer(actor=cast.mentor, question_id=post.pk, answer_id=answer.pk, now=NOW)
    path = f"/fr/salon/{cast.promotion.room_id}/messages/{post.pk}/"

    offered = signed_in("mentor").get(f"{path}actes/").content.decode()
    refused = signed_in("mentor").post(f"{path}question/non/")

    assert f"{path}question/" not in offered
    assert refused.status_code == 422 and "une réponse qui a aidé" in text(refused)
    assert Question.objects.get().answer == answer


def test_nobody_marks_the_message_of_another_nor_one_that_is_gone(cast, now):
    post, gone = said(cast), said(cast)
    delete_post(actor=cast.mentor, post_id=gone.pk, now=now)

    for who, one, code in [
        ("referent", post, "not_yours"),
        ("other_mentor", post, "not_found"),
        ("mentor", gone, "not_yours"),
    ]:
        with pytest.raises(RoomRefusal) as refusal:
            mark_question(actor=cast.people[who], post_id=one.pk, now=now)
        assert refusal.value.code == code
    archive_room(actor=cast.referent, room_id=cast.promotion.room_id, now=now)
    with pytest.raises(RoomRefusal):
        mark_question(actor=cast.mentor, post_id=post.pk, now=now)

    assert Question.objects.count() == 0
