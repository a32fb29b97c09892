"""Questions: asked, replied to, answered; who may choose the answer, and which ones wait."""

import json
import re
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from community.actions.discussions import open_discussion
from community.actions.leaving import leave_promotion
from community.actions.posts import delete_post, write_post
from community.actions.questions import NewQuestion, accept_answer, withdraw_acceptance
from community.actions.rooms import RoomRefusal
from community.models import Post, Question
from hub.live.commands import new_cid
from hub.models import LogEvent


@pytest.fixture
def say(cast, now):
    def one(who="mentor", body="Bonjour", *, asks=False, **more):
        facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now, **more}
        parts = [NewQuestion()] if asks else []
        return Post.objects.get(pk=write_post(actor=cast.people[who], body=body, parts=parts, **facts).target)

    return one


def waiting():
    return list(Question.objects.unanswered().oldest_first().values_list("post", flat=True))


def test_a_question_waits_until_somebody_else_quotes_it(say, now):
    first, second = say(body="Qui ?", asks=True), say("referent", "Où ?", asks=True, now=now + timedelta(minutes=1))
    say(body="Personne ?", quote_seq=first.seq)
    say("coordinator", "Je cherche.")
    before = waiting()

    reply = say("coordinator", "Moi", quote_seq=first.seq)
    after = waiting()
    delete_post(actor=reply.author, post_id=reply.pk, now=now)

    assert (before, after, waiting()) == ([first.pk, second.pk], [second.pk], [first.pk, second.pk])


def test_a_reply_makes_open_pages_fetch_the_question_but_stands_first_in_the_log(say):
    asked, plain = say(asks=True), say()

    reply, other = say("referent", quote_seq=asked.seq), say("referent", quote_seq=plain.seq)

    events = list(LogEvent.objects.filter(seq__gte=reply.seq).order_by("seq").values_list("kind", "target"))
    assert events == [("post", reply.pk), ("answer", asked.pk), ("post", other.pk)]


def test_one_answer_is_accepted_at_a_time_and_can_be_taken_back(say, cast, now):
    asked = say(asks=True)
    first, second = say("referent", "Oui"), say("coordinator", "Non")
    facts = {"actor": cast.mentor, "question_id": asked.pk, "now": now}

    steps = [
        accept_answer(answer_id=first.pk, **facts),
        accept_answer(answer_id=first.pk, **facts),
        accept_answer(answer_id=second.pk, **facts),
        withdraw_acceptance(**facts),
        withdraw_acceptance(**facts),
    ]

    assert [step.seq is not None for step in steps] == [True, False, True, True, False]
    assert Question.objects.get().answer is None and waiting() == [asked.pk]
    told = list(LogEvent.objects.filter(kind="answer").order_by("seq").values_list("target", flat=True))
    assert told == [first.pk, asked.pk, first.pk, second.pk, asked.pk, second.pk, asked.pk]
    assert Post.objects.get(pk=first.pk).more


def test_the_asker_and_those_who_keep_order_choose_nobody_else(say, cast, now):
    asked, reply = say(asks=True), say("referent")
    for who in ("referent", "coordinator", "admin", "mentor"):
        accept_answer(actor=cast.people[who], question_id=asked.pk, answer_id=reply.pk, now=now)
        withdraw_acceptance(actor=cast.people[who], question_id=asked.pk, now=now)
    theirs = say("coordinator", asks=True)
    later = say("referent")

    for who, code in [("mentor", "forbidden"), ("trainer", "forbidden"), ("other_mentor", "not_found")]:
        with pytest.raises(RoomRefusal) as refusal:
            accept_answer(actor=cast.people[who], question_id=theirs.pk, answer_id=later.pk, now=now)
        assert refusal.value.code == code


def test_what_can_be_no_answer_is_refused(say, cast, now):
    early, asked, gone = say("referent"), say(asks=True), say("referent")
    delete_post(actor=cast.referent, post_id=gone.pk, now=now)
    room = cast.promotion.room_id
    written = open_discussion(actor=cast.mentor, room_id=room, title="Ailleurs", body="x", cid=new_cid(), now=now)

    for answer in (early.pk, asked.pk, gone.pk, written.target, 999_999):
        with pytest.raises(RoomRefusal) as refusal:
            accept_answer(actor=cast.mentor, question_id=asked.pk, answer_id=answer, now=now)
        assert refusal.value.code == "answer"
    with pytest.raises(RoomRefusal) as none:
        accept_answer(actor=cast.mentor, question_id=early.pk, answer_id=asked.pk, now=now)

    assert none.value.code == "not_found"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_by_forms_alone_one_asks_and_accepts(clock, signed_in, cast, say):
    browser, room = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/"
    facts = {"body": "Qui a les clés ?", "cid": new_cid(), "question": "1"}

    asked = text(browser.post(room + "messages/", facts, follow=True))
    post = Post.objects.get()
    reply = say("referent", "C’est moi, venez.", quote_seq=post.seq)
    page = text(browser.get(room))
    accepted = text(browser.post(re.search(r'formaction="([^"]+/reponse/[^"]+)"', page)[1], follow=True))
    theirs = text(signed_in("trainer").get(room))

    assert "Personne n’a encore répondu." in asked
    assert "1 réponse cite cette question." in page
    assert accepted.count("Réponse retenue") == 2 and f"messages/{reply.pk}/" in accepted
    assert theirs.count("Réponse retenue") == 2 and "sans-reponse" not in theirs


def test_a_script_asks_too_and_a_refused_form_stays_ticked(clock, signed_in, cast):
    browser, room = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/"
    facts = {"content_type": "application/json", "headers": {"Idempotency-Key": new_cid()}}

    browser.post(room + "messages/", json.dumps({"body": "Qui ?", "question": True}), **facts)
    refused = text(browser.post(room + "messages/", {"body": " ", "cid": new_cid(), "question": "1"}))

    assert Question.objects.count() == 1
    assert 'name="question" value="1" checked' in refused


def test_the_page_of_a_later_message_offers_to_make_it_the_answer(clock, signed_in, cast, say):
    asked, reply = say(body="Qui ?", asks=True), say("referent", "Moi")
    path = f"/fr/salon/{cast.promotion.room_id}/messages/{reply.pk}/actes/"

    link = re.search(r'href="([^"]+/reponse/[^"]+)"', text(signed_in("mentor").get(path)))[1]
    page = text(signed_in("mentor").get(link))
    signed_in("mentor").post(link)

    assert "Qui ?" in page and "Moi" in page
    assert "/reponse/" not in text(signed_in("trainer").get(path))
    assert Question.objects.get(post=asked).answer == reply


def test_what_waits_is_listed_in_the_room_and_at_home_for_those_who_keep_order(clock, signed_in, cast, say, now):
    say(body="Qui a les clés ?", asks=True, now=now - timedelta(days=1))
    room = cast.promotion.room_id

    listed = text(signed_in("mentor").get(f"/fr/salon/{room}/questions/"))
    tools = text(signed_in("mentor").get(f"/fr/promotion/{cast.promotion.pk}/"))
    homes = {who: text(signed_in(who).get("/fr/espace/")) for who in ("referent", "coordinator", "mentor", "trainer")}

    assert "Qui a les clés ?" in listed and "depuis hier" in listed
    assert "1 question sans réponse" in tools
    assert [who for who, page in homes.items() if "1 question, depuis hier" in page] == ["referent", "coordinator"]


def test_queries_do_not_grow_with_the_questions(clock, signed_in, cast, say, django_assert_max_num_queries):
    browser, room = signed_in("referent"), f"/fr/salon/{cast.promotion.room_id}/"

    def count(number):
        for _ in range(number):
            asked = say(asks=True)
            reply = say("coordinator", quote_seq=asked.seq)
            accept_answer(actor=cast.mentor, question_id=asked.pk, answer_id=reply.pk, now=reply.created_at)
            say(asks=True)
        found = []
        for path in (room, room + "questions/", "/fr/espace/"):
            with django_assert_max_num_queries(80) as queries:
                browser.get(path)
            found.append(len(queries))
        return found

    assert count(1) == count(2)


@pytest.mark.race
def test_two_acceptances_at_once_leave_one(open_house, together):
    _base, cast = open_house
    room, now = cast.promotion.room_id, timezone.now()
    posts = [
        write_post(actor=cast.mentor, room_id=room, body="x", cid=new_cid(), parts=parts, now=now).target
        for parts in ([NewQuestion()], [], [])
    ]

    def accept(number):
        close_old_connections()
        try:
            actor = cast.people[("mentor", "referent")[number % 2]]
            facts = {"question_id": posts[0], "answer_id": posts[1 + number % 2], "now": timezone.now()}
            return accept_answer(actor=actor, **facts).target
        finally:
            connection.close()

    answers = together(accept, 8)

    assert answers == [posts[0]] * 8
    assert Question.objects.get().answer_id in posts[1:]


def test_what_was_answered_does_not_wait_again_once_who_asked_has_left(say, cast, now):
    answered, open_ = say(body="Qui ?", asks=True), say("referent", "Où ?", asks=True, now=now + timedelta(minutes=1))
    say("coordinator", "Moi", quote_seq=answered.seq)
    say(body="Encore moi", quote_seq=say(body="Personne ?", asks=True).seq)

    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=False, now=now + timedelta(minutes=2))

    assert waiting() == [open_.pk]
