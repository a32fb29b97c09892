"""Polls about dates: asked, answered, closed; who may, what the log says, and what the page shows."""

import re
from datetime import date, timedelta

import pytest

from community.actions.polls import NewPoll, answer_poll, close_poll, reopen_poll
from community.actions.posts import delete_post, write_post
from community.actions.promotions import remove_from_roster
from community.actions.rooms import RoomRefusal
from community.models import Membership, Poll, PollOption, Post, Vote
from hub.live.commands import new_cid
from hub.models import LogEvent

STARTS = ("2026-12-03T18:30", "2026-12-01T12:00")


@pytest.fixture
def ask(cast, now):
    def one(who="mentor", starts=STARTS, cid=None, **more):
        written = write_post(
            actor=cast.people[who],
            room_id=cast.promotion.room_id,
            body="Quelles dates ?",
            cid=cid or new_cid(),
            parts=[NewPoll(starts=tuple(starts), **more)],
            now=now,
        )
        return Poll.objects.get(post=written.target)

    return one


def options(poll):
    return list(PollOption.objects.filter(poll=poll).order_by("starts_at"))


def test_a_poll_stands_beside_its_question_in_the_zone_of_the_branch(cast, ask):
    cid = new_cid()

    poll, again = ask(cid=cid, last_day=date(2026, 11, 30)), ask(cid=cid, last_day=date(2026, 11, 30))

    assert (poll.pk, poll.post.body, poll.post.more) == (again.pk, "Quelles dates ?", True)
    assert [one.wall_start for one in options(poll)] == sorted(STARTS)
    assert options(poll)[0].starts_at.isoformat() == "2026-12-01T11:00:00+00:00"
    assert poll.closes_at.isoformat() == "2026-11-30T23:00:00+00:00"
    assert poll.last_day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"starts": ["2026-12-01T12:00"]}, "dates"),
        ({"starts": ["2026-12-01T12:00"] * 2}, "dates"),
        ({"starts": [f"2026-12-0{day}T12:00" for day in range(1, 10)]}, "dates"),
        ({"starts": ["2026-12-01T12:00", "2026-11-24T09:59"]}, "past"),
        ({"last_day": date(2026, 11, 23)}, "closing"),
    ],
)
def test_what_makes_no_poll_is_refused_with_its_post(ask, facts, code):
    with pytest.raises(RoomRefusal) as refusal:
        ask(**facts)

    assert refusal.value.code == code
    assert Post.objects.count() == 0


def test_one_can_on_several_dates_and_changes_one_s_mind(cast, ask, now):
    first, second = options(ask())
    facts = {"actor": cast.referent, "post_id": first.poll.post_id, "now": now}

    steps = [
        answer_poll(option_id=one.pk, yes=can, **facts)
        for one, can in [(first, True), (first, True), (second, True), (first, False), (first, False)]
    ]

    assert [step.seq is not None for step in steps] == [True, False, True, True, False]
    assert list(Vote.objects.values_list("option", "person")) == [(second.pk, cast.referent.pk)]
    assert list(LogEvent.objects.filter(kind="vote").values_list("target", flat=True)) == [first.poll.post_id] * 3


def test_nobody_votes_once_it_is_closed_however_it_was(cast, ask, now):
    by_hand, by_day = ask(), ask(last_day=date(2026, 11, 24))
    first = options(ask())[0]
    close_poll(actor=cast.mentor, post_id=by_hand.post_id, now=now)

    for option, at in [
        (options(by_hand)[0], now),
        (options(by_day)[0], now.replace(hour=23, minute=0)),
        (first, first.starts_at),
    ]:
        with pytest.raises(RoomRefusal) as refusal:
            answer_poll(actor=cast.mentor, post_id=option.poll.post_id, option_id=option.pk, yes=True, now=at)
        assert refusal.value.code in {"closed", "past"}
    answer_poll(
        actor=cast.mentor,
        post_id=by_day.post_id,
        option_id=options(by_day)[0].pk,
        yes=True,
        now=now.replace(hour=22, minute=59),
    )

    assert Vote.objects.count() == 1


def test_the_author_and_those_who_lead_close_and_reopen(cast, ask, now):
    theirs, mine = ask("coordinator"), ask()
    for who in ("mentor", "trainer"):
        with pytest.raises(RoomRefusal) as refusal:
            close_poll(actor=cast.people[who], post_id=theirs.post_id, now=now)
        assert refusal.value.code == "forbidden"
    for who in ("mentor", "referent", "coordinator", "admin"):
        facts = {"actor": cast.people[who], "post_id": mine.post_id, "now": now}
        steps = [close_poll(**facts), close_poll(**facts), reopen_poll(**facts), reopen_poll(**facts)]
        assert [step.seq is not None for step in steps] == [True, False, True, False]


def test_a_poll_that_ended_by_its_day_is_reopened_without_one(cast, ask, now):
    poll = ask(last_day=date(2026, 11, 24))

    reopen_poll(actor=cast.mentor, post_id=poll.post_id, now=now + timedelta(days=2))

    poll.refresh_from_db()
    assert poll.closes_at is None and poll.is_open(now + timedelta(days=2))


def test_strangers_the_removed_and_what_is_deleted_are_refused(cast, ask, now):
    first = options(ask())[0]
    facts = {"post_id": first.poll.post_id, "option_id": first.pk, "yes": True, "now": now}
    with pytest.raises(RoomRefusal) as stranger:
        answer_poll(actor=cast.other_mentor, **facts)
    with pytest.raises(RoomRefusal) as elsewhere:
        answer_poll(actor=cast.mentor, **{**facts, "option_id": options(ask())[0].pk})
    delete_post(actor=cast.mentor, post_id=first.poll.post_id, now=now)
    with pytest.raises(RoomRefusal) as gone:
        answer_poll(actor=cast.referent, **facts)
    remove_from_roster(actor=cast.referent, membership_id=Membership.objects.get(person=cast.mentor).pk, now=now)
    with pytest.raises(RoomRefusal) as removed:
        answer_poll(actor=cast.mentor, **facts)

    assert {one.value.code for one in (stranger, elsewhere, gone, removed)} == {"not_found"}
    assert Vote.objects.count() == 0


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_by_forms_alone_one_asks_answers_and_closes(clock, signed_in, cast):
    browser, path = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/"
    page = text(browser.get(path + "sondages/"))
    typed = {
        "cid": re.search(r'name="cid" value="([^"]+)"', page)[1],
        "question": "Quelles dates vous conviennent ?",
        "title": "Galette des mentors",
        "discussion": re.search(r'<option value="(\d+)"', page)[1],
        "day_1": "1.12",
        "hour_1": "18h30",
        "day_2": "2026-12-03",
        "hour_2": "12:00",
        "last_day": "30 novembre",
    }

    asked = text(browser.post(path + "sondages/", typed, follow=True))
    poll = Poll.objects.get()
    yes = options(poll)[0]
    voted = text(browser.post(re.search(r'formaction="([^"]+/oui/)"', asked)[1], follow=True))
    closed = text(browser.post(f"{path}messages/{poll.post_id}/sondage/clore/", follow=True))

    assert "Pour : Galette des mentors" in asked, "what it is about, before it is an event"
    assert "Mardi 1<sup>er</sup> décembre à 18 h 30" in asked and "lundi 30 novembre" in asked
    assert 'aria-pressed="true"' in voted and "1 personne peut : vous" in voted
    assert f"/sondage/{yes.pk}/non/" in voted
    assert "Ce sondage est clos." in closed and "/oui/" not in closed and "rouvrir/" in closed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day_2": "", "hour_2": ""}, "Indiquez au moins deux dates"),
        ({"day_2": "demain"}, "Écrivez un jour"),
        ({"hour_2": "midi"}, "Écrivez une heure"),
        ({"hour_2": ""}, "Écrivez à quelle heure."),
        ({"day_2": "1.12", "hour_2": "18:30"}, "Cette date y figure deux fois."),
        ({"day_2": "2026-11-20"}, "est déjà passée"),
        ({"question": " "}, "Écrivez votre question."),
        ({"day_6": "5.12"}, "Écrivez à quelle heure."),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(clock, signed_in, cast, changed, words):
    browser, path = signed_in("mentor"), f"/fr/salon/{cast.promotion.room_id}/sondages/"
    discussion = re.search(r'<option value="(\d+)"', text(browser.get(path)))[1]
    typed = {"cid": new_cid(), "question": "Quand ?", "discussion": discussion, "title": "Déjeuner"}
    typed |= {"day_1": "1.12", "hour_1": "18:30", "day_2": "2.12", "hour_2": "19:00"}

    answer = browser.post(path, {**typed, **changed})

    page = text(answer)
    assert answer.status_code == 422
    assert words in page and "Erreur" in page and 'value="Déjeuner"' in page
    assert Poll.objects.count() == 0


def test_the_queries_of_a_page_do_not_grow_with_its_polls(
    clock, signed_in, cast, ask, now, django_assert_max_num_queries
):
    browser, path = signed_in("referent"), f"/fr/salon/{cast.promotion.room_id}/"

    def count(number):
        for _ in range(number):
            for option in options(ask()):
                answer_poll(actor=cast.mentor, post_id=option.poll.post_id, option_id=option.pk, yes=True, now=now)
        with django_assert_max_num_queries(60) as found:
            browser.get(path)
        return len(found)

    assert count(1) == count(2)
