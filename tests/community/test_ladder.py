"""The ladder of unanswered questions: who is asked, when, once, and what stops it."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from community.actions.hiding import hide_post
from community.actions.ladder import ask_others
from community.actions.leaving import leave_promotion
from community.actions.order import lock_discussion
from community.actions.posts import delete_post, write_post
from community.actions.promotions import remove_from_roster
from community.actions.questions import accept_answer
from community.actions.rooms import archive_room
from community.models import Ladder, Membership, Rung, Step, Told
from hub.live.commands import new_cid
from hub.models import Notice
from hub.words.working_hours import is_working_day
from tests.cast import NOW
from tests.community.asking import COORDINATOR, DAY, HOUR, PEERS, REFERENT, ask, befriend, reply, told


@pytest.fixture
def friends(cast):
    return befriend(cast)


def test_two_peers_then_the_referent_then_the_coordinator_each_once(friends):
    ask(friends)

    taken = [ask_others(now=NOW + hours * HOUR) for hours in (23, 24, 24, 25, 47, 48, 49, 71, 72, 73, 144, 240)]

    assert taken == [0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0]
    assert told() == [PEERS, REFERENT, COORDINATOR]
    notices = Notice.objects.filter(kind="question.waits").order_by("pk")
    assert [one.person.first_name for one in notices] == ["Anne", "Bruno", "Referent", "Coordinator"]


def test_no_step_is_taken_at_a_weekend_on_a_holiday_or_at_night(friends):
    zone = ZoneInfo("Europe/Paris")
    asked = [ask(friends, now=datetime(2026, 12, day, 16, 20, tzinfo=UTC)) for day in (18, 23, 24, 25, 26)]

    for hour in range(24 * 26):
        ask_others(now=datetime(2026, 12, 18, 16, 20, tzinfo=UTC) + hour * HOUR)

    walls = [one.at.astimezone(zone) for one in Rung.objects.order_by("pk")]
    assert len(walls) == 3 * len(asked)
    assert [one for one in walls if not is_working_day(one.date(), "FR")] == []
    assert [one for one in walls if not time(8) <= one.time() < time(21)] == []
    first = Rung.objects.filter(question=asked[0]).order_by("step").values_list("at", flat=True)
    assert [f"{one.astimezone(zone):%a %d %H:%M}" for one in first] == ["Mon 21 17:20", "Tue 22 17:20", "Wed 23 17:20"]


def test_the_country_of_the_branch_says_what_a_holiday_is(friends):
    """The Dutch work on Armistice Day."""
    branch, armistice = friends.promotion.branch, datetime(2026, 11, 11, 10, 0, tzinfo=UTC)
    ask(friends, now=armistice - DAY)
    Membership.objects.update(starts_at=armistice - 9 * DAY)

    french = ask_others(now=armistice)
    branch.country = "NL"
    branch.save()

    assert (french, ask_others(now=armistice)) == (0, 1)


def answer(cast, question, now):
    reply(cast, question, now=now)


def accept(cast, question, now):
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": now}
    said = write_post(actor=cast.denis, body="Ici.", **facts).target
    accept_answer(actor=cast.mentor, question_id=question.post_id, answer_id=said, now=now)


def delete(cast, question, now):
    delete_post(actor=cast.mentor, post_id=question.post_id, now=now)


def hide(cast, question, now):
    hide_post(actor=cast.referent, post_id=question.post_id, reason="other", words="", now=now)


def lock(cast, question, now):
    lock_discussion(actor=cast.referent, discussion_id=question.post.discussion_id, now=now)


def archive(cast, question, now):
    archive_room(actor=cast.referent, room_id=cast.promotion.room_id, now=now)


def leave(cast, question, now):
    leave_promotion(actor=cast.mentor, promotion_id=cast.promotion.pk, erase=False, now=now)


def be_removed(cast, question, now):
    row = Membership.objects.get(person=cast.mentor, promotion=cast.promotion)
    remove_from_roster(actor=cast.referent, membership_id=row.pk, now=now)


def switch_off(cast, question, now):
    Ladder.objects.create(branch=cast.promotion.branch, active=False)


ENDS = [answer, accept, delete, hide, lock, archive, leave, be_removed, switch_off]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("after", [20, 30])
def test_what_stops_it_before_the_first_step_and_between_two(friends, end, after):
    question = ask(friends)
    taken = [ask_others(now=NOW + 24 * HOUR)] if after > 24 else []

    end(friends, question, NOW + after * HOUR)

    assert [ask_others(now=NOW + hours * HOUR) for hours in (31, 48, 72, 96)] == [0, 0, 0, 0]
    assert len(taken) == Rung.objects.count()


def test_an_own_reply_and_a_message_that_quotes_something_else_do_not_stop_it(friends):
    question, other = ask(friends), ask(friends, who="referent")
    reply(friends, question, who="mentor")
    reply(friends, other)

    assert ask_others(now=NOW + 24 * HOUR) == 1


def test_whoever_is_asked_late_has_the_time_between_two_steps_all_the_same(friends):
    ask(friends)

    taken = [ask_others(now=NOW + hours * HOUR) for hours in (144, 144, 145, 167, 168, 168, 191, 192, 193)]

    assert taken == [1, 0, 0, 0, 1, 0, 0, 1, 0]


def test_a_clock_that_jumps_and_comes_back_repeats_nothing(friends):
    ask(friends)

    taken = [ask_others(now=NOW + hours * HOUR) for hours in (48, 0, 24, 23, 25, 26, -24, 72, 71, 72, 144, 143, 144)]

    assert sum(taken) == 3
    assert [step for step, _names in told()] == [1, 2, 3]
    assert Notice.objects.filter(kind="question.waits").count() == 4


def test_what_is_older_than_four_weeks_and_what_is_no_question_stays_as_it_is(friends):
    ask(friends, now=NOW - 29 * DAY, who="coordinator")
    write_post(actor=friends.mentor, room_id=friends.promotion.room_id, body="Qui ?", cid=new_cid(), now=NOW - 2 * DAY)

    assert ask_others(now=NOW) == 0


def test_each_branch_has_hours_of_its_own(friends):
    Ladder.objects.create(branch=friends.promotion.branch, first=2, second=5, third=30)
    ask(friends)

    assert [ask_others(now=NOW + hours * HOUR) for hours in (1, 2, 4, 5, 29, 30)] == [0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize("hours", [(0, 5, 9), (5, 5, 9), (5, 9, 9), (9, 5, 12), (5, 9, 241)])
def test_steps_rise_also_for_the_database(cast, hours):
    first, second, third = hours

    with pytest.raises(IntegrityError), transaction.atomic():
        Ladder.objects.create(branch=cast.promotion.branch, first=first, second=second, third=third)


def test_queries_do_not_grow_with_what_waits_for_later(friends, django_assert_num_queries):
    for number in (1, 2):
        ask(friends, now=NOW + number * HOUR)
        with django_assert_num_queries(3):
            assert ask_others(now=NOW + 3 * HOUR) == 0


@pytest.mark.race
def test_two_runs_at_once_take_a_step_once(open_house, together):
    _base, cast = open_house
    befriend(cast)
    for _number in range(3):
        ask(cast)

    def run(_number):
        close_old_connections()
        try:
            return ask_others(now=NOW + 24 * HOUR)
        finally:
            connection.close()

    taken = together(run, 8)

    assert sum(taken) == Rung.objects.count() == 3
    assert Notice.objects.filter(kind="question.waits").count() == Told.objects.count()
    peers = list(Told.objects.filter(rung__step=Step.PEERS).values_list("person", flat=True))
    assert len(peers) == len(set(peers)) == 3


@pytest.mark.race
def test_steps_answers_and_somebody_who_leaves_at_once_end_without_a_quarrel(open_house, together):
    """None waits for the other: whatever comes first, everything is done, and nothing is asked afterwards."""
    _base, cast = open_house
    befriend(cast)
    question, late = ask(cast), NOW + 24 * HOUR
    acts = [
        lambda: ask_others(now=late),
        lambda: reply(cast, question, now=late),
        lambda: ask_others(now=late),
        lambda: leave_promotion(actor=cast.anne, promotion_id=cast.promotion.pk, erase=False, now=late),
    ]

    def run(number):
        close_old_connections()
        try:
            acts[number]()
            return "done"
        finally:
            connection.close()

    done = together(run, 4)

    assert done == ["done"] * 4
    assert Rung.objects.count() <= 1 and not Told.objects.filter(person=cast.anne).exists()
    assert ask_others(now=NOW + 48 * HOUR) == 0
