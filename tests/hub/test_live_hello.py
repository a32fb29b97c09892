"""What a hello opens, and what one says and hears after it."""

import pytest

from hub.live import frames
from hub.models import LogEvent

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.race]


@pytest.fixture
def key(open_house):
    return f"room:{open_house[1].promotion.room_id}"


def cursor(key):
    event = LogEvent.objects.filter(topic__key=key).order_by("-seq").first()
    return f"{event.seq}.{event.h}" if event else "0."


def test_a_later_hello_takes_the_place_of_the_first(dial, say, key):
    client = dial("mentor")
    start = client.hello(**{key: None})["heads"][key]
    written = say()
    client.next("ev")

    client.hello(**{key: start})

    assert client.next("ev")["s"] == written.seq


def test_of_two_hellos_at_once_the_later_one_counts(dial, say, key):
    start = cursor(key)
    written = say()
    client = dial("mentor")

    for after in (None, "999999.abcdef01", start):
        client.send(t="hello", v=1, subs=[{"topic": key, "after": after}])
    answers = [client.recv() for _ in range(4)]

    assert [(one["t"], key in one.get("heads", {})) for one in answers[:3]] == [
        ("welcome", False),
        ("welcome", False),
        ("welcome", True),
    ]
    assert (answers[3]["t"], answers[3]["s"]) == ("ev", written.seq)
    assert say("referent", "Encore").seq == client.next("ev")["s"]


def test_unknown_and_forbidden_look_the_same(dial, key, open_house):
    other = f"room:{open_house[1].other_promotion.room_id}"
    client = dial("mentor")

    client.send(
        t="hello", v=1, subs=[{"topic": one, "after": None} for one in (other, "room:999999", "x:1", "room:1x")]
    )

    assert client.recv()["heads"] == {}
    answers = [client.recv() for _ in range(4)]
    assert {(answer["t"], answer["code"]) for answer in answers} == {("gone", "not_found")}


def test_many_topics_may_be_asked_for_again_and_too_many_may_not(dial, key):
    client, some = dial("mentor"), [f"room:{10**6 + number}" for number in range(frames.MOST_TOPICS - 1)]

    for _ in range(2):
        client.send(t="hello", v=1, subs=[{"topic": one, "after": None} for one in (key, *some)])
        assert key in client.next("welcome")["heads"]
        assert {client.recv()["t"] for _ in some} == {"gone"}
    client.send(t="hello", v=1, subs=[{"topic": one, "after": None} for one in (key, *some, "room:1", "room:2")])

    assert client.end()[1] == 4400


def test_whoever_acknowledges_event_by_event_is_no_flood(dial, say, key):
    start = cursor(key)
    for n in range(70):
        say(["referent", "coordinator", "trainer", "admin"][n % 4], f"Un {n}")
    client = dial("mentor")
    client.hello(**{key: start})

    for event in client.next("evs")["items"]:
        client.send(t="ack", topic=key, s=event["s"])

    assert len(client.events(key, 6)) == 6
    assert say("referent", "Après").seq == client.next("ev")["s"]


def test_whoever_follows_nothing_any_more_still_hears_the_heart_beat(dial, key, open_house, monkeypatch):
    monkeypatch.setattr(frames, "HEARTBEAT", 0.1)
    client = dial("mentor")
    client.send(t="hello", v=1, subs=[{"topic": f"room:{open_house[1].other_promotion.room_id}", "after": None}])

    assert [client.recv()["t"] for _ in range(2)] == ["welcome", "gone"]
    assert client.next("hb")["heads"] == {}
