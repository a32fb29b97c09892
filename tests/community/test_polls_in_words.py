"""Polls in words: what is asked, one answer each, the result in words, and that nothing of it becomes a date."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from community.actions.leaving import leave_promotion
from community.actions.polls import NewPoll, NewProposal, answer_poll, close_poll
from community.actions.posts import delete_post, edit_post, write_post
from community.actions.rooms import RoomRefusal
from community.actions.warn import GuardRefusal
from community.models import Poll, PollOption, Post, Stance, Vote
from community.search import notes_of
from events.actions.polls import MeetingRefusal, make_event_of_poll
from hub.live.commands import new_cid


@pytest.fixture
def propose(cast, now):
    def one(*answers: str, who="mentor", **more):
        written = write_post(
            actor=cast.people[who],
            room_id=cast.promotion.room_id,
            body="Et si on se voyait dehors ?",
            cid=new_cid(),
            parts=[NewProposal(answers=answers, **more)],
            now=now,
        )
        return Poll.objects.get(post=written.target)

    return one


@pytest.fixture
def answer(cast, now):
    def one(option, who, *, yes=True):
        facts = {"post_id": option.poll.post_id, "option_id": option.pk, "now": now}
        return answer_poll(actor=cast.people[who], yes=yes, **facts)

    return one


def options(poll):
    return list(PollOption.objects.filter(poll=poll).order_by("pk"))


def text(response):
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def test_a_bare_proposal_asks_whether_one_agrees(propose):
    assert [one.stance for one in options(propose())] == ["agree", "disagree", "none"]
    assert [one.text for one in options(propose("Au parc", "À l’antenne"))] == ["Au parc", "À l’antenne"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"answers": ("Oui",)}, "answers"),
        ({"answers": ("Oui", "oui")}, "answers"),
        ({"answers": tuple("123456789")}, "answers"),
        ({"last_day": date(2026, 11, 23)}, "closing"),
    ],
)
def test_what_makes_no_poll_is_refused_with_its_post(cast, now, facts, code):
    with pytest.raises(RoomRefusal) as refusal:
        write_post(
            actor=cast.mentor,
            room_id=cast.promotion.room_id,
            body="Et si ?",
            cid=new_cid(),
            parts=[NewProposal(**facts)],
            now=now,
        )

    assert refusal.value.code == code
    assert Post.objects.count() == 0


def test_another_answer_takes_the_place_of_the_first(cast, propose, answer):
    first, second = options(propose("Au parc", "À l’antenne"))

    steps = [
        answer(one, "referent", yes=yes) for one, yes in [(first, True), (first, True), (second, True), (first, False)]
    ]

    assert [step.seq is not None for step in steps] == [True, False, True, False]
    assert list(Vote.objects.values_list("option", "person")) == [(second.pk, cast.referent.pk)]


def test_nobody_answers_once_it_is_closed_nor_from_elsewhere(cast, propose, answer, now):
    first = options(propose())[0]
    with pytest.raises(RoomRefusal) as stranger:
        answer(first, "other_mentor")
    close_poll(actor=cast.mentor, post_id=first.poll.post_id, now=now)
    with pytest.raises(RoomRefusal) as closed:
        answer(first, "referent")

    assert (stranger.value.code, closed.value.code) == ("not_found", "closed")
    assert Vote.objects.count() == 0


@pytest.mark.parametrize("facts", [{}, {"text": "Oui", "stance": Stance.AGREE}, {"wall_start": "2026-12-01T12:00"}])
def test_the_database_holds_that_it_is_one_thing(propose, facts):
    poll = propose()

    with pytest.raises(IntegrityError), transaction.atomic():
        PollOption.objects.create(poll=poll, **facts)


def test_it_becomes_no_date(cast, propose, answer, signed_in, clock, now):
    first = options(propose("Au parc", "À l’antenne"))[0]
    answer(first, "mentor")
    close_poll(actor=cast.mentor, post_id=first.poll.post_id, now=now)

    with pytest.raises(MeetingRefusal) as refusal:
        make_event_of_poll(actor=cast.referent, post_id=first.poll.post_id, option_id=first.pk, now=now)
    browser = signed_in("referent")
    room = text(browser.get(f"/fr/salon/{cast.promotion.room_id}/"))

    assert refusal.value.code == "option"
    assert browser.get(f"/fr/agenda/sondage/{first.poll.post_id}/").status_code == 404
    assert "Ce sondage est clos." in room and "/agenda/sondage/" not in room


def test_the_guard_reads_the_answers_and_the_search_finds_them(cast, propose, now):
    with pytest.raises(GuardRefusal):
        propose("Au parc", "Appeler le 06 39 98 12 34")
    poll = propose("Au parc", "À l’antenne")

    edit_post(actor=cast.mentor, post_id=poll.post_id, body="Où ?", now=now)
    post = Post.objects.get(pk=poll.post_id)

    assert "parc" in post.words and "antenne" in post.words
    assert notes_of([post.pk])[post.pk] == ["Sondage"]


def test_what_others_have_answered_to_is_not_given_other_words(cast, propose, answer, now):
    poll = propose()
    edit_post(actor=cast.mentor, post_id=poll.post_id, body="Et si on se voyait au parc ?", now=now)
    answer(options(poll)[0], "referent")

    with pytest.raises(RoomRefusal) as refusal:
        edit_post(actor=cast.mentor, post_id=poll.post_id, body="Et si on se voyait chez moi ?", now=now)

    assert refusal.value.code == "answered"
    assert Post.objects.get(pk=poll.post_id).body == "Et si on se voyait au parc ?"


def test_what_is_taken_back_keeps_no_answer_of_its_author_s(cast, propose, answer, now):
    taken_back, left_behind, bare = propose("Au parc", "En ligne"), propose("À pied", "À vélo"), propose()
    theirs = propose("Tôt", "Tard", who="referent")
    for poll in (left_behind, theirs):
        answer(options(poll)[0], "mentor")
        answer(options(poll)[1], "referent")

    delete_post(actor=cast.mentor, post_id=taken_back.post_id, now=now)
    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=True, now=now)

    assert options(taken_back) == options(left_behind) == []
    assert len(options(bare)) == 3
    assert list(Vote.objects.values_list("option__text", "person")) == [("Tard", cast.referent.pk)]


def test_by_forms_alone_one_proposes_answers_and_reads_the_result(clock, signed_in, cast, answer):
    browser, path = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/"
    page = text(browser.get(path + "propositions/"))
    typed = {
        "cid": re.search(r'name="cid" value="([^"]+)"', page)[1],
        "question": "Et si on se voyait dehors ?",
        "discussion": re.search(r'<option value="(\d+)"', page)[1],
        "last_day": "30 novembre",
    }

    asked = text(browser.post(path + "propositions/", typed, follow=True))
    poll = Poll.objects.get()
    yes, no, _none = options(poll)
    browser.post(re.search(r'formaction="([^"]+/oui/)"', asked)[1])
    answer(no, "referent")
    tied = text(browser.post(f"{path}messages/{poll.post_id}/sondage/clore/", follow=True))
    browser.post(f"{path}messages/{poll.post_id}/sondage/rouvrir/")
    answer(yes, "referent")
    open_again = text(browser.get(path))
    clear = text(browser.post(f"{path}messages/{poll.post_id}/sondage/clore/", follow=True))

    assert "Pas d’accord" in asked and "Sans avis" in asked and "lundi 30 novembre" in asked
    assert "Résultat : autant de personnes pour « D’accord » et « Pas d’accord »." in tied
    assert "2 personnes : vous et" in open_again and "Résultat" not in open_again
    assert "Résultat : « D’accord », 2 réponses sur 2." in clear and "/oui/" not in clear


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"answer_2": ""}, "Donnez au moins deux réponses, ou aucune."),
        ({"answer_2": "au  PARC"}, "Cette réponse y figure deux fois."),
        ({"question": " "}, "Écrivez votre question."),
        ({"answer_7": "Au parc"}, "Cette réponse y figure deux fois."),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(clock, signed_in, cast, changed, words):
    browser, path = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/propositions/"
    discussion = re.search(r'<option value="(\d+)"', text(browser.get(path)))[1]
    typed = {"cid": new_cid(), "question": "Où ?", "discussion": discussion}
    typed |= {"answer_1": "Au parc", "answer_2": "En ligne"}

    response = browser.post(path, {**typed, **changed})

    page = text(response)
    assert response.status_code == 422
    assert words in page and "Erreur" in page and 'value="Au parc"' in page
    assert Poll.objects.count() == 0


def test_dates_and_words_are_told_apart(cast, propose, now):
    dates = NewPoll(starts=("2026-12-01T12:00", "2026-12-03T18:30"))
    facts = {"actor": cast.mentor, "room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    asked = write_post(body="Quand ?", parts=[dates], **facts)
    propose()

    assert list(Poll.objects.about_dates().values_list("post", flat=True)) == [asked.target]
