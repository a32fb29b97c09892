"""The event that comes of a poll: who has a seat, who may make it, and that it is made once."""

import re

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone

from community.actions.polls import NewPoll, NewProposal, answer_poll, close_poll, reopen_poll
from community.actions.posts import write_post
from community.actions.promotions import enrol
from community.actions.rooms import RoomRefusal
from community.models import GuardCount, Poll, PollOption, Vote
from events.actions.polls import Meeting, MeetingRefusal, make_event_of_poll
from events.models import Event, Registration
from hub.db import write
from hub.live.commands import new_cid
from hub.models import LogEvent, Notice
from tests.cast import person


@pytest.fixture
def dates(cast, now):
    """The dates of a poll of the mentor's: a lunch, an evening."""
    return ask(cast, now)


def ask(cast, now):
    with write():
        for number in range(3):
            friend = cast.people[f"friend_{number}"] = person(f"friend_{number}")
            enrol(actor=None, promotion=cast.promotion, person=friend, role="mentor", now=now)
    starts = ("2030-12-03T12:30", "2030-12-04T18:30")
    asked = write_post(
        actor=cast.mentor,
        room_id=cast.promotion.room_id,
        body="Quelles dates ?",
        cid=new_cid(),
        parts=[NewPoll(starts=starts, title="Déjeuner de décembre")],
        now=now,
    )
    return list(PollOption.objects.filter(poll__post=asked.target).select_related("poll").order_by("starts_at"))


def agree(cast, option, *names: str, now):
    for name in names:
        facts = {"post_id": option.poll.post_id, "option_id": option.pk, "yes": True, "now": now}
        answer_poll(actor=cast.people[name], **facts)


def test_those_who_can_have_a_seat_in_the_order_in_which_they_said_so(cast, dates, now):
    lunch = dates[0]
    agree(cast, lunch, "friend_1", "mentor", "friend_0", now=now)
    agree(cast, dates[1], "friend_2", now=now)

    event = make_event_of_poll(actor=cast.referent, post_id=lunch.poll.post_id, option_id=lunch.pk, now=now)

    seats = Registration.objects.filter(event=event).order_by("pk")
    assert [(one.person, one.state) for one in seats] == [
        (cast.people[name], "confirmed") for name in ("friend_1", "mentor", "friend_0")
    ]
    assert (event.uid, event.title, event.kind) == (lunch.poll.uid, "Déjeuner de décembre", "lunch")
    assert (event.wall_start, event.wall_end, event.zone) == ("2030-12-03T12:30", "2030-12-03T14:30", "Europe/Paris")
    assert (event.audience, event.promotion, event.branch.slug) == ("promotion", cast.promotion, "lille")
    assert (event.place, event.address, event.seats_in_person) == ("Notre antenne", "1 rue du Test", 5)
    assert Notice.objects.filter(kind="event.registered", target_id__in=seats).count() == 3
    poll = Poll.objects.get()
    assert (poll.chosen, poll.is_open(now)) == (lunch, False)
    assert LogEvent.objects.filter(kind="vote", target=poll.post_id).count() == 5


def test_where_seats_are_few_the_last_ones_wait(cast, dates, now):
    agree(cast, dates[0], "friend_1", "friend_0", "mentor", now=now)
    meeting = Meeting(title="Repas", kind="lunch", minutes=90, place="Chez Paul", address="", seats=2)
    facts = {"post_id": dates[0].poll.post_id, "option_id": dates[0].pk, "now": now}

    event = make_event_of_poll(actor=cast.coordinator, meeting=meeting, **facts)

    states = list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))
    assert states == ["confirmed", "confirmed", "waiting"]
    assert (event.title, event.place, event.wall_end) == ("Repas", "Chez Paul", "2030-12-03T14:00")


def test_whoever_has_left_meanwhile_is_left_out(cast, dates, now):
    agree(cast, dates[0], "friend_1", "mentor", now=now)
    cast.people["friend_1"].memberships.update(ends_at=timezone.now())

    event = make_event_of_poll(
        actor=cast.referent, post_id=dates[0].poll.post_id, option_id=dates[0].pk, now=timezone.now()
    )

    assert [one.person for one in Registration.objects.filter(event=event)] == [cast.mentor]


def test_again_leads_to_the_same_event_also_for_another_date(cast, dates, now):
    facts = {"post_id": dates[0].poll.post_id, "now": now}
    first = make_event_of_poll(actor=cast.referent, option_id=dates[0].pk, **facts)

    again = make_event_of_poll(actor=cast.coordinator, option_id=dates[1].pk, **facts)

    assert again.pk == first.pk
    assert Poll.objects.get().chosen == dates[0]
    with pytest.raises(RoomRefusal):
        reopen_poll(actor=cast.referent, post_id=facts["post_id"], now=now)
    with pytest.raises(RoomRefusal):
        agree(cast, dates[1], "mentor", now=now)


@pytest.mark.parametrize(
    ("who", "code"),
    [("mentor", "forbidden"), ("trainer", "forbidden"), ("other_mentor", "not_found"), ("stranger", "not_found")],
)
def test_only_those_who_lead_make_an_event(cast, dates, now, who, code):
    with pytest.raises((MeetingRefusal, RoomRefusal)) as refusal:
        make_event_of_poll(actor=cast.people[who], post_id=dates[0].poll.post_id, option_id=dates[0].pk, now=now)

    assert refusal.value.code == code
    assert not Event.objects.filter(uid=dates[0].poll.uid).exists()


def test_a_date_of_another_poll_and_one_that_has_passed_are_refused(cast, dates, now):
    facts = {"actor": cast.referent, "post_id": dates[0].poll.post_id}

    with pytest.raises(MeetingRefusal) as other:
        make_event_of_poll(option_id=dates[0].pk + 100, now=now, **facts)
    with pytest.raises(MeetingRefusal) as past:
        make_event_of_poll(option_id=dates[0].pk, now=dates[0].starts_at, **facts)

    assert (other.value.code, past.value.code) == ("option", "past")


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_one_press_below_a_closed_poll_makes_the_event(clock, signed_in, cast, dates, now):
    post = dates[0].poll.post
    agree(cast, dates[0], "mentor", "friend_0", now=now)
    close_poll(actor=cast.mentor, post_id=post.pk, now=now)
    room, browser = f"/fr/salon/{post.room_id}/", signed_in("referent")
    button = rf'formaction="(/fr/agenda/sondage/{post.pk}/)" name="option" value="{dates[0].pk}"'

    page = text(browser.get(room))
    made = browser.post(re.search(button, page)[1], {"option": dates[0].pk})
    event = Event.objects.get(uid=dates[0].poll.uid)
    again = browser.post(f"/fr/agenda/sondage/{post.pk}/", {"option": dates[1].pk})
    after = text(signed_in("mentor").get(room))

    assert made["Location"] == again["Location"] == f"/fr/agenda/{event.pk}/"
    assert "Devenu un rendez-vous" in after and f'href="/fr/agenda/{event.pk}/"' in after
    assert "sondage/" + str(post.pk) not in text(browser.get(room))


def test_a_tie_asks_the_referent_and_nobody_else(clock, signed_in, cast, dates, now):
    post = dates[0].poll.post
    agree(cast, dates[0], "mentor", now=now)
    agree(cast, dates[1], "friend_0", now=now)
    close_poll(actor=cast.mentor, post_id=post.pk, now=now)
    path = f"/fr/salon/{post.room_id}/messages/{post.pk}/"

    theirs, mine = (text(signed_in(who).get(path + "fragment/")) for who in ("referent", "mentor"))
    acts = text(signed_in("referent").get(path + "actes/"))

    assert theirs.count('name="option"') == 2
    assert 'name="option"' not in mine
    assert f"/fr/agenda/sondage/{post.pk}/" in acts
    assert "sondage" not in text(signed_in("mentor").get(path + "actes/"))


def test_the_page_takes_another_place_and_title(clock, signed_in, cast, dates, now):
    agree(cast, dates[1], "mentor", now=now)
    path, browser = f"/fr/agenda/sondage/{dates[0].poll.post_id}/", signed_in("coordinator")

    page = text(browser.get(path))
    typed = {
        "option": dates[1].pk, "title": "", "kind": "apero", "minutes": "90", "place": "Au parc", "seats": "8"
    }  # fmt: skip
    refused = browser.post(path, typed)
    browser.post(path, {**typed, "title": "Apéro au parc"})

    event = Event.objects.get(uid=dates[0].poll.uid)
    assert re.search(rf'value="{dates[1].pk}"[^>]* checked', page)
    assert refused.status_code == 422 and "Au parc" in text(refused)
    assert (event.title, event.place, event.seats_in_person) == ("Apéro au parc", "Au parc", 8)


@pytest.mark.parametrize("field", ["title", "place", "address"])
def test_what_is_typed_for_it_is_looked_at_by_the_guard(clock, signed_in, dates, field):
    path, browser = f"/fr/agenda/sondage/{dates[0].poll.post_id}/", signed_in("referent")
    facts = {"option": dates[1].pk, "kind": "apero", "minutes": "90", "seats": "8"}
    typed = {**facts, "title": "Apéro", "place": "Au parc", field: "chez Amina, 06 12 34 56 78"}

    warned = browser.post(path, typed)

    assert warned.status_code == 422 and 'name="sure"' in text(warned) and text(warned).count("06 12 34 56 78") > 1
    assert not Event.objects.filter(uid=dates[0].poll.uid).exists()
    browser.post(path, {**typed, "sure": "1"})
    assert getattr(Event.objects.get(uid=dates[0].poll.uid), field) == "chez Amina, 06 12 34 56 78"
    assert list(GuardCount.objects.values_list("warned", "sent_anyway")) == [(1, 1)]


def alone(act):
    """An act in a thread of its own, which leaves no connection behind."""
    close_old_connections()
    try:
        return act()
    finally:
        connection.close()


@pytest.mark.race
def test_votes_at_once_and_clicks_at_once_count_once(open_house, together):
    _base, cast = open_house
    now = timezone.now()
    lunch, evening = ask(cast, now)
    post = lunch.poll.post_id

    def press(number):
        names = ("mentor", "friend_0", "friend_1", "friend_2")
        facts = {"actor": cast.people[names[number % 4]], "post_id": post, "yes": True, "now": timezone.now()}
        return alone(lambda: answer_poll(option_id=(lunch, evening)[number // 4 % 2].pk, **facts))

    def make(number):
        facts = {"actor": cast.people[("referent", "coordinator")[number % 2]], "post_id": post}
        option = (lunch, evening)[number // 2 % 2].pk
        return alone(lambda: make_event_of_poll(option_id=option, now=timezone.now(), **facts).pk)

    together(press, 16)
    events = together(make, 8)

    assert Vote.objects.count() == 8
    assert len(set(events)) == 1 and None not in events
    assert Registration.objects.filter(event=events[0], state="confirmed").count() == 4
    assert Notice.objects.filter(kind="event.registered").count() == 4


@pytest.mark.race
def test_answers_in_words_at_once_leave_one_of_each_person(open_house, together):
    _base, cast = open_house
    facts = {"room_id": cast.promotion.room_id, "cid": new_cid(), "now": timezone.now()}
    asked = write_post(actor=cast.mentor, body="Où ?", parts=[NewProposal(answers=("Au parc", "En ligne"))], **facts)
    offered = list(PollOption.objects.filter(poll__post=asked.target).values_list("pk", flat=True))

    def press(number):
        facts = {"actor": cast.people[("mentor", "referent")[number % 2]], "post_id": asked.target, "yes": True}
        return alone(lambda: answer_poll(option_id=offered[number // 2 % 2], now=timezone.now(), **facts))

    together(press, 16)

    assert sorted(Vote.objects.values_list("person", flat=True)) == sorted([cast.mentor.pk, cast.referent.pk])
