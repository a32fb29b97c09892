"""The socket as docs/live.md has it: a real Daphne, a client that knows nothing of the server."""

import json
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from community.actions.posts import delete_post, edit_post
from community.actions.promotions import add_to_roster, remove_from_roster
from community.models import Membership
from hub.db import write
from hub.live import bell, frames, reader, sockets
from hub.live.log import forget, publish_state
from hub.models import LogEvent, Topic

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.race]


@pytest.fixture
def key(open_house):
    return f"room:{open_house[1].promotion.room_id}"


def cursor(key):
    event = LogEvent.objects.filter(topic__key=key).order_by("-seq").first()
    return f"{event.seq}.{event.h}" if event else "0."


def test_what_is_written_is_pushed_to_everybody_and_once(dial, say, key):
    one, other = dial("mentor"), dial("coordinator")
    head = cursor(key)
    assert [client.hello(**{key: None})["heads"] for client in (one, other)] == [{key: head}] * 2

    written = say("referent", "Bonjour à <tous>")

    for client in (one, other):
        event = client.next("ev")
        assert (event["s"], event["h"], event["k"], event["target"]) == (
            written.seq, written.h, "post", written.target,
        )  # fmt: skip
        assert event["html"] == "<p>Bonjour à &lt;tous&gt;</p>"
        assert event["by"]["name"] == "Referent D." and event["by"]["role"] == "referent"
        assert client.silent()


def test_catching_up_from_a_cursor(dial, say, key):
    start = cursor(key)
    seqs = [say("referent", f"Un {n}").seq for n in range(15)]

    client = dial("mentor")
    client.hello(**{key: start})

    assert [event["s"] for event in client.events(key, 15)] == seqs


def test_the_window_closes_at_64_and_opens_with_an_ack(dial, say, key):
    start = cursor(key)
    for n in range(70):
        say(["referent", "coordinator", "trainer", "admin"][n % 4], f"Un {n}")
    client = dial("mentor")
    client.hello(**{key: start})

    frame = client.recv()
    assert (len(frame["items"]), frame["more"]) == (64, True)
    assert client.silent()

    client.send(t="ack", topic=key, s=frame["items"][-1]["s"])
    assert len(client.recv()["items"]) == 6


def test_a_replay_says_what_is_true_now(dial, say, key, open_house):
    cast = open_house[1]
    start = cursor(key)
    witness = dial("coordinator")
    witness.hello(**{key: start})
    first, second = say("mentor", "Faux"), say("mentor", "Un secret")
    edit_post(actor=cast.mentor, post_id=first.target, body="Juste", now=timezone.now())
    delete_post(actor=cast.mentor, post_id=second.target, now=timezone.now())
    witness.events(key, 4)

    late = dial("mentor")
    late.hello(**{key: start})
    events = late.events(key, 4)

    assert "secret" not in json.dumps(events) and "Faux" not in json.dumps(events)
    assert [event.get("html") for event in events] == ["<p>Juste</p>", None, "<p>Juste</p>", None]
    assert events[1]["gone"] is True and events[0]["edited"] is True


def test_the_removed_get_gone_at_that_event_and_nothing_after(dial, say, key, open_house):
    cast = open_house[1]
    leaving, staying = dial("mentor"), dial("coordinator")
    for client in (leaving, staying):
        client.hello(**{key: None})
    before = say()

    membership = Membership.objects.get(person=cast.mentor)
    remove_from_roster(actor=cast.coordinator, membership_id=membership.pk, now=timezone.now())
    after = say("referent", "Entre nous")

    assert leaving.next("ev")["s"] == before.seq
    assert leaving.next("gone")["topic"] == key
    assert leaving.silent()
    assert [event["s"] for event in staying.events(key, 3)] == [before.seq, before.seq + 1, after.seq]
    leaving.hello(**{key: None})
    assert leaving.next("gone")["topic"] == key


def test_the_added_may_come_in_at_once(dial, say, key, open_house):
    cast = open_house[1]
    client = dial("stranger")
    client.send(t="hello", v=1, subs=[{"topic": key, "after": None}])
    client.next("welcome")
    client.next("gone")

    facts = {"promotion_id": cast.promotion.pk, "person": cast.stranger, "role": "mentor"}
    add_to_roster(actor=cast.coordinator, now=timezone.now(), **facts)

    client.hello(**{key: None})
    assert client.silent()
    assert say().seq == client.next("ev")["s"]


def test_a_lost_ring_costs_one_poll(dial, say, key, monkeypatch):
    client = dial("mentor")
    client.hello(**{key: None})
    monkeypatch.setattr(bell, "hear", lambda *_ring: None)

    written = say()

    assert client.next("ev", timeout=5)["s"] == written.seq


def test_a_cursor_of_another_log_is_a_rollback(dial, say, key):
    written = say()
    client = dial("mentor")

    for after in (f"{written.seq}.00000000", f"{written.seq + 9}.{written.h}"):
        client.hello(**{key: after})
        frame = client.next("reset")
        assert (frame["why"], frame["head"]) == ("rollback", f"{written.seq}.{written.h}")


def test_a_log_that_goes_back_resets_open_sockets(dial, say, key):
    say()
    client = dial("mentor")
    client.hello(**{key: None})
    topic = Topic.objects.get(key=key)
    LogEvent.objects.filter(topic=topic, seq=topic.head).delete()
    Topic.objects.filter(pk=topic.pk).update(head=topic.head - 1)

    assert client.next("reset", timeout=5)["why"] == "rollback"


def test_what_was_erased_resets_everybody(dial, say, key):
    start = cursor(key)
    say()
    client = dial("mentor")
    client.hello(**{key: None})

    with write():
        forget(key)

    assert client.next("reset")["why"] == "policy"
    client.hello(**{key: start})
    assert client.next("reset")["why"] == "policy"


def test_more_than_a_thousand_behind_is_too_far(dial, say, key):
    topic = Topic.objects.get(key=key)
    start = cursor(key)
    now = timezone.now()
    rows = [LogEvent(topic=topic, seq=topic.head + n, kind="phase", target=1, at=now) for n in range(1, 1002)]
    LogEvent.objects.bulk_create(rows)
    Topic.objects.filter(pk=topic.pk).update(head=topic.head + 1001)
    client = dial("mentor")

    client.hello(**{key: start})
    assert client.next("reset")["why"] == "toofar"
    client.hello(**{key: f"{rows[0].seq}.{rows[0].h}"})
    assert [event["s"] for event in client.events(key, 1000)] == [row.seq for row in rows[1:]]


def test_the_state_of_oneself_comes_whole_and_again_when_it_changes(dial, open_house):
    person = open_house[1].mentor
    client, key = dial("mentor"), f"person:{person.pk}"
    client.hello(**{key: None})
    first = client.next("state")

    with write():
        publish_state(key)

    assert client.next("state")["v"] == first["v"] + 1
    assert set(first["data"]["rooms"]) == {str(open_house[1].promotion.room_id)}


def test_without_a_session_goodbye_is_said_after_accepting(dial):
    frame, code = dial("").end()

    assert (frame["t"], frame["code"], code) == ("bye", 4401, 4401)


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example", "null"])
def test_another_origin_is_refused_at_the_door(open_house, origin):
    with pytest.raises(InvalidStatus) as refusal:
        connect(open_house[0].replace("http", "ws") + "/live/", origin=origin, legacy=True)

    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize(
    "text",
    ["", "x", "[]", '{"t":"hello"}', '{"t":"hello","v":2,"subs":[]}', '{"t":"hello","v":1,"subs":[{"topic":1}]}',
     '{"t":"hello","v":1,"subs":[{"topic":"room:1","after":"x"}]}', '{"t":"ack","topic":"room:1","s":"1"}', "x" * 17000,
     json.dumps({"t": "hello", "v": 1, "subs": [{"topic": f"room:{n}", "after": None} for n in range(201)]})],
)  # fmt: skip
def test_a_malformed_frame_ends_the_conversation(dial, text):
    client = dial("mentor")

    client.socket.send(text)

    assert client.end()[1] == 4400


def test_unknown_frames_and_keys_are_ignored(dial, say, key):
    client = dial("mentor")
    client.send(t="typing", topic=key)
    client.send(t="hello", v=1, new=1, subs=[{"topic": key, "after": None, "more": 1}])
    client.next("welcome")

    assert say().seq == client.next("ev")["s"]


def test_a_flood_is_ended(dial):
    client = dial("mentor")
    with suppress(ConnectionClosed):
        for _ in range(60):
            client.send(t="nothing")

    assert client.end()[1] == 4429


def test_whoever_says_no_hello_in_time_was_too_slow_and_may_come_back(dial, monkeypatch):
    monkeypatch.setattr(sockets, "HELLO_WITHIN", 0.1)

    frame, code = dial("mentor").end()

    assert (frame["code"], code) == (4408, 4408)


def test_whoever_acknowledges_nothing_with_a_full_window_was_too_slow(dial, say, key, monkeypatch):
    monkeypatch.setattr(reader, "FULL_FOR", 0.1)
    start = cursor(key)
    for n in range(frames.WINDOW + 1):
        say(["referent", "coordinator", "trainer", "admin"][n % 4], f"Un {n}")
    client = dial("mentor")
    client.hello(**{key: start})

    *items, goodbye = [client.recv(), client.end()]

    assert [len(one["items"]) for one in items] == [frames.WINDOW]
    assert goodbye[1] == 4408


def test_eight_sockets_a_person(dial, key):
    for _ in range(8):
        dial("mentor").hello(**{key: None})
    ninth = dial("mentor")
    ninth.send(t="hello", v=1, subs=[])

    assert ninth.end()[1] == 4429


def test_signing_out_ends_the_socket_within_five_seconds(dial, key, open_house):
    client = dial("mentor")
    client.hello(**{key: None})

    Session.objects.all().delete()
    bell.ring(f"person:{open_house[1].mentor.pk}")

    frame, code = client.end()
    assert (frame["code"], code) == (4401, 4401)


def test_an_expired_session_is_none(dial, key):
    client = dial("mentor")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    client.send(t="hello", v=1, subs=[{"topic": key, "after": None}])

    assert client.end()[1] == 4401
