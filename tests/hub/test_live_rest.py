"""The pieces under the socket: paces, keys of commands, the log over HTTP, the outermost door."""

import asyncio
import gc
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from community.actions.posts import write_post
from hub.answers import Malformed, read_input
from hub.db import write
from hub.door import guard
from hub.limits import TooMany, pace, spend
from hub.live import frames
from hub.live.commands import new_cid
from hub.live.log import lock_topic, publish
from hub.live.topics import find
from hub.models import LogEvent, Topic


def take(now):
    with write():
        pace("x", rate=5, burst=3, now=now, message="")


def test_a_pace_lets_a_burst_through_then_a_trickle(transactional_db, now):
    for _ in range(3):
        take(now)
    with pytest.raises(TooMany):
        take(now + timedelta(milliseconds=100))

    take(now + timedelta(milliseconds=200))
    with pytest.raises(TooMany):
        take(now + timedelta(milliseconds=210))
    for _ in range(3):
        take(now + timedelta(seconds=5))


def test_a_clock_that_is_set_back_keeps_nobody_from_writing(transactional_db, now):
    for _ in range(3):
        take(now + timedelta(days=1))

    for _ in range(3):
        take(now)
    with pytest.raises(TooMany):
        take(now)


def test_a_window_of_tries_that_begins_in_the_future_begins_anew(transactional_db, now):
    spend("y", limit=1, per=timedelta(hours=1), now=now + timedelta(days=1), message="")

    spend("y", limit=1, per=timedelta(hours=1), now=now, message="")
    with pytest.raises(TooMany):
        spend("y", limit=1, per=timedelta(hours=1), now=now + timedelta(minutes=59), message="")


def test_events_are_numbered_without_holes_also_after_a_rollback(transactional_db, now):
    def one(*, fail=False):
        with write():
            publish("room:1", "post", actor=None, target=1, now=now)
            if fail:
                raise ZeroDivisionError

    one()
    with pytest.raises(ZeroDivisionError):
        one(fail=True)
    one()

    assert list(LogEvent.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert Topic.objects.get().head == 2


def test_the_database_refuses_a_second_event_of_a_number(db, now):
    topic = Topic.objects.create(key="room:1")
    LogEvent.objects.create(topic=topic, seq=1, kind="post", target=1, at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        LogEvent.objects.create(topic=topic, seq=1, kind="post", target=2, at=now)


def test_a_step_outside_its_action_is_a_bug(transactional_db):
    with pytest.raises(RuntimeError):
        lock_topic("room:1")


@pytest.mark.parametrize("text", ["", ".", "x.1", "-1.00", "1.xyz", "9" * 19, "1.ABCDEF01", 5, None])
def test_what_is_no_cursor(text):
    with pytest.raises(frames.MalformedError):
        frames.read_cursor(text)


def test_a_cursor_reads_as_it_is_written():
    assert str(frames.read_cursor("41.9f3c01ab")) == "41.9f3c01ab"
    assert str(frames.read_cursor("0")) == "0."


@pytest.mark.parametrize(
    "key", ["", "room", "room:", "room:01", "room:+1", "room:1x", "room:٣", "nothing:1", f"room:{10**20}"]
)
def test_what_is_no_topic(key):
    assert find(key) is None


@pytest.fixture
def said(cast, now):
    room = cast.promotion.room_id
    return [write_post(actor=cast.mentor, room_id=room, body=f"Un {n}", cid=new_cid(), now=now) for n in range(5)]


def test_the_log_over_http_goes_on_from_a_cursor(signed_in, said):
    browser, path = signed_in("mentor"), f"/live/log/{said[0].topic}/"

    head = browser.get(path).json()
    page = browser.get(path, {"after": f"{said[1].seq}.{said[1].h}", "limit": 2}).json()
    rest = browser.get(path, {"after": f"{said[3].seq}.{said[3].h}"}).json()

    assert head == {"topic": said[0].topic, "head": f"{said[4].seq}.{said[4].h}", "events": [], "more": False}
    assert ([event["s"] for event in page["events"]], page["more"]) == ([said[2].seq, said[3].seq], True)
    assert ([event["s"] for event in rest["events"]], rest["more"]) == ([said[4].seq], False)


def test_a_cursor_that_is_not_of_this_log(signed_in, said):
    answer = signed_in("mentor").get(f"/live/log/{said[0].topic}/", {"after": f"{said[1].seq}.00000000"})

    assert answer.json()["reset"] == "rollback"


@pytest.mark.parametrize(
    "query", [{"limit": "0"}, {"limit": "x"}, {"limit": "201"}, {"after": "x"}, {"limit": "9" * 50}]
)
def test_a_damaged_address_of_the_log(signed_in, said, query):
    answer = signed_in("mentor").get(f"/live/log/{said[0].topic}/", query)

    assert (answer.status_code, answer.json()["refused"]) == (400, "malformed")


def test_signed_out_and_forbidden_are_told_to_scripts(signed_in, said):
    path = f"/live/log/{said[0].topic}/"

    assert Client().get(path).json()["refused"] == "signed_out"
    assert signed_in("other_mentor").get(path).json()["refused"] == "not_found"


@pytest.mark.parametrize("body", [b"1", b"[]", b"{", b"\xff", b"[" * 50_000])
def test_a_damaged_request(rf, body):
    with pytest.raises(Malformed):
        read_input(rf.post("/", body, content_type="application/json"))


def test_what_is_loaded_stays_out_of_the_collector_s_way(server):
    assert gc.get_freeze_count() > len(gc.get_objects()) / 2


def test_what_a_strangers_headers_do_not_decide(settings):
    settings.TRUSTED_PROXIES = {"10.0.0.1"}
    headers = [(b"x-forwarded-proto", b"https"), (b"host", b"x")]
    seen = []

    async def application(scope, receive, send):
        seen.append((scope["root_path"], [name for name, _ in scope["headers"]]))

    for client in (["1.2.3.4", 5], ["10.0.0.1", 5], None):
        scope = {"type": "websocket", "root_path": "/evil", "headers": headers, "client": client}
        asyncio.run(guard(application)(scope, None, None))

    assert seen == [("", [b"host"]), ("", [b"x-forwarded-proto", b"host"]), ("", [b"x-forwarded-proto", b"host"])]


def test_a_stale_token_is_told_to_a_script(cast, signed_in, said):
    browser = signed_in("mentor")
    browser.handler.enforce_csrf_checks = True

    answer = browser.post(
        f"/fr/salon/{cast.promotion.room_id}/messages/", json.dumps({"body": "x"}), content_type="application/json"
    )

    assert (answer.status_code, answer.json()["refused"]) == (403, "csrf")
